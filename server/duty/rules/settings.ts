/**
 * What a county asks of its workers, and what it asked before: times that are changed count from the day of the change on, so that the
 * attendance of the days before stays what it was. Pure.
 */
import type { DutySettings } from '../../contract/duty.ts';
import { dayAfter } from './days.ts';
import type { SignInTimes } from './sign-ins.ts';

/** Until a county says otherwise. */
export function defaultDuty(county: string): DutySettings {
  return {
    county,
    roles: ['worker'],
    signIns: ['08:30', '15:30'],
    graceMin: 10,
    missedMin: 120,
    earlyMin: 60,
    outAt: '22:00',
    positionIntervalS: 30,
    trailDays: 30,
    patrolsADay: 2,
    patrolMin: 20,
    householdsADay: 20,
    spotChecksADay: 2,
    visitDays: 90,
    nearM: 50,
    passedM: 30,
  };
}

export interface PastTimes extends SignInTimes {
  /** The last day on which they held. */
  readonly until: string;
}

/** As it lies in the table: what is left out is the default. */
export type StoredDuty = Partial<Omit<DutySettings, 'county'>> & { past?: readonly PastTimes[] };

const MOST_PAST = 60;

export function settingsFrom(county: string, stored: StoredDuty): DutySettings {
  const { past: _past, ...value } = stored;
  return { ...defaultDuty(county), ...value, county };
}

/** What held on a day. */
export function timesOn(county: string, stored: StoredDuty, day: string): SignInTimes {
  return (stored.past ?? []).find(({ until }) => day <= until) ?? settingsFrom(county, stored);
}

/** The settings as they are kept from `today` on. */
export function changedDuty(county: string, stored: StoredDuty, settings: DutySettings, today: string): StoredDuty {
  const { county: _county, ...value } = settings;
  const before = timesOf(settingsFrom(county, stored));
  const past = stored.past ?? [];
  const until = dayAfter(today, -1);
  const isSame = JSON.stringify(before) === JSON.stringify(timesOf(settings));
  // Changed twice on one day: what held yesterday is kept already.
  if (isSame || (past.at(-1)?.until ?? '') >= until) return { ...value, past };
  return { ...value, past: [...past, { ...before, until }].slice(-MOST_PAST) };
}

function timesOf({ roles, signIns, graceMin, missedMin, earlyMin }: SignInTimes): SignInTimes {
  return { roles, signIns, graceMin, missedMin, earlyMin };
}

/** The place of the first fault, null when there is none: times rise, and what is missed is later than what is late. */
export function faultOf({ signIns, graceMin, missedMin }: DutySettings): string | null {
  const falling = signIns.findIndex((time, index) => index > 0 && time <= signIns[index - 1]!);
  if (falling >= 0) return `/signIns/${falling}`;
  return missedMin <= graceMin ? '/missedMin' : null;
}
