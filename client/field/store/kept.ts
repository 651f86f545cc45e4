/** The last answers of the service, each under the account it was given to, with the time it was given. */
import { clear, put, readOne } from './database.ts';

export interface Kept<T> {
  readonly value: T;
  /** When it was asked for: ms since 1970, by this device. */
  readonly at: number;
}

const keyOf = (login: string, name: string): string => `${login}\n${name}`;

/** A browser that keeps nothing (private mode) is no error: the page then works while there is a network. */
export async function keep<T>(login: string, name: string, value: T, at = Date.now()): Promise<void> {
  await put('kept', keyOf(login, name), { value, at } satisfies Kept<T>).catch(() => {});
}

export const kept = <T>(login: string, name: string): Promise<Kept<T> | undefined> =>
  readOne<Kept<T>>('kept', keyOf(login, name)).catch(() => undefined);

export const forgetKept = (): Promise<void> => clear('kept').catch(() => {});
