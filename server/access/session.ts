/**
 * Sessions: 256 random bits in a cookie, their SHA-256 in the database. Over after 12 idle hours or 7 days, whatever comes
 * first. Signing in always makes a new id and ends the one that was presented.
 */
import type { Queryable } from '../database/database.ts';
import { problemOf } from '../database/errors.ts';
import {
  deleteOldSessions,
  deleteSession,
  insertSession,
  type Session,
  sessionById,
  touchSession,
} from './repository.ts';
import { hashSecret, newSecret } from './secret.ts';

export const IDLE_MS = 12 * 3600_000;
export const LONGEST_MS = 7 * 24 * 3600_000;
/** How often being used is written down. */
const TOUCH_MS = 60_000;

export function isLive(session: Pick<Session, 'seenAt' | 'expiresAt' | 'disabled'>, now: Date): boolean {
  if (session.disabled) return false;
  return now < session.expiresAt && now.getTime() - session.seenAt.getTime() < IDLE_MS;
}

/** The id for the cookie. `presented`: the id the browser came with, ended here. */
export async function startSession(tx: Queryable, account: number, now: Date, presented?: string): Promise<string> {
  if (presented !== undefined) await deleteSession(tx, hashSecret(presented));
  await deleteOldSessions(tx, now, new Date(now.getTime() - IDLE_MS));
  const id = newSecret();
  await insertSession(tx, { idHash: hashSecret(id), account, now, expiresAt: new Date(now.getTime() + LONGEST_MS) });
  return id;
}

/** undefined: unknown, over, or of a disabled account. `use`: being asked for counts as not being idle. */
export async function findSession(q: Queryable, id: string, now: Date, use = true): Promise<Session | undefined> {
  const idHash = hashSecret(id);
  const session = await sessionById(q, idHash);
  if (session === undefined || !isLive(session, now)) return undefined;
  if (use && now.getTime() - session.seenAt.getTime() >= TOUCH_MS) {
    // where nothing can be written, reading goes on: the next request tries again
    await touchSession(q, idHash, now).catch((error: unknown) => {
      if (problemOf(error) === null) throw error;
    });
  }
  return session;
}

/** True when there was one. */
export function endSession(q: Queryable, id: string): Promise<boolean> {
  return deleteSession(q, hashSecret(id));
}
