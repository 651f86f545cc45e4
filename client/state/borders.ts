/** Borders of the county's areas: one request for all of them, again when the county or the moment asked about changes. */
import { effect } from '@preact/signals';
import { listBorders } from '../api/atlas.ts';
import { boundaries, countyCode } from './areas.ts';
import { asOf } from './editions.ts';
import { noteProblem } from './service.ts';

/** Starts following county and moment; the answer ends it. */
export function followBorders(): () => void {
  let running: AbortController | null = null;
  const stop = effect(() => {
    const county = countyCode.value;
    const moment = asOf.value;
    running?.abort();
    if (county === null) return;
    const mine = new AbortController();
    running = mine;
    listBorders(county, moment, mine.signal)
      .then((areas) => {
        boundaries.value = new Map(areas.map((area) => [area.code, area]));
      })
      .catch(noteProblem);
  });
  return () => {
    stop();
    running?.abort();
  };
}
