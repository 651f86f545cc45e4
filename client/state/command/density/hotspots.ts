/** Grids that stand out against their own past, as the service finds them for the days before the moment of the clock. */
import { computed, effect, signal, untracked } from '@preact/signals';
import { type Hotspots, readHotspots } from '../../../api/event-figures.ts';
import { type ApiError, asApiError, isAbort } from '../../../api/request.ts';
import { parameter, setParams } from '../../route.ts';
import { clock, isLive, moment } from '../clock.ts';
import { commandArea } from '../roles.ts';
import { mayPlay } from '../time/played-period.ts';
import { densityChoice } from './density-choice.ts';

export const HOTSPOT_DAYS = [1, 7, 14, 30] as const;
const asked = parameter('days');
export const hotspotDays = computed(() => HOTSPOT_DAYS.find((days) => String(days) === asked.value) ?? 7);
export const chooseHotspotDays = (days: number): void => setParams({ days: days === 7 ? null : String(days) });

export const hotspots = signal<Hotspots | null>(null);
export const hotspotProblem = signal<ApiError | null>(null);

const PAUSE_MS = 500;
/** Live, they are looked for anew so often. */
const EVERY_MS = 60_000;
const end = computed(() => (isLive.value ? Math.floor(moment.value / EVERY_MS) * EVERY_MS : moment.value));

async function load(question: Parameters<typeof readHotspots>[0], abort: AbortSignal): Promise<void> {
  try {
    hotspots.value = await readHotspots(question, abort);
    hotspotProblem.value = null;
  } catch (error) {
    if (isAbort(error)) return;
    hotspots.value = null;
    hotspotProblem.value = asApiError(error);
  }
}

/** For as long as the view of density is on the screen; while the past is played those found before stay. */
export function followHotspots(): () => void {
  const stop = effect(() => {
    const area = commandArea.value;
    const { view, kind } = densityChoice.value;
    if (area === null || !mayPlay.value || view !== 'hotspots' || clock.value.mode === 'playing') return;
    const question = { area, to: end.value, days: hotspotDays.value, category: kind };
    const controller = new AbortController();
    const timer = setTimeout(() => untracked(() => void load(question, controller.signal)), PAUSE_MS);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  });
  return () => {
    stop();
    hotspots.value = null;
    hotspotProblem.value = null;
  };
}
