/**
 * One plan as this browser works on it: the plan itself, its log, what is wrong with it, and what the service has not yet
 * confirmed. Knows no network: what is sent and what comes back passes through it as operations.
 */
import type {
  NewOperation,
  OperationBody,
  PlanOperation,
  UndoRequest,
} from '../../../server/contract/plan-operations.ts';
import type { OperationRefusal } from '../../../server/contract/plan-refusal.ts';
import type { PlanSnapshot } from '../../../server/contract/plan-state.ts';
import type { CellLayer } from '../../../server/partition/cells/cell-layer.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { EditedPlan } from '../../../server/partition/plan/edited-plan.ts';
import { PlanFinder } from '../../../server/partition/plan/plan-finder.ts';
import type { Footprints } from '../../../server/partition/plan/plan-layer.ts';
import { PlanLog } from '../../../server/partition/plan/plan-log.ts';
import { PlanProblems } from '../../../server/partition/plan/problems.ts';
import type { Touched } from '../../../server/partition/plan/refuse.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { renumbered } from './renumbered.ts';

/** Done here and not yet confirmed. An undo names what it takes back by `ref`, since numbers may change when others were faster. */
export interface Pending {
  readonly ref: string;
  readonly operation: OperationBody | { readonly kind: 'undo' | 'redo'; readonly ofRef: string };
}

export interface Dropped {
  readonly operation: Pending['operation'];
  readonly refusal: OperationRefusal;
}

export interface SessionStart {
  readonly snapshot: PlanSnapshot;
  readonly layers: ReadonlyMap<string, CellLayer>;
  readonly standard: Standard;
  /** The end of the log, up to the snapshot. */
  readonly earlier: readonly PlanOperation[];
  readonly actor: string;
  readonly footprints: Footprints;
}

export type Step =
  | { readonly touched: readonly Touched[]; readonly ref: string }
  | { readonly refusal: OperationRefusal };

export class PlanSession {
  readonly plan: EditedPlan;
  readonly log: PlanLog;
  readonly finder: PlanFinder;
  readonly problems: PlanProblems;
  readonly standard: Standard;
  readonly actor: string;
  readonly #pending: Pending[] = [];

  constructor({ snapshot, layers, standard, earlier, actor, footprints }: SessionStart) {
    this.plan = new EditedPlan(snapshot, (community) => layers.get(community), footprints);
    this.log = new PlanLog(this.plan, earlier);
    this.finder = new PlanFinder(this.plan);
    this.problems = new PlanProblems(this.plan, { grid: standard, micro: null });
    this.standard = standard;
    this.actor = actor;
  }

  get pending(): readonly Pending[] {
    return this.#pending;
  }

  get undoable(): number | null {
    return this.log.undoOf(this.actor);
  }

  get redoable(): number | null {
    return this.log.redoOf(this.actor);
  }

  community(code: string): CommunityPlan | undefined {
    return this.plan.communities.get(code);
  }

  do(body: OperationBody, ref: string = crypto.randomUUID()): Step {
    return this.#keep({ ref, operation: body }, this.log.do(body, this.#author(ref)));
  }

  /** Takes back, or does again, what is next; null when there is nothing. */
  back(kind: UndoRequest['kind'], ref: string = crypto.randomUUID()): Step | null {
    const of = kind === 'undo' ? this.undoable : this.redoable;
    const ofRef = of === null ? undefined : this.#entry(of)?.ref;
    if (of === null || ofRef === undefined) return null;
    return this.#keep({ ref, operation: { kind, ofRef } }, this.log[kind](of, this.#author(ref)));
  }

  /** What is to be sent next, in order, as the service takes it. */
  toSend(most: number): NewOperation[] {
    return this.#pending.slice(0, most).map(({ ref, operation }) => {
      if (!('ofRef' in operation)) {
        if (operation.kind === 'rebase') throw new Error('only the service moves a plan to other cells');
        return { ref, operation };
      }
      const of = this.log.entries.find((entry) => entry.ref === operation.ofRef)!.seq;
      return { ref, operation: { kind: operation.kind, args: { of } } };
    });
  }

  /** The service has done these. */
  confirm(refs: readonly string[]): void {
    const done = new Set(refs);
    while (this.#pending[0] !== undefined && done.has(this.#pending[0].ref)) this.#pending.shift();
  }

  /** Operations of the service's log that follow ours; nothing may be pending. Throws an Error when they do not. */
  adopt(operations: readonly PlanOperation[]): readonly Touched[] {
    const fresh = operations.filter(({ seq }) => seq > this.plan.seq);
    const touched = fresh.flatMap((operation) => [...this.log.replay(operation)]);
    this.#noteTouched(touched);
    return touched;
  }

  /** Does again what another session had pending; what others made impossible is dropped and told. */
  redoPending(pending: readonly Pending[]): Dropped[] {
    const dropped: Dropped[] = [];
    const numbers = new Map<string, number>();
    for (const { ref, operation } of pending) {
      if (this.log.entries.some((entry) => entry.ref === ref)) continue;
      const step =
        'ofRef' in operation ? this.#again(operation, ref) : this.do(renumbered(operation, this.plan, numbers), ref);
      if (step !== null && 'refusal' in step) dropped.push({ operation, refusal: step.refusal });
    }
    return dropped;
  }

  #again({ kind, ofRef }: { kind: 'undo' | 'redo'; ofRef: string }, ref: string): Step | null {
    const of = kind === 'undo' ? this.undoable : this.redoable;
    return of !== null && this.#entry(of)?.ref === ofRef ? this.back(kind, ref) : null;
  }

  #keep(pending: Pending, outcome: ReturnType<PlanLog['do']>): Step {
    if ('refusal' in outcome) return outcome;
    this.#pending.push(pending);
    this.#noteTouched(outcome.touched);
    return { touched: outcome.touched, ref: pending.ref };
  }

  #noteTouched(touched: readonly Touched[]): void {
    for (const { community } of touched) this.problems.forget(community);
  }

  #entry(seq: number): PlanOperation | undefined {
    return this.log.entries[seq - (this.log.entries[0]?.seq ?? 0)];
  }

  #author(ref: string): { ref: string; actor: string; at: string } {
    return { ref, actor: this.actor, at: new Date().toISOString() };
  }
}
