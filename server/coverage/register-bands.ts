/**
 * households-under, households-over, shops-under, shops-over: a grid outside its band. The grid's own band goes before the
 * nearest setting up the tree. Where a kind has a band for shops as well, a grid that keeps either keeps the standard
 * ("150–200 households or 100–150 shops"), and too few shops are a finding only where households have no band. Unknown
 * counts are neither too few nor enough (grids/band.ts).
 */
import { bandFor, bandResult } from '../grids/band.ts';
import { aboutGrid, type RegisterContext, type RegisterFinding } from './register-finding.ts';

export function findBands(context: RegisterContext): RegisterFinding[] {
  const { subject, held, bands } = context;
  if (held === null) return [];
  const areaOf = areaOfGrid(subject.grids);
  return bands.flatMap((row) => {
    const tally = held.tallies.get(row.grid)!;
    const band = row.min === null || row.max === null ? null : { min: row.min, max: row.max };
    const households = bandResult(band, tally);
    const set = bandFor(subject.bands, areaOf(row.grid), row.kind);
    const shopBand =
      set === null || set.shops_min === null || set.shops_max === null
        ? null
        : { min: set.shops_min, max: set.shops_max };
    // Shops are always known: a place without shops has none.
    const shops = bandResult(shopBand, { households: tally.shops, places: 1, uncounted: 0 });
    if (households === 'in' || shops === 'in') return [];
    const found: RegisterFinding[] = [];
    if (households === 'under' || households === 'over') {
      const detail = { households: tally.households, min: band!.min, max: band!.max };
      found.push(aboutGrid(`households-${households}`, row.grid, context, detail));
    }
    if (shops === 'over' || (shops === 'under' && band === null)) {
      found.push(aboutGrid(`shops-${shops}`, row.grid, context, { shops: tally.shops, ...shopBand! }));
    }
    return found;
  });
}

/** The area whose settings a grid has: of a micro grid, its grid's. */
export function areaOfGrid(
  grids: readonly { code: string; kind: string; parentCode: string }[],
): (code: string) => string {
  const parents = new Map(grids.map(({ code, parentCode }) => [code, parentCode]));
  const micros = new Set(grids.filter(({ kind }) => kind === 'micro').map(({ code }) => code));
  return (code) => {
    const parent = parents.get(code) ?? code;
    return micros.has(code) ? (parents.get(parent) ?? parent) : parent;
  };
}
