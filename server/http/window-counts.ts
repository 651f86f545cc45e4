/**
 * Requests by key in windows of fixed length, each beginning with the first request after the last one was over: own ones, and
 * those that other processes tell of. Windows of two processes need not begin together: each counts all of what falls into its own.
 */

/** Requests of a key that the others do not know of yet. */
export interface Counted {
  key: string;
  requests: number;
  /** How long ago the window began. */
  ageMs: number;
}

interface Window {
  requests: number;
  since: number;
  /** Own requests that were not told yet. */
  untold: number;
}

/** Keys held; beyond it the window that began first is forgotten. */
const MOST_KEYS = 20_000;
/** Told in steps of this part of the limit. */
const STEP = 1 / 20;

export class WindowCounts {
  readonly #windows = new Map<string, Window>();
  readonly #due = new Set<string>();
  #windowMs = 60_000;
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  add(key: string, windowMs: number, most: number): { current: number; ttl: number } {
    this.#windowMs = windowMs;
    const window = this.#living(key) ?? this.#begin(key, this.#now());
    window.requests++;
    window.untold++;
    if (window.untold >= Math.max(1, Math.floor(most * STEP))) this.#due.add(key);
    return this.#state(window);
  }

  look(key: string, windowMs: number): { current: number; ttl: number } {
    this.#windowMs = windowMs;
    const window = this.#living(key);
    return window === undefined ? { current: 0, ttl: 0 } : this.#state(window);
  }

  /** What is worth telling. Stays so until it was told. */
  untold(): Counted[] {
    const counted: Counted[] = [];
    for (const key of this.#due) {
      const window = this.#living(key);
      if (window === undefined) this.#due.delete(key);
      else counted.push({ key, requests: window.untold, ageMs: this.#now() - window.since });
    }
    return counted;
  }

  told({ key, requests }: Counted): void {
    const window = this.#windows.get(key);
    this.#due.delete(key);
    if (window !== undefined) window.untold = Math.max(0, window.untold - requests);
  }

  /** Of another process. */
  heard({ key, requests, ageMs }: Counted): void {
    const begun = this.#now() - Math.max(0, ageMs);
    if (begun + this.#windowMs <= this.#now()) return;
    const window = this.#living(key) ?? this.#begin(key, begun);
    window.requests += requests;
  }

  #state({ requests, since }: Window): { current: number; ttl: number } {
    return { current: requests, ttl: since + this.#windowMs - this.#now() };
  }

  #living(key: string): Window | undefined {
    const window = this.#windows.get(key);
    return window !== undefined && window.since + this.#windowMs > this.#now() ? window : undefined;
  }

  #begin(key: string, since: number): Window {
    // at the end of the map, so that its first is the one that began first
    this.#windows.delete(key);
    this.#due.delete(key);
    for (const oldest of this.#windows.keys()) {
      if (this.#windows.size < MOST_KEYS) break;
      this.#windows.delete(oldest);
      this.#due.delete(oldest);
    }
    const window = { requests: 0, since, untold: 0 };
    this.#windows.set(key, window);
    return window;
  }
}
