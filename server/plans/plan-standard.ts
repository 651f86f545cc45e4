/** The standard of a plan: its own, or the household band of its area. */
import type { Queryable } from '../database/database.ts';
import { bandFor } from '../grids/band.ts';
import { listBands } from '../grids/repository.ts';
import type { Standard } from '../partition/standard.ts';
import type { PlanRow } from './repository.ts';

/** Where there is no band, every number of households is lawful. */
const ANY: Standard = { min: 0, max: 100_000 };

export async function standardOf(
  db: Queryable,
  { area, standardMin, standardMax }: Pick<PlanRow, 'area' | 'standardMin' | 'standardMax'>,
): Promise<Standard> {
  if (standardMin !== null && standardMax !== null) return { min: standardMin, max: standardMax };
  const band = bandFor(await listBands(db), area, 'basic');
  return band === null || band.min === null || band.max === null ? ANY : { min: band.min, max: Math.max(1, band.max) };
}
