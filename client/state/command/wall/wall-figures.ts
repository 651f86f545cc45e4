/** Figures of the wall that the stream does not bring: rates of today and thirty days, and the last check of the map. Asked again for ever. */
import { effect, signal, untracked } from '@preact/signals';
import type { CoverageCheck } from '../../../../server/contract/coverage.ts';
import type { EventFigures } from '../../../../server/contract/event-statistics.ts';
import { listChecks } from '../../../api/coverage.ts';
import { readStatistics } from '../../../api/event-figures.ts';
import { isAbort } from '../../../api/request.ts';
import { mayAudit } from '../../who.ts';
import { ahead } from '../clock.ts';
import { commandArea } from '../roles.ts';
import { DAY_MS, midnightOf } from '../time/period.ts';
import { mayPlay } from '../time/played-period.ts';

/** A feed with the time when it was last true. `failed`: the last question had no answer; what is shown is the one before. */
export interface Feed<T> {
  readonly value: T | null;
  /** Milliseconds of the service; null: never. */
  readonly at: number | null;
  readonly failed: boolean;
}
const NEVER = { value: null, at: null, failed: false };

export interface WallRates {
  readonly today: EventFigures;
  readonly month: EventFigures;
}
export const rateFeed = signal<Feed<WallRates>>(NEVER);
export const checkFeed = signal<Feed<CoverageCheck>>(NEVER);

export const RATES_EVERY_MS = 60_000;
export const CHECK_EVERY_MS = 5 * 60_000;
/** A question that is not answered is not waited for. */
const PATIENCE_MS = 45_000;

async function readRates(area: string, abort: AbortSignal): Promise<Feed<WallRates>> {
  const now = Date.now() + ahead.peek();
  const ask = (from: number) => readStatistics({ area, from, to: now, category: null }, 'grade', abort);
  const [today, month] = await Promise.all([ask(midnightOf(now)), ask(now - 30 * DAY_MS)]);
  return { value: { today: today.total, month: month.total }, at: Date.parse(month.at), failed: false };
}

async function readCheck(area: string, abort: AbortSignal): Promise<Feed<CoverageCheck>> {
  const done = (await listChecks(area, abort)).filter(({ state }) => state === 'done');
  const last = done.reduce<CoverageCheck | null>(
    (a, b) => (a === null || (b.finishedAt ?? '') > (a.finishedAt ?? '') ? b : a),
    null,
  );
  return { value: last, at: last?.finishedAt ? Date.parse(last.finishedAt) : null, failed: false };
}

/** Reads at once and then every so often; while nobody answers what is known stays, marked. */
function follow<T>(
  feed: { value: Feed<T>; peek(): Feed<T> },
  read: (area: string, abort: AbortSignal) => Promise<Feed<T>>,
  { every, may }: { every: number; may: () => boolean },
): () => void {
  return effect(() => {
    const area = commandArea.value;
    feed.value = NEVER;
    if (area === null || !may()) return;
    const controller = new AbortController();
    const ask = async () => {
      const patience = AbortSignal.any([controller.signal, AbortSignal.timeout(PATIENCE_MS)]);
      try {
        feed.value = await read(area, patience);
      } catch (error) {
        if (!(isAbort(error) && controller.signal.aborted)) feed.value = { ...feed.peek(), failed: true };
      }
    };
    untracked(() => void ask());
    const timer = setInterval(() => void ask(), every);
    return () => {
      clearInterval(timer);
      controller.abort();
    };
  });
}

/** For as long as the wall is on. */
export function followWallFigures(): () => void {
  const stops = [
    follow(rateFeed, readRates, { every: RATES_EVERY_MS, may: () => mayPlay.value }),
    follow(checkFeed, readCheck, { every: CHECK_EVERY_MS, may: () => mayAudit.value }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
