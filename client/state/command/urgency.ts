/** How an event stands against its clock, and in which order events are worked through. Pure. */
import type { EventRow, EventState } from '../../../server/contract/events.ts';

export const URGENCIES = ['overdue', 'soon', 'running', 'none', 'ended'] as const;
/** `none`: open, but no clock runs. */
export type Urgency = (typeof URGENCIES)[number];

/** As the contract's `ENDED`, which is code of the service. */
const ENDED: readonly EventState[] = ['closed', 'followed-up', 'void', 'merged'];
export const isEnded = ({ state }: Pick<EventRow, 'state'>): boolean => ENDED.includes(state);
export const isPlaced = (row: Pick<EventRow, 'lon' | 'lat'>): row is { lon: number; lat: number } =>
  row.lon !== null && row.lat !== null;

/** `warnBefore`: the share of the time limit that is left when it is about to be overdue. */
export function urgencyOf(row: EventRow, now: number, warnBefore: number): Urgency {
  if (isEnded(row)) return 'ended';
  if (row.dueAt === null) return 'none';
  const due = Date.parse(row.dueAt);
  if (due <= now) return 'overdue';
  const whole = row.clockFrom === null ? 0 : due - Date.parse(row.clockFrom);
  return due - now <= whole * warnBefore ? 'soon' : 'running';
}

/** An event with what the moment makes of it. */
export interface Judged {
  readonly row: EventRow;
  readonly urgency: Urgency;
  /** Milliseconds; without a clock the moment it was reported or ended. */
  readonly at: number;
}

export function judge(row: EventRow, now: number, warnBefore: number): Judged {
  const urgency = urgencyOf(row, now, warnBefore);
  const at = Date.parse(urgency === 'ended' ? row.changedAt : (row.dueAt ?? row.reportedAt));
  return { row, urgency, at };
}

const RANK: Record<Urgency, number> = { overdue: 0, soon: 1, running: 2, none: 3, ended: 4 };

/** Overdue, about to be, then by deadline; without a clock the oldest first, ended the last ended first. */
export const byUrgency = (a: Judged, b: Judged): number =>
  RANK[a.urgency] - RANK[b.urgency] ||
  (a.urgency === 'ended' ? b.at - a.at : a.at - b.at) ||
  a.row.serial - b.row.serial;

/** A span as people say it: of minutes, hours or days, whole ones that have passed or are left at least. */
export interface Span {
  readonly unit: 'minute' | 'hour' | 'day';
  readonly amount: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function spanOf(milliseconds: number): Span {
  const ms = Math.abs(milliseconds);
  if (ms < HOUR) return { unit: 'minute', amount: Math.floor(ms / MINUTE) };
  if (ms < 2 * DAY) return { unit: 'hour', amount: Math.floor(ms / HOUR) };
  return { unit: 'day', amount: Math.floor(ms / DAY) };
}
