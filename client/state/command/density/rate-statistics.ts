/** The service's own figures of each grid for the window of the clock, asked for when the clock does not run through the past. */
import { effect, signal, untracked } from '@preact/signals';
import { readStatistics } from '../../../api/event-figures.ts';
import { type ApiError, asApiError, isAbort } from '../../../api/request.ts';
import { commandArea } from '../roles.ts';
import { mayPlay } from '../time/played-period.ts';
import { isPlaying } from '../time/player.ts';
import { window_ } from '../time/window.ts';
import { densityChoice } from './density-choice.ts';

export interface RateStatistics {
  readonly from: number;
  readonly to: number;
  readonly kind: string | null;
  readonly counts: ReadonlyMap<string, number>;
  /** When the service counted. */
  readonly at: string;
}
export const rateStatistics = signal<RateStatistics | null>(null);
export const rateProblem = signal<ApiError | null>(null);

/** A hand that drags the clock is waited for. */
const PAUSE_MS = 400;

async function load(area: string, of: { from: number; to: number; kind: string | null }, abort: AbortSignal) {
  try {
    const found = await readStatistics({ area, from: of.from, to: of.to + 1, category: of.kind }, 'grid', abort);
    const counts = new Map(found.rows.flatMap(({ key: [code], figures }) => (code ? [[code, figures.reported]] : [])));
    rateStatistics.value = { ...of, counts: counts as Map<string, number>, at: found.at };
    rateProblem.value = null;
  } catch (error) {
    if (!isAbort(error)) rateProblem.value = asApiError(error);
  }
}

/** For as long as the view of rates is on the screen. */
export function followRates(): () => void {
  return effect(() => {
    const area = commandArea.value;
    const { view, kind } = densityChoice.value;
    if (area === null || !mayPlay.value || view !== 'rate' || isPlaying.value) return;
    const { from, to } = window_.value;
    const controller = new AbortController();
    const timer = setTimeout(() => untracked(() => void load(area, { from, to, kind }, controller.signal)), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });
}
