/** Counts the events of each grid period by period, and asks which stand out. */
import type { Static } from 'typebox';
import { assertMay, type Caller } from '../../access/caller.ts';
import type { HotspotList, HotspotQuery } from '../../contract/event-statistics.ts';
import type { EventColumns } from '../columns/event-columns.ts';
import type { Grounds } from './ground.ts';
import { findHotspots, type GridPast, MAX_PERIODS } from './hotspots.ts';
import { selection } from './selection.ts';
import { assertLoaded, FIGURE_READERS } from './service.ts';

const DAY_MS = 24 * 3600_000;

export interface HotspotDeps {
  columns: EventColumns;
  grounds: Grounds;
  loaded: () => boolean;
  clock: () => Date;
}

export class HotspotService {
  readonly #deps: HotspotDeps;

  constructor(deps: HotspotDeps) {
    this.#deps = deps;
  }

  async hotspots(query: Static<typeof HotspotQuery>, caller: Caller): Promise<Static<typeof HotspotList>> {
    const { columns, grounds, loaded, clock } = this.#deps;
    const { area, days = 7 } = query;
    assertMay(caller, FIGURE_READERS, area);
    assertLoaded(loaded);
    const to = Math.min(query.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.to), clock().getTime());
    const ground = await grounds.at(area.slice(0, 6), new Date(to));
    const length = days * DAY_MS;
    const counts = countPeriods(columns, { area, to, length, category: query.category });
    const pasts: GridPast[] = [];
    for (const { code, kind, parent, since } of ground.grids.values()) {
      if (kind === 'micro' || !parent.startsWith(area)) continue;
      const began = Math.max(counts.earliest, since?.getTime() ?? Number.NEGATIVE_INFINITY);
      const periods = Math.min(MAX_PERIODS, Math.max(0, Math.floor((to - length - began) / length)));
      const number = columns.grids.known(code);
      const of = (period: number): number =>
        number === undefined ? 0 : (counts.counts[number * (MAX_PERIODS + 1) + period] ?? 0);
      pasts.push({ grid: code, count: of(0), before: Array.from({ length: periods }, (_, n) => of(n + 1)) });
    }
    const { looked, hotspots } = findHotspots(pasts);
    const named = hotspots.map((one) => ({ ...one, name: ground.grids.get(one.grid)!.name }));
    return { at: new Date(to).toISOString(), days, looked, hotspots: named };
  }
}

/** By number of the grid and period: 0 is the last, 1 the one before … `earliest`: the first report of the area there is. */
function countPeriods(
  columns: EventColumns,
  { area, to, length, category }: { area: string; to: number; length: number; category: string | undefined },
): { counts: Uint32Array; earliest: number } {
  const inArea = selection(columns, { area });
  const selects = category === undefined ? inArea : selection(columns, { area, category });
  const counts = new Uint32Array(columns.grids.size * (MAX_PERIODS + 1));
  const from = to - length * (MAX_PERIODS + 1);
  let earliest = Number.POSITIVE_INFINITY;
  for (const page of columns.pages()) {
    const within = page.latest >= from && page.earliest < to;
    if (!within && page.earliest >= earliest) continue;
    for (let i = 0; i < page.size; i++) {
      const reported = page.reported[i]!;
      if (!(reported < to)) continue;
      if (reported < earliest && inArea(page, i)) earliest = reported;
      if (reported < from || page.grid[i] === 0 || !selects(page, i)) continue;
      const period = Math.ceil((to - reported) / length) - 1;
      counts[page.grid[i]! * (MAX_PERIODS + 1) + Math.min(period, MAX_PERIODS)]! += 1;
    }
  }
  return { counts, earliest };
}
