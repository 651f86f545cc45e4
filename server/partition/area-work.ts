/** One connected area at work: its plan so far, and what is proven of it. */
import { AreaFacts } from './area-facts.ts';
import type { Effort } from './effort.ts';
import type { Weights } from './objective.ts';
import { type Excuses, openViolations } from './open-violations.ts';
import { PlanState, problemOf } from './plan-state.ts';
import type { AreaProof } from './proofs/check.ts';
import type { ProposalRequest } from './request.ts';
import { SeededRandom } from './seeded-random.ts';
import type { WorkGraph } from './work-graph.ts';
import { type Workbench, workbench } from './workbench.ts';

export interface AreaQuestion {
  readonly graph: WorkGraph;
  readonly request: ProposalRequest;
  readonly seed: number;
  readonly wantedGrids: number | undefined;
}

export class AreaWork {
  readonly question: AreaQuestion;
  readonly bench: Workbench;
  readonly state: PlanState;
  readonly effort: Effort;
  readonly #facts: AreaFacts;

  constructor(question: AreaQuestion, weights: Weights, facts?: AreaFacts) {
    const { graph, request, seed, wantedGrids } = question;
    const problem = problemOf(graph, request.standard, weights, wantedGrids);
    this.question = question;
    this.bench = workbench(problem, new SeededRandom(seed));
    this.state = new PlanState(problem);
    this.effort = request.effort;
    this.#facts = facts ?? new AreaFacts(graph, request.standard);
  }

  /** The same area worked on by other prices from the start; what one proves the other knows. */
  again(weights: Weights): AreaWork {
    return new AreaWork(this.question, weights, this.#facts);
  }

  get proofs(): readonly AreaProof[] {
    return this.#facts.proofs;
  }

  get excuses(): Excuses {
    return this.#facts.excuses;
  }

  /** Looks for nodes of unlawful grids that can be in no lawful one. */
  proveNoGrid(): void {
    const { graph, standard } = this.bench.problem;
    const wanted = new Set(openViolations(this.state, this.excuses).slots);
    const nodes = [...graph.weight.keys()].filter(
      (v) => wanted.has(this.state.slotOf[v]!) && graph.weight[v]! > 0 && graph.weight[v]! <= standard.max,
    );
    this.#facts.proveNoGrid(nodes, this.effort.setLimit);
  }
}
