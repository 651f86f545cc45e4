/** What lies where the report points: the grid, who answers for it, and the grids beyond a border that is near. */
import { effect, signal, untracked } from '@preact/signals';
import type { LocateAnswer } from '../../../server/contract/locate.ts';
import { locate, locateMany } from '../../api/event-place.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { countyCode } from '../areas.ts';
import { type DraftWhere, draft } from './draft.ts';
import { rules } from './rules.ts';

export interface DraftPlace {
  readonly answer: LocateAnswer | null;
  /** Grids of which one must be chosen when there are more than one: that of the point first. */
  readonly grids: readonly string[];
  readonly problem: ApiError | null;
}

const NOWHERE: DraftPlace = { answer: null, grids: [], problem: null };
export const draftPlace = signal<DraftPlace>(NOWHERE);

/** When no setting has come yet. */
const BORDER_M = 15;
const METRES_PER_DEGREE = 111_320;
const AROUND = 16;

/** Points on a circle around a point: what is found at them and not in the middle lies beyond a border. */
export function circle(lon: number, lat: number, metres: number): [number, number][] {
  const wide = metres / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180));
  const high = metres / METRES_PER_DEGREE;
  return Array.from({ length: AROUND }, (_, i) => {
    const angle = (i / AROUND) * 2 * Math.PI;
    return [lon + wide * Math.cos(angle), lat + high * Math.sin(angle)];
  });
}

async function look(where: DraftWhere, county: string, signal: AbortSignal): Promise<DraftPlace> {
  const answer = await locate(where, county, signal);
  const [lon, lat] = answer.point ?? [];
  const borderM = rules.peek().settings?.borderM ?? BORDER_M;
  const own = answer.grid?.code ?? null;
  if (lon === undefined || lat === undefined || (answer.distanceToBorderM ?? Number.POSITIVE_INFINITY) > borderM)
    return { answer, grids: own === null ? [] : [own], problem: null };
  const around = await locateMany(circle(lon, lat, borderM), county, signal);
  const found = around.filter((code): code is string => code !== null && code !== own);
  return { answer, grids: [...(own === null ? [] : [own]), ...new Set(found)], problem: null };
}

const WAIT_MS = 250;

/** Follows the place of the report for as long as it is written. */
export function followDraftPlace(): () => void {
  const stop = effect(() => {
    const where = draft.value?.where ?? null;
    const county = countyCode.value;
    const controller = new AbortController();
    untracked(() => {
      if (where === asked) return;
      asked = where;
      draftPlace.value = NOWHERE;
      running?.abort();
      if (where === null || county === null) return;
      running = controller;
      setTimeout(() => {
        if (controller.signal.aborted) return;
        look(where, county, controller.signal).then(
          (found) => {
            draftPlace.value = found;
          },
          (error) => {
            if (!isAbort(error)) draftPlace.value = { ...NOWHERE, problem: asApiError(error) };
          },
        );
      }, WAIT_MS);
    });
  });
  return () => {
    stop();
    running?.abort();
    asked = null;
    draftPlace.value = NOWHERE;
  };
}

let asked: DraftWhere | null = null;
let running: AbortController | null = null;
