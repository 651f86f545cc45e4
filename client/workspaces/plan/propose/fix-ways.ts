/** What the worker answers: ways to put a grid right, or to give open cells to grids, that the independent checker lets pass. Pure. */
import { faultsOf } from '../../../../server/partition/checker/allowed-faults.ts';
import type { Proposal } from '../../../../server/partition/proposal.ts';
import { allowancesOf, type ProposalWay, stepsOf } from '../../../../server/partition/proposal-way.ts';
import type { ProposalRequest } from '../../../../server/partition/request.ts';

export interface FixWays {
  /** Fewest households moved first. */
  readonly ways: readonly Proposal[];
  /** Where there is no way and the grid is outside the standard: what repairing the community comes to, with what it proves. */
  readonly whole: Proposal | null;
  /** Answers that the checker found fault with, which nobody gets to see: the codes. */
  readonly faults: readonly string[];
}

export type FixTask =
  | { readonly kind: 'grid'; readonly request: ProposalRequest; readonly row: number }
  | { readonly kind: 'unassigned'; readonly request: ProposalRequest };

export function fixWays(task: FixTask): FixWays {
  const faults: string[] = [];
  const answers = (way: ProposalWay): Proposal[] =>
    atOnce(stepsOf(task.request, way)).filter((proposal) => {
      const found = faultsOf(task.request, proposal, allowancesOf(way));
      faults.push(...found.map(({ code }) => code));
      return found.length === 0;
    });
  const ways = answers(task.kind === 'grid' ? { fixHere: task.row } : 'fill-unassigned');
  if (ways.length > 0 || task.kind === 'unassigned' || isLawful(task)) return { ways, whole: null, faults };
  return { ways, whole: answers('least-change')[0] ?? null, faults };
}

function isLawful({ request: { graph, present, standard }, row }: Extract<FixTask, { kind: 'grid' }>): boolean {
  const households = present.gridOf.reduce(
    (sum, grid, cell) => sum + (grid === row ? Math.max(0, graph.cells.households[cell]!) : 0),
    0,
  );
  return households >= standard.min && households <= standard.max;
}

function atOnce(steps: ReturnType<typeof stepsOf>): Proposal[] {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return [step.value].flat();
  }
}
