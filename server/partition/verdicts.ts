/** Every grid outside the standard with the proof that excuses it, or told as undecided. */
import type { SolvedArea } from './assemble.ts';
import { openViolations } from './open-violations.ts';
import type { Proof } from './proofs/proof.ts';
import type { Standard } from './standard.ts';

export interface Verdict {
  readonly slot: number;
  readonly violation: number;
  readonly proofs: readonly Proof[];
  /** The proofs do not say that it must be this much. */
  readonly isUndecided: boolean;
}

export function verdictsOf({ state, graph, proofs, excuses }: SolvedArea, standard: Standard): Verdict[] {
  const { done, slots } = openViolations(state, excuses);
  const open = new Set(slots);
  return state.usedSlots().flatMap((slot): Verdict[] => {
    const weight = state.weight[slot]!;
    const violation = Math.max(0, standard.min - weight, weight - standard.max);
    if (violation === 0) return [];
    const isHere = (v: number) => state.slotOf[v] === slot;
    const here = proofs.filter(({ scope, least }) => least === 0 && scope.some(isHere));
    const around = proofs.filter(
      ({ scope, least }) => least > 0 && (scope.some(isHere) || nextTo(graph, scope, isHere)),
    );
    const found = [...here, ...(open.has(slot) ? around : [])].map(({ proof }) => proof);
    return [{ slot, violation, proofs: found, isUndecided: found.length === 0 || (open.has(slot) && !done) }];
  });
}

/** A tower's grid that took in households of a region lies beside the region's other nodes, or holds some itself. */
function nextTo(
  { start, open, to }: SolvedArea['graph'],
  scope: readonly number[],
  isHere: (v: number) => boolean,
): boolean {
  return scope.some((v) => to.subarray(start[v]!, open[v]!).some(isHere));
}
