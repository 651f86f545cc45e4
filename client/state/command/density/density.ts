/** What the chosen view of density shows at the moment of the clock: points of the window, hexagons, rates, and their scale. */
import { computed } from '@preact/signals';
import { grids } from '../../grids.ts';
import { mayIn } from '../../who.ts';
import { commandArea } from '../roles.ts';
import { firstAtOrAfter } from '../time/period.ts';
import { NO_GRID } from '../time/played.ts';
import { period, played } from '../time/played-period.ts';
import { window_, windowMs } from '../time/window.ts';
import { breaksOf, peakOf, roundUp } from './classes.ts';
import { densityChoice } from './density-choice.ts';
import { densityPoints, pieceOf } from './density-points.ts';
import { hexagonAreaM2, hexagonsOf, newSums, type Sums, sumInto } from './hexagons.ts';
import { rateStatistics } from './rate-statistics.ts';
import { type RateGround, type RateRow, rateRows, topRate } from './rates.ts';

/** Who commands sees single events, and so may see few of them. */
export const seesFew = computed(() => mayIn(['dispatcher'], commandArea.value ?? undefined));

/** The size of hexagon by which those too few are left out of the heat map, and its scale is found. */
const heatCellM = computed(() => densityChoice.value.reachM / 2);
const cellM = computed(() =>
  densityChoice.value.view === 'hexagons' ? densityChoice.value.hexagonM : heatCellM.value,
);
const kind = computed(() => densityChoice.value.kind);
const weighing = computed(() => densityChoice.value.weighing);

export const points = computed(() =>
  played.value === null ? null : densityPoints(played.value, kind.value, weighing.value),
);
export const hexagons = computed(() => (points.value === null ? null : hexagonsOf(points.value, cellM.value)));

/** Of one hexagon, in windows of this length throughout the period. */
const peak = computed(() =>
  points.value === null || hexagons.value === null
    ? 0
    : peakOf(points.value, hexagons.value, period.value, windowMs.value),
);

/** Where the strongest colour of the heat map begins: weight per square kilometre. */
export const heatTop = computed(() => roundUp((peak.value / hexagonAreaM2(heatCellM.value)) * 1e6));
export const hexagonBreaks = computed(() => breaksOf(peak.value, true));

export const piece = computed(() =>
  points.value === null ? { first: 0, end: 0 } : pieceOf(points.value, window_.value.from, window_.value.to),
);

const room = computed<Sums | null>(() => (hexagons.value === null ? null : newSums(hexagons.value)));
/** Of the window; the arrays are written over by the next moment, so a new object says that they were. */
export const sums = computed<{ readonly of: Sums } | null>(() => {
  if (room.value === null || hexagons.value === null || points.value === null) return null;
  sumInto(room.value, hexagons.value, points.value, piece.value);
  return { of: room.value };
});

const grounds = computed<readonly RateGround[]>(() => {
  const area = commandArea.value ?? '';
  return grids.value.features
    .map(({ properties }) => properties)
    .filter(({ kind: of, code }) => of !== 'micro' && code.startsWith(area))
    .map(({ code, name, households, uncounted }) => ({ code, name, households, uncounted }));
});

/** By the number of a grid in the columns. */
function countGrids(from: number, to: number): (code: string) => number {
  const all = played.value;
  if (all === null) return () => 0;
  const counts = new Uint32Array(all.grids.length);
  const wanted = all.categories.map((code) => kind.value === null || code.startsWith(kind.value));
  const end = firstAtOrAfter(all.reported, to + 1);
  for (let i = firstAtOrAfter(all.reported, from); i < end; i++)
    if (all.grid[i] !== NO_GRID && wanted[all.category[i]!]) counts[all.grid[i]!]!++;
  const byCode = new Map(all.grids.map((code, n) => [code, counts[n]!]));
  return (code) => byCode.get(code) ?? 0;
}

/** Of the service where it has answered for this very window, else counted here from the columns of the same events. */
export const rates = computed<{ readonly rows: readonly RateRow[]; readonly isOfService: boolean }>(() => {
  const { from, to } = window_.value;
  const answer = rateStatistics.value;
  const isOfService = answer !== null && answer.to === to && answer.from === from && answer.kind === kind.value;
  const countOf = isOfService ? (code: string) => answer.counts.get(code) ?? 0 : countGrids(from, to);
  return { rows: rateRows(grounds.value, countOf, seesFew.value), isOfService };
});

/** From the grids' numbers in the whole period, brought to the length of the window. */
export const rateBreaks = computed(() => {
  const { from, to } = period.value;
  const all = rateRows(grounds.value, countGrids(from, to), true);
  const share = Math.min(1, windowMs.value / (Math.min(to, Date.now()) - from));
  return breaksOf(topRate(all) * share, false);
});
