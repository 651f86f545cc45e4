/** A line to a listener that takes bytes when the test says so. */
import type { Sink } from '../../server/live/listener.ts';

export class Line implements Sink {
  writableLength = 0;
  readonly written: Uint8Array[] = [];
  state: 'open' | 'ended' | 'cut' = 'open';
  /** Takes everything at once. */
  quick: boolean;
  #drain = (): void => {};

  constructor(quick = false) {
    this.quick = quick;
  }

  write(bytes: Uint8Array): boolean {
    this.written.push(bytes);
    if (this.quick) return true;
    this.writableLength += bytes.length;
    return this.writableLength < 16_384;
  }

  on(_event: 'drain', heard: () => void): void {
    this.#drain = heard;
  }

  end(): void {
    this.state = 'ended';
  }

  destroy(): void {
    this.state = 'cut';
  }

  /** The other side has read all. */
  drain(): void {
    this.writableLength = 0;
    this.#drain();
  }

  get bytes(): number {
    return this.written.reduce((sum, { length }) => sum + length, 0);
  }

  /** What was heard, as [event, data]. */
  heard(): [string, Record<string, unknown>][] {
    const text = Buffer.concat(this.written).toString();
    return [...text.matchAll(/^event: (.*)\ndata: (.*)$/gm)].map(([, event, data]) => [event!, JSON.parse(data!)]);
  }
}
