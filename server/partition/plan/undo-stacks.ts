/**
 * What each person can take back and do again, from the log alone. An operation that reverts another is an undo when the other
 * was in force, and a redo when the other was an undo; a new edit ends what could be done again.
 */
import type { PlanOperation } from '../../contract/plan-operations.ts';

export class UndoStacks {
  readonly #undo = new Map<string, number[]>();
  readonly #redo = new Map<string, number[]>();
  /** Taken back, or taking back: neither has an effect any more. */
  readonly #idle = new Set<number>();

  push({ seq, actor, reverts }: Pick<PlanOperation, 'seq' | 'actor' | 'reverts'>): void {
    const undo = stackOf(this.#undo, actor);
    const redo = stackOf(this.#redo, actor);
    if (reverts === null) {
      undo.push(seq);
      redo.length = 0;
    } else if (this.#idle.has(reverts)) {
      remove(redo, reverts);
      undo.push(seq);
    } else {
      this.#idle.add(reverts).add(seq);
      remove(undo, reverts);
      redo.push(seq);
    }
  }

  /** seq of the operation that is taken back next; null when there is none. */
  undoOf(actor: string): number | null {
    return this.#undo.get(actor)?.at(-1) ?? null;
  }

  redoOf(actor: string): number | null {
    return this.#redo.get(actor)?.at(-1) ?? null;
  }

  isInForce(seq: number): boolean {
    return !this.#idle.has(seq);
  }
}

function stackOf(stacks: Map<string, number[]>, actor: string): number[] {
  const stack = stacks.get(actor) ?? [];
  stacks.set(actor, stack);
  return stack;
}

function remove(stack: number[], seq: number): void {
  const at = stack.lastIndexOf(seq);
  if (at >= 0) stack.splice(at, 1);
}
