/** When an edition was in force, as an instant that can be asked about. */
import type { Queryable } from '../database/database.ts';
import { type EditionSpan, spansOf } from './trend-repository.ts';

const EVERY = 1_000_000;

/** `lastInstant`: the last at which it was in force, null while it is. Null for an edition that is not the county's. */
export async function editionSpan(
  db: Queryable,
  county: string,
  id: number,
): Promise<(EditionSpan & { lastInstant: Date | null }) | null> {
  const span = (await spansOf(db, county, EVERY)).find((one) => one.id === id);
  return span === undefined ? null : { ...span, lastInstant: lastInstant(span) };
}

/** A millisecond before the next: finer instants are not told apart outside the database. */
export function lastInstant({ inForceFrom, until }: EditionSpan): Date | null {
  return until === null ? null : new Date(Math.max(inForceFrom.getTime() + 1, until.getTime() - 1));
}
