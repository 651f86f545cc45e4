/**
 * The places of an area, by code, read page by page: a county has 100,000 of them, and whoever else asks meanwhile is answered
 * between two pages. A change that comes between them is noticed by the reader, which compares the states before and after.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Queryable } from '../database/database.ts';
import { compareCodePoints } from './code-points.ts';
import { type PlacesQuestion, pageOfPlaces } from './repository.ts';
import type { CheckedPlace } from './subject.ts';

/** About ten milliseconds of the embedded engine, and as many of this thread. */
export const PLACES_A_PAGE = 2000;

export async function placesOf(
  db: Queryable,
  question: PlacesQuestion,
  aPage: number = PLACES_A_PAGE,
): Promise<CheckedPlace[]> {
  const pages: CheckedPlace[][] = [];
  for (let after = 0; ; ) {
    const rows = await pageOfPlaces(db, question, after, aPage);
    pages.push(rows.map(({ id: _id, ...place }) => place).sort(byCode));
    if (rows.length < aPage) return merged(pages);
    after = rows.at(-1)!.id;
  }
}

const byCode = (a: CheckedPlace, b: CheckedPlace): number => compareCodePoints(a.code, b.code);

/** Sorted pages as one, two by two, with a turn for others after each pair. */
async function merged(pages: readonly CheckedPlace[][]): Promise<CheckedPlace[]> {
  let level = pages;
  while (level.length > 1) {
    const next: CheckedPlace[][] = [];
    for (let i = 0; i < level.length; i += 2) {
      next.push(level[i + 1] === undefined ? level[i]! : mergedTwo(level[i]!, level[i + 1]!));
      await turn();
    }
    level = next;
  }
  return level[0]!;
}

function mergedTwo(a: readonly CheckedPlace[], b: readonly CheckedPlace[]): CheckedPlace[] {
  const both: CheckedPlace[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (j === b.length || (i < a.length && byCode(a[i]!, b[j]!) <= 0)) both.push(a[i++]!);
    else both.push(b[j++]!);
  }
  return both;
}
