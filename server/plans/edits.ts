/**
 * Operations on plans: done in the order they come, one plan at a time, each only if it still finds what its author saw. The
 * log is what counts; state and undo are made from it.
 */
import { audit } from '../access/audit.ts';
import type { OperationsDone, PlanStateNow } from '../contract/plan-edits.ts';
import type { OperationBody, PlanOperation, UndoRequest } from '../contract/plan-operations.ts';
import type { OperationRefusal } from '../contract/plan-refusal.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { pointToGeoJson } from '../geometry/geojson.ts';
import type { PlanLog } from '../partition/plan/plan-log.ts';
import type { PlanCells } from './cells.ts';
import { standOn } from './cells-repository.ts';
import type { PlanNewsTeller } from './news.ts';
import type { OpenPlans } from './open-plans.ts';
import {
  appendOperations,
  keepSnapshot,
  operationsAfter,
  operationsByRef,
  operationsSince,
} from './operation-repository.ts';
import { standardOf } from './plan-standard.ts';
import { type PlanRow, planById } from './repository.ts';
import { assertDraft } from './service.ts';

/** A snapshot for every so many operations. */
const SNAPSHOT_EVERY = 200;
/** Operations that are told to who did not know them; more are asked for. */
const MISSED = 200;

export interface EditDeps {
  db: Database;
  cells: PlanCells;
  open: OpenPlans;
  news: PlanNewsTeller;
  clock: () => Date;
}

export class PlanEdits {
  readonly #deps: EditDeps;

  constructor(deps: EditDeps) {
    this.#deps = deps;
  }

  /**
   * The plan as it is; the layers of `communities` are fixed if they are not. Throws as PlanCells.layer does, and `plan-form`,
   * `plan-unknown`.
   */
  async state(plan: PlanRow, actor: string, communities: readonly string[]): Promise<PlanStateNow> {
    assertCells(plan);
    await this.#deps.cells.stand(plan, communities);
    return this.#deps.open.inTurn(plan.id, async () => {
      const row = await this.#row(plan.id);
      const log = await this.#deps.open.log(row);
      const standard = await standardOf(this.#deps.db, row);
      return { version: row.version, ...stacks(log, actor), standard, snapshot: log.plan.snapshot() };
    });
  }

  operations(plan: PlanRow, after: number, limit: number): Promise<PlanOperation[]> {
    return operationsAfter(this.#deps.db, plan.id, after, limit);
  }

  /**
   * Does all of them or none. `isCurrent`: whether the caller knows this version; `version`: the one they do know, null when it
   * cannot be told. Throws `plan-form`, `plan-state`, `precondition-failed` (with the operations that the caller missed),
   * `operation-refused` (which, why, and where; `stale` with the cells).
   */
  async append(
    plan: PlanRow,
    actor: string,
    asked: readonly AskedOperation[],
    known: KnownVersion,
  ): Promise<OperationsDone> {
    assertCells(plan);
    const { db, open, news } = this.#deps;
    const done = await open.inTurn(plan.id, async () => {
      const refs = asked.map(({ ref }) => ref);
      const before = await operationsByRef(db, plan.id, refs);
      const row = await this.#row(plan.id);
      // Sent again because the answer was lost: what was done is told.
      if (before.length === asked.length) return { row, log: await open.log(row), entries: before, isNew: false };
      assertDraft(row);
      if (!known.isCurrent(row)) throw await this.#missed(row, known.version);
      const again = asked.findIndex(({ ref }, i) => refs.indexOf(ref) < i || before.some((entry) => entry.ref === ref));
      if (again >= 0) throw new Refusal('duplicate', { ref: refs[again] });
      const log = await open.log(row);
      try {
        return await this.#do(row, log, actor, asked);
      } catch (error) {
        // What was done in memory was not kept.
        open.forget(row.id);
        throw error;
      }
    });
    const { row, log, entries, isNew } = done;
    const { version } = row;
    if (isNew) await news.changed(row, { state: row.state, version, seq: entries.at(-1)!.seq, actor });
    return { version, ...stacks(log, actor), seq: row.seq, operations: [...entries] };
  }

  /** One operation that the service itself makes, from the plan as it is. */
  async appendMade(
    plan: PlanRow,
    actor: string,
    ref: string,
    make: (log: PlanLog) => OperationBody,
    known: KnownVersion,
  ): Promise<OperationsDone> {
    assertCells(plan);
    const operation = await this.#deps.open.inTurn(plan.id, async () =>
      make(await this.#deps.open.log(await this.#row(plan.id))),
    );
    return this.append(plan, actor, [{ ref, operation }], known);
  }

  async #do(row: PlanRow, log: PlanLog, actor: string, asked: readonly AskedOperation[]): Promise<Done> {
    const { db, open, clock } = this.#deps;
    const at = clock();
    const entries: PlanOperation[] = [];
    for (const { ref, operation } of asked) {
      const author = { ref, actor, at: at.toISOString() };
      if (operation.kind === 'bendArc' || operation.kind === 'moveNode' || operation.kind === 'cutCell') {
        await open.drawFootprints(row.id, operation.args.community);
      }
      const moving = 'before' in operation ? operation : log.entry(operation.args.of)?.operation;
      if (moving !== undefined) await open.bringLayers(row.id, moving);
      const outcome =
        'before' in operation ? log.do(operation, author) : log[operation.kind](operation.args.of, author);
      if ('refusal' in outcome) throw refused(ref, outcome.refusal);
      entries.push(outcome.entry);
    }
    const first = entries[0]!.seq;
    const last = entries.at(-1)!.seq;
    const isDue = Math.floor(last / SNAPSHOT_EVERY) > Math.floor((first - 1) / SNAPSHOT_EVERY);
    await db.transaction(async (tx) => {
      if (!(await appendOperations(tx, row, entries, at))) throw new Refusal('precondition-failed', {});
      for (const { operation } of entries) {
        if (operation.kind !== 'rebase') continue;
        for (const { state } of operation.args.parts) await standOn(tx, row.id, state);
      }
      if (isDue) await keepSnapshot(tx, row.id, log.plan.snapshot());
      const kinds = [...new Set(entries.map(({ operation, reverts }) => (reverts === null ? operation.kind : 'undo')))];
      const detail = { from: first, to: last, kinds };
      await audit(tx, { actor, action: 'plan.edit', target: String(row.id), area: row.area, detail, at });
    });
    return { row: { ...row, version: row.version + 1, seq: last }, log, entries, isNew: true };
  }

  async #missed(row: PlanRow, version: number | null): Promise<Refusal> {
    const { version: now, seq } = row;
    if (version === null) return new Refusal('precondition-failed', { version: now, seq });
    const operations = await operationsSince(this.#deps.db, row.id, version, MISSED + 1);
    const more = operations.length > MISSED;
    return new Refusal('precondition-failed', { version: now, seq, operations: operations.slice(0, MISSED), more });
  }

  async #row(id: number): Promise<PlanRow> {
    const row = await planById(this.#deps.db, id);
    if (row === null) throw new Refusal('plan-unknown', { plan: id });
    return row;
  }
}

/** What a client sends, or the service makes. */
export interface AskedOperation {
  readonly ref: string;
  readonly operation: OperationBody | UndoRequest;
}

/** What a caller says with If-Match. */
export interface KnownVersion {
  isCurrent(row: PlanRow): boolean;
  /** Null when the tag is none of this plan's. */
  readonly version: number | null;
}

interface Done {
  readonly row: PlanRow;
  readonly log: PlanLog;
  readonly entries: readonly PlanOperation[];
  readonly isNew: boolean;
}

function stacks(log: PlanLog, actor: string): { undo: number | null; redo: number | null } {
  return { undo: log.undoOf(actor), redo: log.redoOf(actor) };
}

function refused(ref: string, refusal: OperationRefusal): Refusal {
  const { at } = refusal;
  const where = at === null ? {} : { geometry: pointToGeoJson(at[0]!, at[1]!) };
  return new Refusal('operation-refused', { ref, ...refusal }, where);
}

/** Throws `plan-form`. */
export function assertCells({ form }: Pick<PlanRow, 'form'>): void {
  if (form !== 'cells') throw new Refusal('plan-form', { form, needed: 'cells' });
}
