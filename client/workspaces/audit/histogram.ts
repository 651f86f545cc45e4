/** Households of grids as a histogram in round steps, and which grids stand worst against their band. Pure. */
import type { BandRow } from '../../../server/contract/coverage.ts';

export interface Bin {
  readonly from: number;
  /** Not included, but for the last. */
  readonly to: number;
  readonly under: number;
  readonly within: number;
  readonly over: number;
  /** Grids to which no band applies. */
  readonly none: number;
}

export type Standing = 'under' | 'in' | 'over' | 'none';

export function standingOf({ households, min, max }: BandRow): Standing {
  if (min === null && max === null) return 'none';
  if (min !== null && households < min) return 'under';
  return max !== null && households > max ? 'over' : 'in';
}

/** A round step (1, 2, 2.5 or 5 times a power of ten) that gives at most `most` bins. */
export function roundStep(span: number, most: number): number {
  const least = Math.max(span, 1) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((one) => one >= least - 1e-9) ?? 10 * power;
  return Math.max(1, step);
}

export function histogram(rows: readonly BandRow[], most = 16): Bin[] {
  const judged = rows.filter((row) => standingOf(row) !== 'none');
  if (judged.length === 0) return [];
  const highest = Math.max(...judged.map(({ households }) => households));
  const step = roundStep(highest, most);
  const count = Math.max(1, Math.floor(highest / step) + 1);
  const bins = Array.from({ length: count }, (_, i) => ({
    from: i * step,
    to: (i + 1) * step,
    under: 0,
    within: 0,
    over: 0,
    none: 0,
  }));
  for (const row of judged) {
    const bin = bins[Math.floor(row.households / step)];
    const standing = standingOf(row);
    if (bin) bin[standing === 'in' ? 'within' : standing]++;
  }
  return bins;
}

/** The band most grids go by, to be shaded; null when no grid has one. */
export function commonBand(rows: readonly BandRow[]): { min: number; max: number } | null {
  const counts = new Map<string, { band: { min: number; max: number }; count: number }>();
  for (const { min, max } of rows) {
    if (min === null || max === null) continue;
    const known = counts.get(`${min}-${max}`) ?? { band: { min, max }, count: 0 };
    known.count++;
    counts.set(`${min}-${max}`, known);
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)[0]?.band ?? null;
}

/** How far outside its band, as a part of the limit it breaks: 0 inside. */
export function deviation({ households, min, max }: BandRow): number {
  if (min !== null && households < min) return (min - households) / Math.max(min, 1);
  return max !== null && households > max ? (households - max) / Math.max(max, 1) : 0;
}

/** Those outside the band, the worst first; ties by code. */
export function worstFirst(rows: readonly BandRow[]): BandRow[] {
  return rows
    .filter((row) => deviation(row) > 0)
    .sort((a, b) => deviation(b) - deviation(a) || (a.grid < b.grid ? -1 : 1));
}

export function standings(rows: readonly BandRow[]): Record<Standing, number> {
  const counts = { under: 0, in: 0, over: 0, none: 0 };
  for (const row of rows) counts[standingOf(row)]++;
  return counts;
}
