/**
 * Borders of areas, asked one by one as they come into view: counties and towns always, communities when near enough to
 * be drawn. What came once is kept until the moment asked about changes.
 */
import { effect } from '@preact/signals';
import type { Area, AreaDetail } from '../../server/contract/areas.ts';
import { readArea } from '../api/atlas.ts';
import { areas, boundaries, countyCode } from './areas.ts';
import { asOf } from './editions.ts';
import { noteProblem } from './service.ts';
import { type Bounds, viewport } from './viewport.ts';

const COMMUNITY_ZOOM = 11.5;
const AT_ONCE = 4;
const REST_MS = 200;

const meets = (a: readonly number[], b: Bounds): boolean =>
  (a[0] ?? 0) <= b[2] && (a[2] ?? 0) >= b[0] && (a[1] ?? 0) <= b[3] && (a[3] ?? 0) >= b[1];

/** The areas of the county whose border is wanted in this view, the higher level first. */
export function wantedBorders(all: readonly Area[], county: string, view: { zoom: number; bounds: Bounds }): Area[] {
  return all
    .filter((area) => area.code.startsWith(county) && area.hasBoundary && area.bbox !== null)
    .filter((area) => area.level !== 'community' || view.zoom >= COMMUNITY_ZOOM)
    .filter((area) => meets(area.bbox ?? [], view.bounds))
    .sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
}

/** Starts following the view; the answer ends it. */
export function followBorders(): () => void {
  let known = new Map<string, AreaDetail>();
  let moment: string | null | undefined;
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function fetchAll(wanted: Area[], signal: AbortSignal): Promise<void> {
    const mine = known;
    let next = 0;
    const take = async (): Promise<void> => {
      for (let area = wanted[next++]; area; area = wanted[next++]) {
        mine.set(area.code, await readArea(area.code, asOf.peek(), signal));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, take));
    boundaries.value = new Map(mine);
  }

  const stop = effect(() => {
    const view = viewport.value;
    const all = areas.value;
    const county = countyCode.value;
    if (asOf.value !== moment) {
      moment = asOf.value;
      known = new Map();
    }
    clearTimeout(timer);
    if (!view || !all || county === null) return;
    const wanted = wantedBorders(all, county, view).filter((area) => !known.has(area.code));
    if (wanted.length === 0) return;
    timer = setTimeout(() => {
      running?.abort();
      running = new AbortController();
      fetchAll(wanted, running.signal).catch(noteProblem);
    }, REST_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
    running?.abort();
  };
}
