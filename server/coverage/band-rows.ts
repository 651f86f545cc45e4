/** Households and shops of every grid of an area against its band, by code. */
import type { BandRow } from '../contract/coverage.ts';
import { bandFor } from '../grids/band.ts';
import type { HeldPlaces } from './held-places.ts';
import { areaOfGrid } from './register-bands.ts';
import type { SubjectShapes } from './shapes.ts';
import type { CheckSubject } from './subject.ts';

export function bandRows(subject: CheckSubject, { grids, micros }: SubjectShapes, held: HeldPlaces): BandRow[] {
  const areaOf = areaOfGrid(subject.grids);
  return [...grids, ...micros].map(({ grid }) => {
    const { households, shops, uncounted } = held.tallies.get(grid.code)!;
    const own = grid.bandMin !== null && grid.bandMax !== null;
    const set = bandFor(subject.bands, areaOf(grid.code), grid.kind);
    return {
      grid: grid.code,
      name: grid.name,
      kind: grid.kind,
      parent: grid.parentCode,
      households,
      shops,
      uncounted,
      min: own ? grid.bandMin : (set?.min ?? null),
      max: own ? grid.bandMax : (set?.max ?? null),
    };
  });
}
