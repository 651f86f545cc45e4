/**
 * Small areas against the proven optimum of an integer program (HiGHS in WebAssembly): least border cost over all counts of
 * grids that the households allow. The engine is asked for border cost alone, with its usual effort.
 * Gate: the engine's plan is lawful, and never cheaper than the optimum. Cases that HiGHS cannot prove in time are left out.
 */
import { pathToFileURL } from 'node:url';
import highs from 'highs';
import type { CellGraph } from '../../server/partition/cell-graph.ts';
import { checkProposal } from '../../server/partition/checker/check-proposal.ts';
import { contactsOf } from '../../server/partition/contacts.ts';
import { USUAL_WEIGHTS } from '../../server/partition/objective.ts';
import { proposeAtOnce } from '../../server/partition/propose.ts';
import { lpText, type SmallGraph } from '../support/partition/ilp-model.ts';
import { requestFor } from '../support/partition/lattice-graph.ts';
import { subgraph } from '../support/partition/subgraph.ts';
import { testCounty } from '../support/partition/test-county.ts';
import { between, mulberry32 } from '../support/random.ts';
import { type BenchRow, mustAgree, quantile, table } from './protocol.ts';

const SEED = 5301;
const WANTED = 24;
const STANDARD = { min: 200, max: 400 };
const SECONDS = 20;

interface Case {
  readonly cells: number;
  readonly grids: number;
  readonly optimum: number;
  readonly ours: number;
  readonly ms: number;
}

export async function run(): Promise<BenchRow[]> {
  const solver = await highs();
  const cases: Case[] = [];
  let unproven = 0;
  for (const [i, { graph }] of testCounty({ seed: SEED, across: 10, down: 6 }).entries()) {
    if (cases.length === WANTED) break;
    const random = mulberry32(SEED + i);
    const small = subgraph(graph, between(random, 0, graph.cells.ids.length - 1), between(random, 18, 32));
    const households = small.cells.households.reduce((sum, one) => sum + one, 0);
    const fewest = Math.ceil(households / STANDARD.max);
    const most = Math.floor(households / STANDARD.min);
    if (fewest < 2 || most > 5 || fewest > most || small.cells.households.some((one) => one > STANDARD.max)) continue;
    const optimum = optimumOf(solver, small, fewest, most);
    if (optimum === 'unproven') unproven++;
    else if (optimum < Infinity) cases.push(caseOf(small, optimum));
  }
  for (const one of cases) {
    const over = (100 * (one.ours / one.optimum - 1)).toFixed(2);
    process.stdout.write(
      `${one.cells} cells, ${one.grids} grids: optimum ${one.optimum.toFixed(1)}, engine ${one.ours.toFixed(1)} (+${over} %), ${one.ms.toFixed(0)} ms\n`,
    );
  }
  const gaps = cases.map(({ ours, optimum }) => 100 * (ours / optimum - 1));
  const equal = gaps.filter((gap) => gap < 1e-4).length;
  const note = `${cases.length} cases of ${Math.min(...cases.map((one) => one.cells))}–${Math.max(...cases.map((one) => one.cells))} cells; ${unproven} more not proven in ${SECONDS} s`;
  return [
    {
      name: 'optimum of the integer program reached, %',
      ratio: (100 * equal) / cases.length,
      target: '≥ 90, of ≥ 20 cases',
      note,
    },
    { name: 'worst above the optimum, %', ratio: quantile(gaps, 1), target: '≤ 5 (goal 2)', note },
    { name: 'slowest of them, engine, ms', ratio: Math.max(...cases.map(({ ms }) => ms)), target: '≤ 1000', note },
  ];
}

/** Infinity: no lawful division. */
function optimumOf(
  solver: Awaited<ReturnType<typeof highs>>,
  graph: CellGraph,
  fewest: number,
  most: number,
): number | 'unproven' {
  let best = Infinity;
  for (let parts = fewest; parts <= most; parts++) {
    const solution = solver.solve(lpText(smallGraph(graph), STANDARD, parts), { time_limit: SECONDS });
    if (solution.Status === 'Optimal') best = Math.min(best, solution.ObjectiveValue);
    else if (solution.Status !== 'Infeasible') return 'unproven';
  }
  return best;
}

function caseOf(graph: CellGraph, optimum: number): Case {
  const request = requestFor(graph, STANDARD, { weights: { ...USUAL_WEIGHTS, balance: 0, shape: 0 } });
  const start = performance.now();
  const proposal = proposeAtOnce(request);
  const ms = performance.now() - start;
  const ours = proposal.certificate.borderCost;
  const { undecided, unavoidable } = proposal.certificate;
  mustAgree('engine', checkProposal(request, proposal, false).length + undecided.length + unavoidable.length);
  mustAgree('optimum', Number(ours < optimum - 0.01));
  return { cells: graph.cells.ids.length, grids: proposal.grids.length, optimum, ours, ms };
}

function smallGraph(graph: CellGraph): SmallGraph {
  const { a, b, classCm } = contactsOf(graph, new Int32Array(0));
  const cost = (i: number) =>
    USUAL_WEIGHTS.preference.reduce((sum, price, k) => sum + (price * classCm[4 * i + k]!) / 100, 0);
  return {
    households: [...graph.cells.households],
    edges: Array.from(a, (from, i) => ({ a: from, b: b[i]!, cost: cost(i) })),
  };
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
