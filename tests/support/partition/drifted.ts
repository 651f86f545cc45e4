/** Communities some years after their grids were drawn: a plan that was lawful, and households that have changed since. */
import { AFRESH } from '../../../server/partition/method.ts';
import { proposeAtOnce } from '../../../server/partition/propose.ts';
import type { ProposalRequest } from '../../../server/partition/request.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import type { Random } from '../random.ts';
import { requestFor } from './lattice-graph.ts';
import type { TestCommunity } from './test-community.ts';

const GROWING = 0.12;
const SHRINKING = 0.09;

/** In about a fifth of the grids much was built or torn down, elsewhere little. */
export function drifted({ graph }: TestCommunity, standard: Standard, random: Random): ProposalRequest {
  const { grids, gridOf } = proposeAtOnce(requestFor(graph, standard, { seed: 77 }), AFRESH);
  const factors = grids.map(() => {
    const roll = random();
    if (roll < GROWING) return 1.4 + 0.8 * random();
    return roll < GROWING + SHRINKING ? 0.25 + 0.35 * random() : 0.95 + 0.1 * random();
  });
  const households = graph.cells.households.map((one, cell) => Math.round(one * (factors[gridOf[cell]!] ?? 1)));
  const present = {
    grids: grids.map((_, grid) => ({ code: `G${String(grid + 1).padStart(2, '0')}`, role: 'free' as const })),
    gridOf,
  };
  return requestFor({ ...graph, cells: { ...graph.cells, households } }, standard, { present });
}
