/**
 * The HTTP API as the simulation asks it. What is refused is counted and answered, never thrown: the day goes on. Who asks too often is
 * told how long to wait, and waits.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Answer<T> {
  readonly status: number;
  readonly ok: boolean;
  readonly body: T;
  readonly etag: string | undefined;
  /** Of a session that was opened. */
  readonly cookie: string | undefined;
}
export interface Asked {
  readonly method?: string;
  readonly token?: string;
  readonly cookie?: string;
  readonly body?: unknown;
  readonly ifMatch?: string | undefined;
}
export interface Refused {
  readonly what: string;
  readonly status: number;
  readonly code: string;
}

const PATIENCE_MS = 20_000;

export class Api {
  readonly #base: string;
  /** Of those that were counted. */
  readonly refusals: Refused[] = [];
  asked = 0;

  constructor(base: string) {
    this.#base = base;
  }

  /** Throws when nobody answers. */
  async ask<T>(path: string, { method = 'GET', token, cookie, body, ifMatch }: Asked = {}): Promise<Answer<T>> {
    const headers = new Headers();
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
    if (cookie !== undefined) {
      headers.set('cookie', cookie);
      headers.set('sec-fetch-site', 'same-origin');
    }
    if (body !== undefined) headers.set('content-type', 'application/json');
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    this.asked++;
    const response = await fetch(new URL(path, this.#base), {
      ...{ method, headers, signal: AbortSignal.timeout(PATIENCE_MS) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    const said = (/json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined) as T;
    const { status, ok } = response;
    if (status === 429) {
      await sleep(1000 * Math.max(1, Number(response.headers.get('retry-after')) || 1));
      return this.ask(path, { method, token, cookie, body, ifMatch } as Asked);
    }
    const given = response.headers.get('set-cookie')?.split(';')[0];
    const etag = response.headers.get('etag') ?? undefined;
    if (!ok) this.#refuse(`${method} ${path.split('?')[0]}`, status, said);
    return { status, ok, body: said, etag, cookie: given };
  }

  /** Throws an Error with the code of a refusal: for what nothing goes on without. */
  async must<T>(path: string, asked: Asked = {}): Promise<Answer<T>> {
    const answer = await this.ask<T>(path, asked);
    if (answer.ok) return answer;
    const { code } = (answer.body ?? {}) as { code?: string };
    throw new Error(`${asked.method ?? 'GET'} ${path}: ${answer.status} ${code ?? ''}`);
  }

  /** Every page of a list. */
  async pages<T>(path: string, token: string, rowsOf: (body: never) => readonly T[]): Promise<T[]> {
    const rows: T[] = [];
    for (let after: string | null = ''; after !== null; ) {
      const more: string = after === '' ? '' : `&after=${encodeURIComponent(after)}`;
      const { body }: Answer<{ next: string | null }> = await this.must(`${path}&limit=2000${more}`, { token });
      rows.push(...rowsOf(body as never));
      after = body.next;
    }
    return rows;
  }

  #refuse(what: string, status: number, body: unknown): void {
    const { code = '' } = (body ?? {}) as { code?: string };
    this.refusals.push({ what, status, code });
  }
}
