/** A plan with its log: what was done, by whom, and what can be taken back. The log only grows. */
import type { OperationBody, PlanOperation } from '../../contract/plan-operations.ts';
import type { OperationRefusal } from '../../contract/plan-refusal.ts';
import type { EditedPlan } from './edited-plan.ts';
import { inverse } from './inverse.ts';
import { communitiesOf, type Reach, reachOf, sharedCells } from './operation-reach.ts';
import { refuse, type Touched } from './refuse.ts';
import { UndoStacks } from './undo-stacks.ts';

export type Author = Pick<PlanOperation, 'ref' | 'actor' | 'at'>;

export type Logged =
  | { readonly entry: PlanOperation; readonly touched: readonly Touched[] }
  | { readonly refusal: OperationRefusal };

export class PlanLog {
  readonly plan: EditedPlan;
  readonly #entries: PlanOperation[] = [];
  readonly #stacks = new UndoStacks();
  readonly #reaches = new Map<number, Reach>();

  /** `earlier`: what is in the state of the plan already, so that it can be taken back; in order, up to `plan.seq`. */
  constructor(plan: EditedPlan, earlier: readonly PlanOperation[] = []) {
    this.plan = plan;
    for (const entry of earlier) this.#push(entry);
  }

  get entries(): readonly PlanOperation[] {
    return this.#entries;
  }

  /** Undefined for one that is not kept any more. */
  entry(seq: number): PlanOperation | undefined {
    return this.#entries[seq - (this.#entries[0]?.seq ?? 0)];
  }

  undoOf(actor: string): number | null {
    return this.#stacks.undoOf(actor);
  }

  redoOf(actor: string): number | null {
    return this.#stacks.redoOf(actor);
  }

  do(operation: OperationBody, author: Author): Logged {
    return this.#do(operation, author, null);
  }

  /** Takes back the operation `of`, which must be the next one that this person can take back. */
  undo(of: number, author: Author): Logged {
    return of === this.undoOf(author.actor)
      ? this.#revert(of, author)
      : refuse('nothing-to-undo', null, { seqs: [of] });
  }

  /** `of`: the undo to take back. */
  redo(of: number, author: Author): Logged {
    return of === this.redoOf(author.actor)
      ? this.#revert(of, author)
      : refuse('nothing-to-undo', null, { seqs: [of] });
  }

  /** An operation of the log of another copy of the plan: the next one. Throws an Error when it cannot be done. */
  replay(entry: PlanOperation): readonly Touched[] {
    if (entry.seq !== this.plan.seq + 1) throw new Error(`operation ${entry.seq} does not follow ${this.plan.seq}`);
    const outcome = this.plan.apply(entry.operation, entry.reverts !== null);
    if ('refusal' in outcome) throw new Error(`operation ${entry.seq} is refused: ${outcome.refusal.reason}`);
    this.#push(entry);
    this.plan.seq = entry.seq;
    return outcome.touched;
  }

  #revert(of: number, author: Author): Logged {
    const entry = this.entry(of);
    if (entry === undefined) return refuse('nothing-to-undo', null, { seqs: [of] });
    const moved = this.#movedSince(entry);
    if (moved !== null) return moved;
    const reach = this.#reach(entry);
    const since = this.#othersSince(of, author.actor);
    const shared = since.flatMap(({ seq, reach: theirs }) => {
      const cells = sharedCells(reach, theirs);
      return cells === null ? [] : [{ seq, ...cells }];
    });
    const leaning = since.filter(({ reach: { names } }) => haveCommon(reach.made, names)).map(({ seq }) => seq);
    if (shared.length + leaning.length > 0) {
      const { community, level } = shared[0] ?? { community: null, level: 'grid' };
      const cells = shared.flatMap((one) => (one.community === community && one.level === level ? one.cells : []));
      const seqs = [...new Set([...shared.map(({ seq }) => seq), ...leaning])].sort((x, y) => x - y);
      const place = community === null ? null : this.plan.communities.get(community);
      return refuse('touched-since', place ?? null, { level, cells, seqs });
    }
    const result = this.#do(inverse(entry.operation), author, of);
    if (!('refusal' in result)) return result;
    const seqs = since.filter(({ reach: { names } }) => haveCommon(reach.names, names)).map(({ seq }) => seq);
    return { refusal: { ...result.refusal, reason: seqs.length > 0 ? 'touched-since' : result.refusal.reason, seqs } };
  }

  /**
   * Cells of one layer say nothing of those of another: what was done before a move of its communities, or after it, waits for
   * the move, or for what came after, to be taken back. What goes by grids alone (names, locks) goes on.
   */
  #movedSince(entry: PlanOperation): Logged | null {
    const { operation } = entry;
    if (operation.kind === 'setGrid' || operation.kind === 'lock') return null;
    const own = new Set(communitiesOf(operation));
    const first = this.#entries[0]?.seq ?? 0;
    const later = this.#entries.slice(entry.seq + 1 - first).filter((one) => {
      if (!this.#stacks.isInForce(one.seq)) return false;
      const isMove = one.operation.kind === 'rebase' || operation.kind === 'rebase';
      return isMove && communitiesOf(one.operation).some((code) => own.has(code));
    });
    const place = later.flatMap((one) => communitiesOf(one.operation)).find((code) => own.has(code));
    if (place === undefined) return null;
    const reason = operation.kind === 'rebase' ? 'touched-since' : 'layer-changed';
    return refuse(reason, this.plan.communities.get(place) ?? null, { seqs: later.map(({ seq }) => seq) });
  }

  #do(operation: OperationBody, author: Author, reverts: number | null): Logged {
    const outcome = this.plan.apply(operation, reverts !== null);
    if ('refusal' in outcome) return outcome;
    const { ref, actor, at } = author;
    const entry = { seq: this.plan.seq + 1, ref, actor, at, reverts, operation };
    this.#push(entry);
    this.plan.seq = entry.seq;
    return { entry, touched: outcome.touched };
  }

  #push(entry: PlanOperation): void {
    this.#entries.push(entry);
    this.#stacks.push(entry);
  }

  #reach(entry: PlanOperation): Reach {
    const known = this.#reaches.get(entry.seq) ?? reachOf(entry.operation);
    this.#reaches.set(entry.seq, known);
    return known;
  }

  /** What others did after it and is in force. */
  #othersSince(seq: number, actor: string): { seq: number; reach: Reach }[] {
    const since: { seq: number; reach: Reach }[] = [];
    for (let i = seq + 1 - (this.#entries[0]?.seq ?? 0); i < this.#entries.length; i++) {
      const entry = this.#entries[i]!;
      if (entry.actor === actor || !this.#stacks.isInForce(entry.seq)) continue;
      since.push({ seq: entry.seq, reach: this.#reach(entry) });
    }
    return since;
  }
}

function haveCommon(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((name) => other.has(name));
}
