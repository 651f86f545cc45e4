/** Where most is overdue now: communities and grids, by the events of the board. And the newest events. Pure. */
import type { Judged } from '../urgency.ts';

export interface Place {
  readonly code: string;
  readonly overdue: number;
  readonly open: number;
}

const COMMUNITY_DIGITS = 12;
export const communityOf = (grid: string): string => grid.slice(0, COMMUNITY_DIGITS);

/** Most overdue first, then most open. Events in no grid are a place of their own, ''. Only places where something is overdue. */
export function ranking(events: readonly Judged[], placeOf: (grid: string) => string, most: number): readonly Place[] {
  const found = new Map<string, { code: string; overdue: number; open: number }>();
  for (const { row, urgency } of events) {
    if (urgency === 'ended') continue;
    const code = row.grid === null ? '' : placeOf(row.grid);
    let place = found.get(code);
    if (place === undefined) {
      place = { code, overdue: 0, open: 0 };
      found.set(code, place);
    }
    place.open++;
    if (urgency === 'overdue') place.overdue++;
  }
  return [...found.values()]
    .filter(({ overdue }) => overdue > 0)
    .sort((a, b) => b.overdue - a.overdue || b.open - a.open || (a.code < b.code ? -1 : 1))
    .slice(0, most);
}

/** The last reported first. */
export function newest(events: readonly Judged[], most: number): readonly Judged[] {
  const kept: Judged[] = [];
  for (const event of events) {
    const at = kept.findIndex(({ row }) => row.serial < event.row.serial);
    if (at < 0 && kept.length >= most) continue;
    kept.splice(at < 0 ? kept.length : at, 0, event);
    if (kept.length > most) kept.pop();
  }
  return kept;
}

export const countSoon = (events: readonly Judged[]): number =>
  events.reduce((sum, { urgency }) => sum + (urgency === 'soon' ? 1 : 0), 0);
