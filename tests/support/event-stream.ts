/** A reader of /api/live as a browser is one: it comes back by itself, to the next address it knows, with the last id it heard. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Heard {
  event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into frames freely
  data: any;
  /** Which connection it came by, from 1. */
  connection: number;
}

export class EventStream {
  readonly heard: Heard[] = [];
  connections = 0;
  readonly #stop = new AbortController();
  readonly #over: Promise<void>;
  #last: string | undefined;

  /** `urls`: asked in turn. */
  constructor(urls: readonly string[], path: string, token: string) {
    this.#over = this.#run(urls, path, token);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#over;
  }

  async #run(urls: readonly string[], path: string, token: string): Promise<void> {
    const { signal } = this.#stop;
    for (let turn = 0; !signal.aborted; turn++) {
      const headers: Record<string, string> = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
      if (this.#last !== undefined) headers['last-event-id'] = this.#last;
      try {
        const response = await fetch(urls[turn % urls.length]! + path, { headers, signal });
        if (response.status === 200) await this.#read(response.body!);
      } catch {
        // the process is gone: the next one is asked
      }
      await sleep(50, undefined, { signal }).catch(() => {});
    }
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const connection = ++this.connections;
    let text = '';
    const decoder = new TextDecoder();
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop()!;
      for (const frame of frames) this.#take(frame, connection);
    }
  }

  #take(frame: string, connection: number): void {
    const field = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(frame)?.[1];
    this.#last = field('id') ?? this.#last;
    const event = field('event');
    if (event !== undefined) this.heard.push({ event, data: JSON.parse(field('data') ?? 'null'), connection });
  }
}
