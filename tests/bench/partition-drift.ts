/**
 * A county whose households have changed since its grids were drawn (tests/support/partition/drifted), repaired on two
 * threads in the three ways of the slider: what moves, against the arithmetic lower bound over the same grids.
 * Gate: the independent checker finds nothing wrong, and nothing avoidable is left.
 */
import { pathToFileURL } from 'node:url';
import { checkProposal } from '../../server/partition/checker/check-proposal.ts';
import { METHODS, type MethodName } from '../../server/partition/methods.ts';
import type { Proposal } from '../../server/partition/proposal.ts';
import type { ProposalRequest } from '../../server/partition/request.ts';
import { ProposalThreads } from '../../server/plans/proposal-threads.ts';
import { drifted } from '../support/partition/drifted.ts';
import { testCounty } from '../support/partition/test-county.ts';
import { mulberry32 } from '../support/random.ts';
import { type BenchRow, mustAgree, table } from './protocol.ts';

const SEEDS = [5411, 5412];
const STANDARD = { min: 150, max: 400 };

export async function run(): Promise<BenchRow[]> {
  const threads = new ProposalThreads(2);
  const rows: BenchRow[] = [];
  for (const seed of SEEDS) {
    const county = testCounty({ seed, across: 20, down: 10 });
    const requests = county.map((community, i) => drifted(community, STANDARD, mulberry32(seed * 1000 + i)));
    process.stdout.write(`seed ${seed}: ${state(requests)}\n`);
    for (const method of Object.keys(METHODS) as MethodName[])
      rows.push(await repaired(threads, requests, method, seed));
  }
  await threads.close();
  return rows;
}

async function repaired(
  threads: ProposalThreads,
  requests: readonly ProposalRequest[],
  method: MethodName,
  seed: number,
): Promise<BenchRow> {
  const proposals: Proposal[] = [];
  const start = performance.now();
  await threads.run(requests, { method }, (proposal, place) => {
    proposals[place] = proposal;
  });
  const seconds = (performance.now() - start) / 1000;
  const { leaveCutCompounds } = METHODS[method];
  mustAgree('checker', proposals.flatMap((one, i) => checkProposal(requests[i]!, one, leaveCutCompounds)).length);
  const sum = (of: (proposal: Proposal) => number) => proposals.reduce((total, one) => total + of(one), 0);
  mustAgree(
    'avoidable violations left',
    sum(({ certificate }) => certificate.undecided.length),
  );
  const moved = sum(({ certificate }) => certificate.householdsMoved);
  const bound = sum(({ certificate }) => certificate.leastMoved);
  const all = sum(({ grids }) => grids.reduce((total, grid) => total + grid.households, 0));
  const grids = proposals.flatMap((proposal) => proposal.grids);
  const compactness = grids.reduce((total, grid) => total + grid.compactness, 0) / grids.length;
  return {
    name: `drifted county ${seed}, ${method}: households moved : lower bound`,
    ratio: moved / bound,
    target: method === 'least-change' ? '≤ 1.6 (goal 1.4)' : '–',
    note:
      `${share(moved, all)} moved, bound ${share(bound, all)}; PP ${compactness.toFixed(3)}, ${grids.length} grids, ` +
      `${sum(({ certificate }) => certificate.unavoidable.length)} outside and proven, ${seconds.toFixed(1)} s`,
  };
}

function state(requests: readonly ProposalRequest[]): string {
  let grids = 0;
  let outside = 0;
  for (const { present, graph } of requests) {
    const weights = present.grids.map(() => 0);
    present.gridOf.forEach((grid, cell) => {
      weights[grid]! += graph.cells.households[cell]!;
    });
    grids += weights.length;
    outside += weights.filter((weight) => weight < STANDARD.min || weight > STANDARD.max).length;
  }
  return `${outside} of ${grids} grids outside ${STANDARD.min}–${STANDARD.max}`;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
