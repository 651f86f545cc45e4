/**
 * Which sign-ins are due, and which of them a sign-in answers. A sign-in is open from `earlyMin` before it is due until `missedMin`
 * after; where two are open the later one is answered. Due are those of workdays only. Pure.
 */
import type { DutySettings } from '../../contract/duty.ts';
import { clockOf, dayAfter, dayOf } from './days.ts';

/** What decides about sign-ins, as it was on a day. */
export type SignInTimes = Pick<DutySettings, 'roles' | 'signIns' | 'graceMin' | 'missedMin' | 'earlyMin'>;

export interface DutyDays {
  timesOn(day: string): SignInTimes;
  isWorkday(day: string): boolean;
}

export interface Due {
  readonly at: number;
  readonly day: string;
  readonly times: SignInTimes;
}

const MINUTE_MS = 60_000;

/** In their order. */
export function duesOn(day: string, days: DutyDays): Due[] {
  if (!days.isWorkday(day)) return [];
  const times = days.timesOn(day);
  return times.signIns.map((time) => ({ at: clockOf(day, time), day, times })).sort((a, b) => a.at - b.at);
}

export function opensAt({ at, times }: Due): number {
  return at - times.earlyMin * MINUTE_MS;
}

/** The last instant at which it can be answered. */
export function closesAt({ at, times }: Due): number {
  return at + times.missedMin * MINUTE_MS;
}

/** Null: the sign-in is one besides. The windows of a day reach into the days beside it. */
export function dueAnswered(instant: number, days: DutyDays): Due | null {
  const day = dayOf(instant);
  const near = [dayAfter(day, -1), day, dayAfter(day)].flatMap((one) => duesOn(one, days));
  return near.filter((due) => opensAt(due) <= instant && instant <= closesAt(due)).at(-1) ?? null;
}

/** Whole minutes begun since it was due; 0 within the grace. */
export function lateMinutes(instant: number, { at, times }: Due): number {
  const late = instant - at;
  return late > times.graceMin * MINUTE_MS ? Math.ceil(late / MINUTE_MS) : 0;
}
