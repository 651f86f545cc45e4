/**
 * Guessing passwords is slow: per login five failures are free, then each doubles the wait up to a quarter of an hour; per
 * address twenty. Counted in the database, so that it does not help to ask another process. IPv6 counts by /64.
 */
import { isIPv6 } from 'node:net';
import type { Database, Queryable } from '../database/database.ts';
import {
  type AttemptRule,
  countAttempt,
  deleteOldAttempts,
  forgetAttempts,
  uncountAttempt,
} from './attempt-repository.ts';

export const LOGIN_RULE: AttemptRule = { free: 5, longestS: 900, forgetS: 3600 };
export const ADDRESS_RULE: AttemptRule = { free: 20, longestS: 900, forgetS: 3600 };

export interface Attempt {
  login: string;
  address: string;
}

/** `login:…` and `address:…`, the latter cut to what one subscriber has. */
export function attemptKeys({ login, address }: Attempt): { login: string; address: string } {
  return { login: `login:${login.toLowerCase()}`, address: `address:${subscriber(address)}` };
}

function subscriber(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  const groups = [...left, ...zeros, ...right].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ''));
  return `${groups.join(':')}::/64`;
}

class Blocked extends Error {
  readonly until: Date;
  constructor(until: Date) {
    super('blocked');
    this.until = until;
  }
}

/** Seconds to wait, or null when the try may go on; it is then counted as failed until `attemptSucceeded`. */
export async function beginAttempt(db: Database, attempt: Attempt, now: Date): Promise<number | null> {
  const keys = attemptKeys(attempt);
  try {
    await db.transaction(async (tx) => {
      const until =
        (await countAttempt(tx, keys.address, ADDRESS_RULE, now)) ??
        (await countAttempt(tx, keys.login, LOGIN_RULE, now));
      if (until !== null) throw new Blocked(until);
    });
    return null;
  } catch (error) {
    if (error instanceof Blocked) return Math.max(1, Math.ceil((error.until.getTime() - now.getTime()) / 1000));
    throw error;
  }
}

/** The login starts anew; the address loses only this try, or one known password would free it for guessing others. */
export async function attemptSucceeded(tx: Queryable, attempt: Attempt, now: Date): Promise<void> {
  const keys = attemptKeys(attempt);
  await uncountAttempt(tx, keys.address, now);
  await forgetAttempts(tx, keys.login);
  await deleteOldAttempts(tx, new Date(now.getTime() - 24 * 3600_000));
}
