/** Duty settings: read by everybody who is signed in, changed by the county's admins on the version they saw. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { DutySettings } from '../contract/duty.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database, Queryable } from '../database/database.ts';
import type { RuleBook } from '../events/rule-book.ts';
import { isWorkday, knows } from '../events/rules/calendar.ts';
import { saidHash } from '../events/said.ts';
import { tellDuty } from '../workers/tell-repository.ts';
import { SETTINGS_WRITERS } from './roles.ts';
import { dayOf, startOf } from './rules/days.ts';
import { changedDuty, faultOf, type StoredDuty, settingsFrom, timesOn } from './rules/settings.ts';
import type { DutyDays } from './rules/sign-ins.ts';
import { holdDutySetting, putDutySetting, readDutySetting } from './settings-repository.ts';

export interface DutySettingsDeps {
  db: Database;
  book: RuleBook;
  clock: () => Date;
}

export interface CountyDuty {
  readonly settings: DutySettings;
  readonly days: DutyDays;
  /** True when the calendar has every year from one instant to the other. */
  knows(from: number, to: number): boolean;
}

export class DutySettingsService {
  readonly #deps: DutySettingsDeps;

  constructor(deps: DutySettingsDeps) {
    this.#deps = deps;
  }

  async of(county: string, db: Queryable = this.#deps.db): Promise<DutySettings> {
    return settingsFrom(county, await stored(db, county));
  }

  /** With the workdays of the calendar of events. Not inside a transaction: the calendar may have to be read. */
  async dutyOf(county: string): Promise<CountyDuty> {
    const { db, book } = this.#deps;
    const kept = await stored(db, county);
    const { calendar } = await book.of(county);
    const days: DutyDays = {
      timesOn: (day) => timesOn(county, kept, day),
      isWorkday: (day) => isWorkday(calendar, startOf(day)),
    };
    return { settings: settingsFrom(county, kept), days, knows: (from, to) => knows(calendar, from, to) };
  }

  /** Throws `area-forbidden`, `body-invalid` (another county's), `value-out-of-bounds`, what `match` throws. */
  async put(
    caller: Caller,
    county: string,
    settings: DutySettings,
    match: (tag: string) => void,
  ): Promise<DutySettings> {
    assertMay(caller, SETTINGS_WRITERS, county);
    if (settings.county !== county) {
      throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/county', code: 'other-county' }] });
    }
    const fault = faultOf(settings);
    if (fault !== null) throw new Refusal('value-out-of-bounds', {}, { errors: [{ pointer: fault, code: 'order' }] });
    const { db, clock } = this.#deps;
    await db.transaction(async (tx) => {
      const before = await stored(tx, county);
      match(dutyTag(settingsFrom(county, before)));
      await holdDutySetting(tx, county);
      const now = clock();
      await putDutySetting(tx, county, changedDuty(county, before, settings, dayOf(now.getTime())));
      await tellDuty(tx, null);
      const { county: target, ...detail } = settings;
      await audit(tx, { actor: caller.actor, action: 'duty-settings.change', target, area: county, detail, at: now });
    });
    return this.of(county);
  }
}

async function stored(db: Queryable, county: string): Promise<StoredDuty> {
  return ((await readDutySetting(db, county)) ?? {}) as StoredDuty;
}

export function dutyTag(settings: DutySettings): string {
  return `"duty-${saidHash(settings)}"`;
}
