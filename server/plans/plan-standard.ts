/** The standard of a plan: its own, or the household band of its area. */
import type { Queryable } from '../database/database.ts';
import { bandFor } from '../grids/band.ts';
import { listBands } from '../grids/repository.ts';
import type { Standard } from '../partition/standard.ts';
import type { PlanRow } from './repository.ts';

/** Where there is no band, every number of households is lawful. */
const ANY: Standard = { min: 0, max: 100_000 };

/** null: that of its area. */
export function ownStandard({
  standardMin: min,
  standardMax: max,
}: Pick<PlanRow, 'standardMin' | 'standardMax'>): Standard | null {
  return min === null || max === null ? null : { min, max };
}

export async function standardOf(
  db: Queryable,
  row: Pick<PlanRow, 'area' | 'standardMin' | 'standardMax'>,
): Promise<Standard> {
  const own = ownStandard(row);
  if (own !== null) return own;
  const band = bandFor(await listBands(db), row.area, 'basic');
  return band === null || band.min === null || band.max === null ? ANY : { min: band.min, max: Math.max(1, band.max) };
}
