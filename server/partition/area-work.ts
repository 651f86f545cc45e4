/** One connected area at work: its plan so far, and what is proven of it. */
import type { Effort } from './effort.ts';
import { type Excuses, openViolations } from './open-violations.ts';
import { PlanState, problemOf } from './plan-state.ts';
import { type AreaProof, cellsOf, checkArea, excusesOf } from './proofs/check.ts';
import { lawfulGridWith } from './proofs/no-grid.ts';
import { NO_CAUSES } from './proofs/proof.ts';
import type { ProposalRequest } from './request.ts';
import type { SeededRandom } from './seeded-random.ts';
import type { WorkGraph } from './work-graph.ts';
import { type Workbench, workbench } from './workbench.ts';

export class AreaWork {
  readonly bench: Workbench;
  readonly state: PlanState;
  readonly effort: Effort;
  readonly proofs: AreaProof[];
  excuses: Excuses;
  readonly #noGrid: number[] = [];
  readonly #asked = new Set<number>();

  constructor(graph: WorkGraph, request: ProposalRequest, random: SeededRandom, wantedGrids?: number) {
    const { standard, weights, effort } = request;
    const problem = problemOf(graph, standard, weights, wantedGrids);
    this.bench = workbench(problem, random);
    this.state = new PlanState(problem);
    this.effort = effort;
    this.proofs = checkArea(graph, standard);
    this.excuses = excusesOf(this.proofs, [], graph.nodeCount);
  }

  /** Looks for nodes of unlawful grids that can be in no lawful one. */
  proveNoGrid(): void {
    const { graph, standard } = this.bench.problem;
    const open = openViolations(this.state, this.excuses);
    const wanted = new Set(open.slots);
    for (let v = 0; v < graph.nodeCount; v++) {
      const isAsked = wanted.has(this.state.slotOf[v]!) && graph.weight[v]! > 0 && graph.weight[v]! <= standard.max;
      if (!isAsked || this.#asked.has(v)) continue;
      this.#asked.add(v);
      const answer = lawfulGridWith(graph, v, standard, this.effort.setLimit);
      if (answer.kind !== 'none') continue;
      const proof = { kind: 'no-grid', cells: cellsOf(graph, [v]), sets: answer.sets, ...NO_CAUSES } as const;
      this.proofs.push({ proof, scope: [v], least: 0 });
      this.#noGrid.push(v);
    }
    this.excuses = excusesOf(this.proofs, this.#noGrid, graph.nodeCount);
  }
}
