/**
 * Emergency mode 平战转换: switched on for an area by a dispatcher over it, with a reason, and off again. While it runs it is an overlay in
 * time: nothing else is changed, so ending it restores what was. One runs for an area; areas inside may have their own, and the nearest decides.
 */
import { audit } from '../access/audit.ts';
import { ANY_ROLE, assertMay, type Caller, covers } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';
import type { Emergency, NewEmergency } from '../contract/emergencies.ts';
import type { AreaNews } from '../contract/live.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { LiveFeed } from '../live/feed.ts';
import { RecentEmergencies } from './recent.ts';
import {
  type EmergencyRow,
  emergenciesOf,
  emergenciesSince,
  emergencyById,
  endEmergency,
  insertEmergency,
  isAreaInForce,
  runningIn,
} from './repository.ts';

/** An emergency is everybody's to know. */
export const EMERGENCY_READERS: readonly Role[] = ANY_ROLE;
export const EMERGENCY_SWITCHERS: readonly Role[] = ['dispatcher'];

export interface EmergencyDeps {
  db: Database;
  live: LiveFeed;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export class EmergenciesService {
  readonly #deps: EmergencyDeps;
  readonly #recent: RecentEmergencies;
  #stop: () => void = () => {};

  constructor(deps: EmergencyDeps) {
    this.#deps = deps;
    this.#recent = new RecentEmergencies((since) => emergenciesSince(deps.db, since), deps.clock);
  }

  /** Follows what other processes switch. After the live feed was opened; what was read before it may be old. */
  async open(): Promise<void> {
    this.#stop = this.#deps.live.listen(({ kind }) => {
      if (kind === 'emergency' || kind === 'reset') this.#recent.refresh().catch(this.#deps.warn);
    }, undefined);
    await this.#recent.refresh();
  }

  close(): void {
    this.#stop();
  }

  /** The one in force over the area at the instant, of the area itself or the nearest above; null: none. From memory for the last hour. */
  over(area: string, at: Date): Emergency | null | Promise<Emergency | null> {
    const held = this.#recent.at(at);
    if (held instanceof Promise) return held.then((rows) => this.#over(area, at, rows));
    return this.#over(area, at, held);
  }

  /** In force at the instant, over the area, above or below it; `at` null: all there were. Throws `area-forbidden`. */
  async list(caller: Caller, area: string, at: Date | null): Promise<Emergency[]> {
    assertMay(caller, EMERGENCY_READERS, area);
    return (await emergenciesOf(this.#deps.db, area, at)).map(view);
  }

  /** Throws `area-forbidden`, `area-unknown`, `emergency-running` with its id, `body-invalid` (a reason of blanks). */
  async start(caller: Caller, { area, reason, rules }: NewEmergency): Promise<Emergency> {
    const { db, clock } = this.#deps;
    assertMay(caller, EMERGENCY_SWITCHERS, area);
    const said = wordsOf(reason);
    const from = clock();
    if (!(await isAreaInForce(db, area, from))) throw new Refusal('area-unknown', { code: area });
    const row = await db.transaction(async (tx) => {
      const made = await insertEmergency(tx, { area, reason: said, rules, from, by: caller.actor });
      if (made === null) throw new Refusal('emergency-running', { area, id: await runningIn(tx, area) });
      const target = String(made.id);
      const detail = { reason: said, rules };
      await audit(tx, { actor: caller.actor, action: 'emergency.start', target, area, detail, at: from });
      return made;
    });
    await this.#tell(row);
    return view(row);
  }

  /** Throws `emergency-unknown`, `area-forbidden`, `emergency-ended`, `body-invalid`. */
  async end(caller: Caller, id: number, reason: string): Promise<Emergency> {
    const { db, clock } = this.#deps;
    const known = await emergencyById(db, id);
    if (known === null) throw new Refusal('emergency-unknown', { id });
    const { area } = known;
    assertMay(caller, EMERGENCY_SWITCHERS, area);
    const said = wordsOf(reason);
    const at = clock();
    const row = await db.transaction(async (tx) => {
      const ended = await endEmergency(tx, id, { at, by: caller.actor, reason: said });
      if (ended === null) throw new Refusal('emergency-ended', { id });
      const detail = { reason: said, from: ended.from };
      await audit(tx, { actor: caller.actor, action: 'emergency.end', target: String(id), area, detail, at });
      return ended;
    });
    await this.#tell(row);
    return view(row);
  }

  #over(area: string, at: Date, held: readonly EmergencyRow[] | null): Emergency | null | Promise<Emergency | null> {
    if (held === null) return emergenciesOf(this.#deps.db, area, at).then((rows) => nearest(rows, area));
    return nearest(held, area);
  }

  /** This process knows before it answers, the others when they hear. */
  async #tell({ area, id }: EmergencyRow): Promise<void> {
    await this.#recent.refresh().catch(this.#deps.warn);
    await this.#deps.live.tell('emergency', area, { area, id } satisfies AreaNews);
  }
}

function nearest(rows: readonly EmergencyRow[], area: string): Emergency | null {
  let found: EmergencyRow | null = null;
  for (const row of rows) if (covers(row.area, area) && row.area.length > (found?.area.length ?? 0)) found = row;
  return found === null ? null : view(found);
}

function wordsOf(reason: string): string {
  const words = reason.trim();
  if (words !== '') return words;
  throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/reason', code: 'blank' }] });
}

function view({ from, to, ...row }: EmergencyRow): Emergency {
  return { ...row, from: from.toISOString(), to: to?.toISOString() ?? null };
}
