/**
 * What happens by itself, looked for every minute: shifts that nobody signed out of end at their time, those of workers who left with
 * the leaving, and posts that begin or end are told to the maps. Of several processes one does it, the others leave what it has locked.
 */
import { audit } from '../access/audit.ts';
import type { Database } from '../database/database.ts';
import type { Publishing } from '../workers/publishing.ts';
import { tellDuty } from '../workers/tell-repository.ts';
import { automaticEnd } from './rules/automatic-end.ts';
import type { DutySettingsService } from './settings-service.ts';
import { openShifts, type ShiftRow, writeOut } from './shift-repository.ts';

const EVERY_MS = 60_000;

export interface UpkeepDeps {
  db: Database;
  settings: DutySettingsService;
  publishing: Publishing;
  clock: () => Date;
  warn: (error: unknown) => void;
}

export class DutyUpkeep {
  readonly #deps: UpkeepDeps;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<unknown> = Promise.resolve();

  constructor(deps: UpkeepDeps) {
    this.#deps = deps;
  }

  start(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.run()).catch(this.#deps.warn);
    }, EVERY_MS);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  /** How many shifts ended. */
  async run(): Promise<number> {
    await this.#deps.publishing.publishDated();
    return this.#endShifts();
  }

  #endShifts(): Promise<number> {
    const { db, settings, clock } = this.#deps;
    const now = clock();
    return db.transaction(async (tx) => {
      const ends = new Map<string, string | null>();
      const ended = new Map<string, number>();
      for (const shift of await openShifts(tx)) {
        const { county } = shift;
        if (!ends.has(county)) ends.set(county, (await settings.of(county, tx)).outAt);
        const at = endOf(shift, ends.get(county)!);
        if (at > now.getTime()) continue;
        const out = { at: new Date(at), by: 'automatic' as const, grid: null, place: null, reason: null, said: null };
        await writeOut(tx, shift.id, out);
        await tellDuty(tx, shift.worker);
        ended.set(county, (ended.get(county) ?? 0) + 1);
      }
      for (const [county, shifts] of ended) {
        const entry = { actor: 'system', action: 'duty.automatic-end', target: county, area: county };
        await audit(tx, { ...entry, detail: { shifts }, at: now });
      }
      return [...ended.values()].reduce((sum, count) => sum + count, 0);
    });
  }
}

function endOf({ inAt, left }: ShiftRow & { left: Date | null }, outAt: string | null): number {
  const end = automaticEnd(inAt.getTime(), outAt);
  return left === null ? end : Math.min(end, Math.max(left.getTime(), inAt.getTime()));
}
