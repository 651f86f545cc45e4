/** The numbers above the live map, by area: what happened today in Asia/Shanghai, and what is so now. Pure. */
import { midnightBefore } from '../columns/shanghai-time.ts';
import type { BoardEvent } from './board-event.ts';

export const COUNTS = ['reported', 'filed', 'handled', 'closed', 'open', 'overdue', 'suspended', 'unlocated'] as const;
export type BoardCounts = Record<(typeof COUNTS)[number], number>;

export const noCounts = (): BoardCounts =>
  Object.fromEntries(COUNTS.map((name) => [name, 0])) as unknown as BoardCounts;

/** Whoever is not on the board (ended before today) counts nowhere, so these are true without the others. */
export function countsByArea(events: Iterable<BoardEvent>, now: number): Map<string, BoardCounts> {
  const midnight = midnightBefore(now);
  const today = (at: number | null): boolean => at !== null && at >= midnight;
  const byArea = new Map<string, BoardCounts>();
  for (const event of events) {
    const { state, area } = event.row;
    const counts = byArea.get(area) ?? noCounts();
    byArea.set(area, counts);
    if (today(event.reported)) counts.reported++;
    if (today(event.filed)) counts.filed++;
    if (today(event.handled)) counts.handled++;
    if (today(event.ended) && (state === 'closed' || state === 'followed-up')) counts.closed++;
    if (event.ended !== null) continue;
    counts.open++;
    if (event.due !== null && event.due <= now) counts.overdue++;
    if (state === 'suspended') counts.suspended++;
    if (event.x === null) counts.unlocated++;
  }
  return byArea;
}

export function sumCounts(byArea: ReadonlyMap<string, BoardCounts>, sees: (area: string) => boolean): BoardCounts {
  const sum = noCounts();
  for (const [area, counts] of byArea) {
    if (sees(area)) for (const name of COUNTS) sum[name] += counts[name];
  }
  return sum;
}
