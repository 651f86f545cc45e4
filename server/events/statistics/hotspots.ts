/**
 * Grids that stand out against their own past. Pure.
 *
 * The events of a grid in the last N days (x) are compared with those of the k periods of the same length before. Under the
 * hypothesis "as always", x has the predictive distribution of counts whose mean m was estimated from k periods: mean m,
 * variance φ·m·(1 + 1/k), here as a negative binomial. φ = 1 is Poisson, and then this is the exact comparison of two Poisson
 * counts (Przyborowski & Wilenski, Biometrika 31 (1940) 313–323) with a half event of prior knowledge, so that a grid where
 * nothing ever happened has a mean above nought. Counts of reports scatter more than that, so φ is estimated from the past of
 * all grids looked at, once as a factor (quasi-Poisson) and once as growing with the mean (negative binomial); the greater
 * counts, and never less than 1. Allowing for scatter and for the error of the mean at once is the idea of Farrington, Andrews,
 * Beale & Catchpole, J. R. Statist. Soc. A 159 (1996) 547–563.
 *
 * The chance of x or more is multiplied by the number of grids looked at (Bonferroni): in a county where nothing is out of the
 * ordinary, at most one time in twenty any grid is named at all. Fewer than three periods of past say nothing: such a grid is
 * not looked at. A grid has a past only on its present shape.
 */

export const MAX_PERIODS = 12;
export const MIN_PERIODS = 3;
/** Fewer events than this are no hotspot, however unusual. */
const MIN_COUNT = 3;
export const LEVEL = 0.05;

export interface GridPast {
  readonly grid: string;
  readonly count: number;
  /** Of each period before, the last one first. */
  readonly before: readonly number[];
}

export interface FoundHotspot {
  readonly grid: string;
  readonly count: number;
  readonly expected: number;
  readonly periods: number;
  readonly chance: number;
}

export interface HotspotsFound {
  readonly looked: number;
  /** The least likely first. */
  readonly hotspots: FoundHotspot[];
}

export function findHotspots(pasts: readonly GridPast[]): HotspotsFound {
  const known = pasts.filter(({ before }) => before.length >= MIN_PERIODS);
  const scatter = scatterOf(known);
  const hotspots = known.flatMap(({ grid, count, before }): FoundHotspot[] => {
    if (count < MIN_COUNT) return [];
    const k = before.length;
    const sum = before.reduce((all, one) => all + one, 0);
    const mean = (sum + 0.5) / k;
    const phi = Math.max(1, scatter.factor, 1 + scatter.growth * mean);
    const chance = Math.min(1, upperTail(count, mean, phi * mean * (1 + 1 / k)) * known.length);
    if (chance > LEVEL) return [];
    return [{ grid, count, expected: Math.round((sum / k) * 100) / 100, periods: k, chance }];
  });
  hotspots.sort((a, b) => a.chance - b.chance || (a.grid < b.grid ? -1 : 1));
  return { looked: known.length, hotspots };
}

/**
 * How much more than Poisson the past scatters: `factor` = Σ(c−m)²/m over its degrees of freedom; `growth` = α of the variance
 * m + α·m², by moments.
 */
export function scatterOf(pasts: readonly GridPast[]): { factor: number; growth: number } {
  let chiSquare = 0;
  let degrees = 0;
  let excess = 0;
  let squares = 0;
  for (const { before } of pasts) {
    const k = before.length;
    const mean = before.reduce((all, one) => all + one, 0) / k;
    if (mean === 0) continue;
    const square = before.reduce((all, one) => all + (one - mean) ** 2, 0);
    chiSquare += square / mean;
    degrees += k - 1;
    excess += square - (k - 1) * mean;
    squares += (k - 1) * mean * mean;
  }
  return { factor: degrees === 0 ? 1 : chiSquare / degrees, growth: squares === 0 ? 0 : Math.max(0, excess / squares) };
}

/** P(X ≥ x) of a negative binomial by mean and variance (above the mean). */
export function upperTail(x: number, mean: number, variance: number): number {
  const size = (mean * mean) / (variance - mean);
  const q = 1 - mean / variance;
  let term = Math.exp(logGamma(x + size) - logGamma(size) - logGamma(x + 1) + size * Math.log(1 - q) + x * Math.log(q));
  let sum = 0;
  for (let k = x; term > sum * 1e-12 || k < mean; k++) {
    sum += term;
    term *= ((k + size) / (k + 1)) * q;
    if (sum >= 1) return 1;
  }
  return sum;
}

const LANCZOS = [
  ...[676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905],
  ...[-0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7],
];

/** ln Γ(z), z > 0, by Lanczos' series: about 14 digits. */
export function logGamma(z: number): number {
  if (z < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * z)) - logGamma(1 - z);
  const t = z + LANCZOS.length - 1.5;
  const series = LANCZOS.reduce((sum, c, i) => sum + c / (z + i), 0.9999999999998099);
  return Math.log(2 * Math.PI) / 2 + (z - 0.5) * Math.log(t) - t + Math.log(series);
}
