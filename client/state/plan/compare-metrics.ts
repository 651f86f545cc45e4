/**
 * The numbers of two maps side by side. Only some have a better side, and those only where like is compared with like:
 * totals of more or fewer grids say nothing about either. Pure.
 */
import type { MapMetrics } from '../../../server/contract/plan-compare.ts';

export const METRICS = [
  'inBand',
  'underBand',
  'overBand',
  'spread',
  'compactness',
  'outlineKm',
  'grids',
  'dedicated',
  'micros',
  'households',
  'least',
  'most',
  'mean',
] as const;
export type Metric = (typeof METRICS)[number];

export type Verdict = 'better' | 'worse' | 'same' | 'none';

export interface MetricRow {
  readonly metric: Metric;
  /** null: there is no basic grid to tell it of. `inBand` is a share, 0…1. */
  readonly from: number | null;
  readonly to: number | null;
  /** Of what is shown; of `inBand` in percentage points. */
  readonly difference: number | null;
  /** Of the second side. none: neither more nor less is better, or the two cannot be compared. */
  readonly verdict: Verdict;
}

/** Decimals shown; a difference that they do not show is none. Of `inBand` after ×100. */
export const DIGITS: Record<Metric, number> = {
  inBand: 1,
  underBand: 0,
  overBand: 0,
  spread: 1,
  compactness: 3,
  outlineKm: 2,
  grids: 0,
  dedicated: 0,
  micros: 0,
  households: 0,
  least: 0,
  most: 0,
  mean: 1,
};

/** +1: more is better. */
const WISHED: Partial<Record<Metric, 1 | -1>> = {
  inBand: 1,
  underBand: -1,
  overBand: -1,
  spread: -1,
  compactness: 1,
  outlineKm: -1,
};

const basicOf = ({ grids, dedicated }: MapMetrics): number => grids - dedicated;
const OF_BASIC: ReadonlySet<Metric> = new Set(['inBand', 'spread', 'compactness', 'least', 'most', 'mean']);

function figureOf(metrics: MapMetrics, metric: Metric): number | null {
  const basic = basicOf(metrics);
  if (OF_BASIC.has(metric) && basic === 0) return null;
  return metric === 'inBand' ? metrics.inBand / basic : metrics[metric];
}

/** What is told of the number of grids or of the people in them cannot be set against another number of them. */
function isComparable(metric: Metric, from: MapMetrics, to: MapMetrics): boolean {
  if (metric === 'outlineKm' || metric === 'underBand' || metric === 'overBand') return basicOf(from) === basicOf(to);
  return true;
}

/** A share is cut, so that what is shown never claims more; the hair makes up for binary fractions. */
const stepsOf = (metric: Metric, value: number, scale: number): number =>
  metric === 'inBand' ? Math.floor(value * scale + 1e-7) : Math.round(value * scale);

/** As it is shown; `inBand` in per cent. */
export const shownValue = (metric: Metric, value: number): number => {
  const scale = 10 ** DIGITS[metric];
  return stepsOf(metric, value, metric === 'inBand' ? scale * 100 : scale) / scale;
};

export function metricRows(from: MapMetrics, to: MapMetrics): MetricRow[] {
  return METRICS.map((metric) => {
    const [was, is] = [figureOf(from, metric), figureOf(to, metric)];
    if (was === null || is === null) return { metric, from: was, to: is, difference: null, verdict: 'none' };
    const scale = 10 ** DIGITS[metric] * (metric === 'inBand' ? 100 : 1);
    // what is shown is rounded, so the difference is that of what is shown
    const steps = stepsOf(metric, is, scale) - stepsOf(metric, was, scale);
    const wished = WISHED[metric];
    const verdict =
      wished === undefined || !isComparable(metric, from, to)
        ? 'none'
        : steps === 0
          ? 'same'
          : Math.sign(steps) === wished
            ? 'better'
            : 'worse';
    return { metric, from: was, to: is, difference: steps / 10 ** DIGITS[metric], verdict };
  });
}
