/**
 * The places of an area, by code, read page by page: a county has 100,000 of them, and whoever else asks meanwhile is answered
 * between two pages. A change that comes between them is noticed by the reader, which compares the states before and after.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Queryable } from '../database/database.ts';
import { compareCodePoints } from './code-points.ts';
import { idsOfPlaces, type PlacesQuestion, placesById } from './repository.ts';
import type { CheckedPlace } from './subject.ts';

/** About ten milliseconds of the embedded engine, and as many of this thread. By ids, every page is as cheap, whatever the planner knows. */
export const PLACES_A_PAGE = 2000;

export async function placesOf(
  db: Queryable,
  question: PlacesQuestion,
  aPage: number = PLACES_A_PAGE,
): Promise<CheckedPlace[]> {
  const ids = await idsOfPlaces(db, question);
  const pages: CheckedPlace[][] = [];
  for (let at = 0; at < ids.length; at += aPage) {
    const page = await placesById(db, question.edition, ids.slice(at, at + aPage));
    pages.push(page.sort(byCode));
  }
  return merged(pages);
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
  return level[0] ?? [];
}

function mergedTwo(a: readonly CheckedPlace[], b: readonly CheckedPlace[]): CheckedPlace[] {
  const both: CheckedPlace[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (j === b.length || (i < a.length && byCode(a[i]!, b[j]!) <= 0)) both.push(a[i++]!);
    else both.push(b[j++]!);
  }
  return both;
}
