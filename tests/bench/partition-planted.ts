/**
 * Communities of which a lawful plan is known and hidden (tests/support/partition/planted): how many are divided lawfully.
 * Drawn by two methods that are not the engine's; seeds that were not used while it was tuned.
 * Gate: the independent checker finds nothing wrong with any answer.
 */
import { pathToFileURL } from 'node:url';
import { checkProposal } from '../../server/partition/checker/check-proposal.ts';
import { HARD_EFFORT } from '../../server/partition/effort.ts';
import { proposeAtOnce } from '../../server/partition/propose.ts';
import { requestFor } from '../support/partition/lattice-graph.ts';
import { planted } from '../support/partition/planted.ts';
import { testCounty } from '../support/partition/test-county.ts';
import { mulberry32 } from '../support/random.ts';
import { type BenchRow, mustAgree, quantile, table } from './protocol.ts';

const SEEDS = [5101, 5102, 5103, 5104, 5105];
const STANDARDS = [
  { min: 150, max: 400 },
  { min: 200, max: 400 },
  { min: 250, max: 350 },
  { min: 150, max: 200 },
];
/** Without IMPROVE, which makes lawful plans better and no plan lawful. */
const EFFORT = { ...HARD_EFFORT, improveRounds: 0 };

export async function run(): Promise<BenchRow[]> {
  const communities = SEEDS.flatMap((seed) => testCounty({ seed, across: 10, down: 6 }));
  return STANDARDS.map((standard) => {
    const times: number[] = [];
    const missed: string[] = [];
    let solved = 0;
    communities.forEach((community, i) => {
      for (const planting of ['growth', 'nearest'] as const) {
        const { graph } = planted(community, standard, planting, mulberry32(70_000 + i));
        const request = requestFor(graph, standard, { effort: EFFORT });
        const start = performance.now();
        const proposal = proposeAtOnce(request);
        times.push(performance.now() - start);
        mustAgree('checker', checkProposal(request, proposal, false).length);
        const { unavoidable, undecided } = proposal.certificate;
        mustAgree('a proof against a plan that is known', unavoidable.length);
        if (undecided.length === 0) solved++;
        else missed.push(`${planting} ${i}: ${undecided.map(({ violation }) => violation).join('+')} households`);
      }
    });
    const mean = times.reduce((sum, one) => sum + one, 0) / times.length;
    const slow = `mean ${mean.toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)}, worst ${quantile(times, 1).toFixed(0)}`;
    return {
      name: `hidden plans of ${standard.min}–${standard.max} solved, %`,
      ratio: (100 * solved) / times.length,
      target: '100',
      note: `${solved} of ${times.length}; ${slow}${missed.length > 0 ? `; missed ${missed.join(', ')}` : ''}`,
    };
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
