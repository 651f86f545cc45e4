/** Which events are listed, and how the choice is written in the address: `late,state:filed,grade:major`. Pure. */

import type { Grade } from '../../../server/contract/event-rules.ts';
import type { Channel, EventRow, EventState } from '../../../server/contract/events.ts';
import { isPlaced, type Judged } from './urgency.ts';

export const STANDINGS = ['open', 'overdue', 'soon', 'unplaced', 'ended'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface ListFilter {
  readonly standing: Standing;
  readonly state: EventState | null;
  /** The code of a category, or of its major. */
  readonly kind: string | null;
  readonly grade: Grade | null;
  readonly channel: Channel | null;
  readonly mine: boolean;
}

export const NO_FILTER: ListFilter = {
  standing: 'open',
  state: null,
  kind: null,
  grade: null,
  channel: null,
  mine: false,
};

export function parseFilter(text: string | null): ListFilter {
  const filter: Record<string, unknown> = { ...NO_FILTER };
  for (const part of (text ?? '').split(',')) {
    const [name = '', value = ''] = part.split(':');
    if ((STANDINGS as readonly string[]).includes(name)) filter.standing = name;
    else if (name === 'mine') filter.mine = true;
    else if (['state', 'kind', 'grade', 'channel'].includes(name) && value !== '') filter[name] = value;
  }
  return filter as unknown as ListFilter;
}

/** null: nothing is chosen, and nothing need stand in the address. */
export function formatFilter(filter: ListFilter): string | null {
  const parts = [
    filter.standing === 'open' ? '' : filter.standing,
    ...(['state', 'kind', 'grade', 'channel'] as const).map((name) =>
      filter[name] === null ? '' : `${name}:${filter[name]}`,
    ),
    filter.mine ? 'mine' : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(',');
}

export function stands({ row, urgency }: Judged, standing: Standing): boolean {
  if (standing === 'ended') return urgency === 'ended';
  if (urgency === 'ended') return false;
  if (standing === 'unplaced') return !isPlaced(row);
  return standing === 'open' || urgency === standing;
}

/** Whom the caller is, for what is in their own hands: logins and the codes of their units. */
export type Self = ReadonlySet<string>;

/** Everything but the standing. `words`: what the screen says of the row besides its own text. */
export function matches(
  row: EventRow,
  filter: ListFilter,
  { self, text, words }: { self: Self; text: string; words: (row: EventRow) => string },
): boolean {
  if (filter.state !== null && row.state !== filter.state) return false;
  if (filter.kind !== null && !row.category.startsWith(filter.kind)) return false;
  if (filter.grade !== null && row.grade !== filter.grade) return false;
  if (filter.channel !== null && row.channel !== filter.channel) return false;
  if (filter.mine && !(row.handler !== null && self.has(row.handler.code))) return false;
  const wanted = text.trim().toLowerCase();
  return wanted === '' || `${row.text} ${row.serial} ${row.grid ?? ''} ${words(row)}`.toLowerCase().includes(wanted);
}
