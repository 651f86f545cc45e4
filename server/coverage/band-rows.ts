/** Households and shops of every grid of an area against its band, by code. */
import type { BandRow, Finding } from '../contract/coverage.ts';
import { bandFor } from '../grids/band.ts';
import type { HeldPlaces } from './held-places.ts';
import { areaOfGrid } from './register-bands.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckSubject } from './subject.ts';

export function bandRows(subject: CheckSubject, { grids, micros }: SubjectShapes, held: HeldPlaces): BandRow[] {
  const areaOf = areaOfGrid(subject.grids);
  return [...grids, ...micros].map(({ grid }) => {
    const { households, shops, places, uncounted } = held.tallies.get(grid.code)!;
    const own = grid.bandMin !== null && grid.bandMax !== null;
    const set = bandFor(subject.bands, areaOf(grid.code), grid.kind);
    return {
      grid: grid.code,
      name: grid.name,
      kind: grid.kind,
      parent: grid.parentCode,
      households,
      shops,
      places,
      uncounted,
      min: own ? grid.bandMin : (set?.min ?? null),
      max: own ? grid.bandMax : (set?.max ?? null),
    };
  });
}

export interface BandCounts {
  inBand: number;
  underBand: number;
  overBand: number;
}

/** Basic grids by the band of their households; those without a band, or whose places nobody has counted, are in none. */
export function bandCounts(rows: readonly BandRow[], findings: readonly Finding[]): BandCounts {
  const of = (kind: string) => new Set(findings.filter((one) => one.kind === kind).flatMap(({ grids }) => grids));
  const under = of('households-under');
  const over = of('households-over');
  const counts = { inBand: 0, underBand: 0, overBand: 0 };
  for (const { grid, kind, min, places, uncounted } of rows) {
    if (kind !== 'basic' || min === null || uncounted >= places) continue;
    if (under.has(grid)) counts.underBand += 1;
    else if (over.has(grid)) counts.overBand += 1;
    else counts.inBand += 1;
  }
  return counts;
}
