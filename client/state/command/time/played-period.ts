/** The period of the slider and its events, fetched while the slider is open and kept fresh while the clock is live. */
import { computed, effect, signal, untracked } from '@preact/signals';
import { readPlayed } from '../../../api/event-figures.ts';
import { ApiError, asApiError, isAbort } from '../../../api/request.ts';
import { parameter, setParams } from '../../route.ts';
import { mayIn } from '../../who.ts';
import { isLive, moment } from '../clock.ts';
import { commandArea } from '../roles.ts';
import { formatPeriod, midnightOf, type Period, type PeriodChoice, parsePeriod, periodOf } from './period.ts';
import { decodePlayed, type Played } from './played.ts';

/** As the service's figures: workers see events, not figures. */
export const mayPlay = computed(() =>
  mayIn(['viewer', 'dispatcher', 'reviewer', 'auditor'], commandArea.value ?? undefined),
);

const asked = parameter('span');
export const periodChoice = computed<PeriodChoice>(() => parsePeriod(asked.value));
export const choosePeriod = (choice: PeriodChoice): void => setParams({ span: formatPeriod(choice) });

/** The slider is on the screen, or something else that needs the events of the period. */
export const watched = signal(0);
export function watchPeriod(): () => void {
  watched.value++;
  return () => {
    watched.value--;
  };
}

/** The moment that is now, although the clock may stand elsewhere; changes every ten seconds. */
export const present = signal(Date.now());
const today = computed(() => midnightOf(present.value));
export const period = computed<Period>(() => periodOf(periodChoice.value, today.value));

export interface PlayedState {
  readonly played: Played | null;
  /** What it is of; another period may already be asked for. */
  readonly period: Period | null;
  readonly area: string | null;
  /** Milliseconds of this machine. */
  readonly at: number;
  readonly isLoading: boolean;
  readonly problem: ApiError | null;
}
const NOTHING: PlayedState = { played: null, period: null, area: null, at: 0, isLoading: false, problem: null };
export const playedState = signal<PlayedState>(NOTHING);
/** Of the period and the area on the screen; null: not here yet. */
export const played = computed(() => {
  const { played: found, period: of, area } = playedState.value;
  const { from, to } = period.value;
  return found !== null && area === commandArea.value && of?.from === from && of.to === to ? found : null;
});

async function load(area: string, of: Period, signal_: AbortSignal): Promise<void> {
  playedState.value = { ...playedState.peek(), isLoading: true, problem: null };
  try {
    const buffer = await readPlayed({ area, ...of, category: null }, signal_);
    playedState.value = {
      ...{ played: decodePlayed(buffer), period: of, area },
      ...{ at: Date.now(), isLoading: false, problem: null },
    };
  } catch (error) {
    if (isAbort(error)) return;
    const problem = error instanceof Error && error.name === 'PlayedUnreadable' ? unreadable(error) : asApiError(error);
    playedState.value = { ...playedState.peek(), isLoading: false, problem };
  }
}

const unreadable = (error: Error): ApiError =>
  new ApiError('answer-unreadable', 200, { params: { message: error.message } });

/** Live, the columns are asked for anew so often; what happened in between is on the map by the stream. */
const REFRESH_MS = 120_000;
const again = signal(0);
export const loadAgain = (): void => {
  again.value++;
};

/** For as long as the command is open. */
export function followPeriod(): () => void {
  const stopPresent = effect(() => {
    if (isLive.value) present.value = moment.value;
  });
  const stopLoad = effect(() => {
    const area = commandArea.value;
    const of = period.value;
    again.value;
    if (watched.value === 0 || area === null || !mayPlay.value) return;
    const controller = new AbortController();
    untracked(() => void load(area, of, controller.signal));
    return () => controller.abort();
  });
  const timer = setInterval(() => {
    if (watched.peek() > 0 && isLive.peek() && !document.hidden) loadAgain();
  }, REFRESH_MS);
  return () => {
    stopPresent();
    stopLoad();
    clearInterval(timer);
    playedState.value = NOTHING;
  };
}
