/**
 * Events that another may be merged into: what the service takes for the same, then open ones of the same kind, the nearest first;
 * and what is meant by a text. Pure.
 */
import type { EventCard, EventRow, EventState } from '../../../server/contract/events.ts';
import { metresBetween } from './similar.ts';
import { isEnded, isPlaced } from './urgency.ts';

export interface MergeTarget {
  readonly id: string;
  readonly serial: number;
  readonly text: string;
  readonly state: EventState;
  /** null: one of the two is nowhere. */
  readonly metres: number | null;
  /** Nothing is merged into what has ended. */
  readonly ended: boolean;
}

const MOST = 20;

export function targetOf(event: EventRow, row: EventRow): MergeTarget {
  const metres = isPlaced(event) && isPlaced(row) ? metresBetween(event, row) : null;
  return { id: row.id, serial: row.serial, text: row.text, state: row.state, metres, ended: isEnded(row) };
}

const isOfCounty = (event: EventRow, row: EventRow): boolean =>
  row.id !== event.id && row.area.slice(0, 6) === event.area.slice(0, 6);

export function offeredTargets({ event, similar }: EventCard, rows: Iterable<EventRow>): readonly MergeTarget[] {
  const likely = similar.map(
    ({ id, serial, text, state, distanceM }): MergeTarget => ({
      ...{ id, serial, text, state, metres: distanceM, ended: false },
    }),
  );
  const known = new Set(likely.map(({ id }) => id));
  const others: MergeTarget[] = [];
  for (const row of rows)
    if (row.category === event.category && isOfCounty(event, row) && !isEnded(row) && !known.has(row.id))
      others.push(targetOf(event, row));
  others.sort(
    (a, b) => (a.metres ?? Number.POSITIVE_INFINITY) - (b.metres ?? Number.POSITIVE_INFINITY) || b.serial - a.serial,
  );
  return [...likely, ...others].slice(0, MOST);
}

/** Of what was found by a text: the one of that number, then open ones, else in the order they came. */
export function foundTargets(event: EventRow, rows: readonly EventRow[], query: string): readonly MergeTarget[] {
  const found = rows.filter((row) => isOfCounty(event, row)).map((row) => targetOf(event, row));
  const rank = ({ serial, ended }: MergeTarget): number => (String(serial) === query ? 0 : ended ? 2 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** `第 12 号`, `No. 12` and `#12` are the number 12. */
export const queryOf = (text: string): string =>
  /^(?:第|no\.?|#|№)?\s*(\d+)\s*号?$/i.exec(text.trim())?.[1] ?? text.trim().slice(0, 60);

export const FOUND_MOST = MOST;
