/** Steps of a plan on its way: who may take them when, each with its note, its audit row and its news. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { NewPlanStep, PlanSteps } from '../contract/plan-life.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { LIFE, type LifeStep, reachOf, stepsOpen } from './life.ts';
import { insertStep, movePlan, stepsOf } from './life-repository.ts';
import type { PlanNewsTeller } from './news.ts';
import type { PlanRow } from './repository.ts';

export interface LifeDeps {
  db: Database;
  clock: () => Date;
  news: PlanNewsTeller;
}

export class PlanLife {
  readonly #deps: LifeDeps;

  constructor(deps: LifeDeps) {
    this.#deps = deps;
  }

  async steps(row: PlanRow, caller: Caller): Promise<PlanSteps> {
    const rows = await stepsOf(this.#deps.db, row.id);
    const steps = rows.map(({ at, ...step }) => ({ ...step, at: at.toISOString() }));
    return { state: row.state, next: stepsOpen(caller, row.state, row.area), steps };
  }

  /** Throws `role-missing`, `area-forbidden`, `plan-state`, `note-missing`, `precondition-failed`. */
  async take(row: PlanRow, caller: Caller, { step, note }: NewPlanStep): Promise<void> {
    const { db, clock, news } = this.#deps;
    assertStep(row, caller, step, note);
    const at = clock();
    const { id, county, area } = row;
    const { to } = LIFE[step];
    await db.transaction(async (tx) => {
      if (!(await movePlan(tx, row, to, at))) throw new Refusal('precondition-failed', {});
      const { actor } = caller;
      await insertStep(tx, id, county, { at, actor, step, from: row.state, to, note: note ?? null });
      const detail = { from: row.state, to, note: note ?? null };
      await audit(tx, { actor, action: `plan.${step}`, target: String(id), area, detail, at });
    });
    await news.changed(row, { state: to, version: row.version + 1, seq: row.seq, actor: caller.actor });
  }
}

/** May the caller take this step now? Throws `role-missing`, `area-forbidden`, `plan-state`, `note-missing`. */
export function assertStep(row: PlanRow, caller: Caller, step: LifeStep, note: string | undefined): void {
  const { from, roles, needsNote } = LIFE[step];
  assertMay(caller, roles, reachOf(step, row.area));
  if (!from.includes(row.state)) throw new Refusal('plan-state', { step, state: row.state, from: [...from] });
  if (needsNote && note === undefined)
    throw new Refusal('note-missing', { step }, { errors: [{ pointer: '/note', code: 'note-missing' }] });
}
