/**
 * The points of a check: buildings, and units without a building, each with its households. A building whose own count is
 * unknown has the sum of its units. The area's own are those inside its boundary, its border included; without a boundary,
 * all of a county, and below it those its grids answer for. What stands in an exclusion and in no grid is nobody's here.
 */
import { GridIndex } from '../geometry/grid-index.ts';
import { Hits } from '../geometry/hits.ts';
import type { HeldPlaces } from './held-places.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckSubject } from './subject.ts';

export interface CountedPoint {
  /** Number of the place in the subject. */
  readonly place: number;
  readonly households: number | null;
  /** False: stands in one of the area's grids, but beyond the area's boundary. */
  readonly own: boolean;
  /** Put by hand into a grid of another area: answered for, and nothing of this check. */
  readonly elsewhere: boolean;
}

export function countedPoints(subject: CheckSubject, shapes: SubjectShapes, held: HeldPlaces): CountedPoint[] {
  const places = subject.places ?? [];
  const buildings = new Set(places.filter(({ kind }) => kind === 'building').map(({ code }) => code));
  const ofUnits = new Map<string, number>();
  for (const { parentCode, households } of places) {
    if (parentCode !== null && households !== null)
      ofUnits.set(parentCode, (ofUnits.get(parentCode) ?? 0) + households);
  }
  const boundary = shapes.boundary === null ? null : GridIndex.build([shapes.boundary]);
  const excluded = GridIndex.build(shapes.exclusions);
  const hits = new Hits();
  const isExcluded = (x: number, y: number): boolean =>
    excluded.locate(x, y, hits) > 0 && hits.onBorder.subarray(0, hits.count).includes(0);
  const isCounty = subject.area.code.length === 6;
  return places.flatMap(({ kind, code, parentCode, households }, place) => {
    const counts = kind === 'building' || (kind === 'unit' && !(parentCode !== null && buildings.has(parentCode)));
    if (!counts) return [];
    const x = held.xy[2 * place]!;
    const y = held.xy[2 * place + 1]!;
    const answered = held.answering[place]! >= 0;
    const byHand = held.byHand[place] === 1;
    const own = boundary === null ? isCounty || answered : boundary.locateFirst(x, y) >= 0;
    if (!own && (!answered || byHand)) return [];
    if (!answered && !byHand && isExcluded(x, y)) return [];
    const known = households ?? ofUnits.get(code) ?? null;
    return [{ place, households: known, own, elsewhere: byHand && !answered }];
  });
}
