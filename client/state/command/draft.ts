/** The report that is being written: what, where, from whom it came. Kept while the page lives, until it is sent or dropped. */
import { computed, signal } from '@preact/signals';
import type { Channel, NewEvent } from '../../../server/contract/events.ts';
import { board } from './board.ts';
import { moment } from './clock.ts';
import { placed, stopPlacing } from './placing.ts';
import { rules } from './rules.ts';
import { type Likely, similarTo } from './similar.ts';

/** Where it is: a point of the map, a building, or words that the service looks for. */
export type DraftWhere =
  | { readonly by: 'point'; readonly lon: number; readonly lat: number }
  | { readonly by: 'place'; readonly code: string; readonly name: string; readonly lon: number; readonly lat: number }
  | { readonly by: 'address'; readonly text: string };

export interface Draft {
  /** Of the event to come: a second try is the same event. */
  readonly id: string;
  readonly category: string | null;
  readonly text: string;
  readonly channel: Channel;
  readonly ticket: string;
  readonly where: DraftWhere | null;
  /** Chosen of the grids beside a border; null: the one the point lies in. */
  readonly grid: string | null;
  /** What was done on the spot; null: it is not solved. */
  readonly solved: string | null;
  readonly photos: readonly File[];
}

export const newDraft = (channel: Channel = 'hotline'): Draft => ({
  id: crypto.randomUUID(),
  category: null,
  text: '',
  channel,
  ticket: '',
  where: null,
  grid: null,
  solved: null,
  photos: [],
});

/** null: nobody is writing one. */
export const draft = signal<Draft | null>(null);

export function editDraft(change: Partial<Draft>): void {
  const now = draft.peek();
  if (now !== null) draft.value = { ...now, ...change };
}

export function setWhere(where: DraftWhere | null): void {
  editDraft({ where, grid: null });
  placed.value = where === null || where.by === 'address' ? null : { lon: where.lon, lat: where.lat };
}

export function dropDraft(): void {
  draft.value = null;
  stopPlacing();
}

/** When no setting has come yet. */
const LIKE = { metres: 100, hours: 24 };

/** Open events that may be the same; shown before it is sent. */
export const likely = computed<readonly Likely[]>(() => {
  const now = draft.value;
  if (now?.category == null || now.where === null || now.where.by === 'address') return [];
  const { lon, lat } = now.where;
  const limits = rules.value.settings?.similar ?? LIKE;
  return similarTo(board.value.rows.values(), { category: now.category, lon, lat }, limits, moment.value);
});

/** What is missing before it can be sent; empty: nothing. */
export function missingIn(now: Draft): ('category' | 'text' | 'solved')[] {
  return [
    ...(now.category === null ? (['category'] as const) : []),
    ...(now.text.trim() === '' ? (['text'] as const) : []),
    ...(now.solved !== null && now.solved.trim() === '' ? (['solved'] as const) : []),
  ];
}

/** As the service takes it. `area`: whose it is while nobody knows where. */
export function bodyOf(now: Draft, area: string): NewEvent {
  const { where } = now;
  return {
    id: now.id,
    category: now.category ?? '',
    text: now.text.trim(),
    channel: now.channel,
    area,
    ...(now.ticket.trim() === '' ? {} : { ticket: now.ticket.trim() }),
    ...(now.solved === null ? {} : { solved: now.solved.trim() }),
    ...(where?.by === 'point' ? { lon: where.lon, lat: where.lat } : {}),
    ...(where?.by === 'place' ? { place: where.code } : {}),
    ...(where?.by === 'address' ? { address: where.text } : {}),
  };
}
