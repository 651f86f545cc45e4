/** What each kind of grid must have, until the county says otherwise: a leader and a worker (1+1), and of a micro grid nobody. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import { Refusal } from '../contract/problem.ts';
import type { Roster } from '../contract/workers.ts';
import { saidHash } from '../events/said.ts';
import type { Publishing } from './publishing.ts';
import { ROSTER_WRITERS } from './roles.ts';
import { putRoster, readRoster } from './roster-repository.ts';

export const DEFAULT_ROSTER: Roster['required'] = {
  basic: ['leader', 'worker'],
  dedicated: ['leader', 'worker'],
  micro: [],
};

export class RosterService {
  readonly #publishing: Publishing;

  constructor(publishing: Publishing) {
    this.#publishing = publishing;
  }

  async of(county: string): Promise<Roster> {
    const required = await readRoster(this.#publishing.db, county);
    return { county, required: { ...DEFAULT_ROSTER, ...required } };
  }

  /** A kind that is left out asks for nobody. Throws `area-forbidden`, what `match` throws, `body-invalid` (another county's). */
  async put(caller: Caller, county: string, roster: Roster, match: (tag: string) => void): Promise<Roster> {
    assertMay(caller, ROSTER_WRITERS, county);
    if (roster.county !== county) {
      throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/county', code: 'other-county' }] });
    }
    match(rosterTag(await this.of(county)));
    const { db, clock } = this.#publishing;
    const required = { basic: [], dedicated: [], micro: [], ...roster.required };
    await db.transaction(async (tx) => {
      await putRoster(tx, county, required);
      const detail = { required };
      const target = county;
      await audit(tx, { actor: caller.actor, action: 'roster.change', target, area: county, detail, at: clock() });
    });
    return this.of(county);
  }
}

export function rosterTag(roster: Roster): string {
  return `"roster-${saidHash(roster)}"`;
}
