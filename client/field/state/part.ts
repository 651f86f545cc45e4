/** One answer of the service the page lives on: at once from what was kept, then anew; what cannot be fetched stays as it was. */
import { signal } from '@preact/signals';
import { type ApiError, asApiError } from '../../api/request.ts';
import { type Kept, keep, kept } from '../store/kept.ts';

export class Part<T> {
  /** null: never heard. */
  readonly now = signal<Kept<T> | null>(null);
  readonly problem = signal<ApiError | null>(null);
  readonly name: string;
  constructor(name: string) {
    this.name = name;
    PARTS.push(this as Part<unknown>);
  }

  get value(): T | null {
    return this.now.value?.value ?? null;
  }

  async restore(login: string): Promise<void> {
    if (this.now.peek() === null) this.now.value = (await kept<T>(login, this.name)) ?? null;
  }

  /** Resolves to what holds afterwards. `wanted`: whether the answer is still of use when it comes. */
  async fetch(login: string, ask: () => Promise<T>, wanted: () => boolean = () => true): Promise<T | null> {
    const askedAt = Date.now();
    try {
      const value = await ask();
      if (!wanted()) return null;
      this.set(login, value, askedAt);
    } catch (error) {
      this.problem.value = asApiError(error);
    }
    return this.now.peek()?.value ?? null;
  }

  /** `at`: when it was asked for; what happened since is not in it. */
  set(login: string, value: T, at = Date.now()): void {
    this.now.value = { value, at };
    this.problem.value = null;
    void keep(login, this.name, value, at);
  }

  forget(): void {
    this.now.value = null;
    this.problem.value = null;
  }
}

const PARTS: Part<unknown>[] = [];

export const restoreParts = (login: string): Promise<unknown> => Promise.all(PARTS.map((part) => part.restore(login)));

export function forgetParts(): void {
  for (const part of PARTS) part.forget();
}
