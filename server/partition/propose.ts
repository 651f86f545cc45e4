/**
 * The proposal engine's door: one community in, a division with its certificate out. Runs as a generator, so that the caller
 * hears how far it is and may stop it; the same request gives the same answer on every machine.
 */
import { AreaWork } from './area-work.ts';
import { assembled, type SolvedArea } from './assemble.ts';
import { canonicalRequest } from './canonical-order.ts';
import { AFRESH, type Method } from './method.ts';
import { checkWeights } from './objective.ts';
import type { Progress } from './progress.ts';
import type { Proposal } from './proposal.ts';
import type { ProposalRequest } from './request.ts';
import { seedOf } from './seeded-random.ts';
import { checkStandard } from './standard.ts';
import { wantedInAreas } from './wanted-grids.ts';
import { workAreas } from './work-areas.ts';

/** Throws a RangeError for a standard, weights or a graph that have no sense. */
export function* propose(asked: ProposalRequest, method: Method = AFRESH): Generator<Progress, Proposal> {
  checkStandard(asked.standard);
  checkWeights(asked.weights);
  const { request, cellAt } = canonicalRequest(asked);
  const weights = { ...request.weights, ...method.weights };
  const { community, cells } = request.graph;
  const { areas, pinsApart } = workAreas(request, method.leaveCutCompounds);
  const wanted = wantedInAreas(areas, request);
  const works: AreaWork[] = [];
  const empty: number[][] = [];
  for (let area = 0; area < areas.length; area++) {
    const graph = areas[area]!;
    yield { community, stage: 'check', area, areas: areas.length };
    if (request.standard.min > 0 && graph.weight.every((weight) => weight === 0)) {
      empty.push([...graph.members]);
      continue;
    }
    const seed = seedOf(request.seed, `${community}/${cells.ids[graph.members[0]!]}`);
    works.push(new AreaWork({ graph, request, seed, wantedGrids: wanted[area] }, weights));
  }
  for (const { area, stage } of method.solve(works)) yield { community, stage, area, areas: works.length };
  yield { community, stage: 'match', area: areas.length, areas: areas.length };
  return assembled({ request, cellAt, method, areas: works.map(solvedArea), empty, pinsApart });
}

function solvedArea({ question: { graph }, state, proofs, excuses }: AreaWork): SolvedArea {
  return { graph, state, proofs, excuses };
}

/** The same in one go. */
export function proposeAtOnce(request: ProposalRequest, method: Method = AFRESH): Proposal {
  const steps = propose(request, method);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
