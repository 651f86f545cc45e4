/**
 * The first start: while nobody but demo users has an account, a one-time link valid 24 h lets its holder make the first
 * admin. Every start prints a link of its own; the first one used ends them all.
 */
import type { Database, Queryable } from '../database/database.ts';
import {
  deleteExpiredLinks,
  findSetupLink,
  hasOwnAccounts,
  insertSetupLink,
  lockAccounts,
  spendSetupLink,
} from './repository.ts';
import { hashSecret, newSecret } from './secret.ts';

export const LINK_MS = 24 * 3600_000;

/** The secret to print as `/#/setup&link=…`; null when an account exists. */
export async function ensureSetupLink(db: Database, now: Date): Promise<string | null> {
  return db.transaction(async (tx) => {
    if (await hasOwnAccounts(tx)) return null;
    await deleteExpiredLinks(tx, now);
    const link = newSecret();
    await insertSetupLink(tx, hashSecret(link), now, new Date(now.getTime() + LINK_MS));
    return link;
  });
}

/** A look before the costly part; only using it up decides. */
export async function isSetupLink(q: Queryable, link: string, now: Date): Promise<boolean> {
  return (await findSetupLink(q, hashSecret(link), now)) && !(await hasOwnAccounts(q));
}

/** Uses the link up. False: unknown, used, expired, or an account exists by now. */
export async function useSetupLink(tx: Queryable, link: string, now: Date): Promise<boolean> {
  await lockAccounts(tx);
  if (await hasOwnAccounts(tx)) return false;
  return spendSetupLink(tx, hashSecret(link), now);
}
