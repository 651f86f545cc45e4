/**
 * A real town, 大同區 of Taipei in 567 statistical units: the engine beside the two official groupings, which also obey rules we
 * do not know: a reference, not a contest. The engine is asked for as many grids as there are officially, inside the official
 * 5th and 95th percentile. One road class for all, so borders cost little.
 * Gate: the independent checker finds nothing wrong.
 */
import { pathToFileURL } from 'node:url';
import { checkProposal } from '../../server/partition/checker/check-proposal.ts';
import { USUAL_WEIGHTS } from '../../server/partition/objective.ts';
import type { Proposal } from '../../server/partition/proposal.ts';
import { proposeAtOnce } from '../../server/partition/propose.ts';
import type { Standard } from '../../server/partition/standard.ts';
import { type Evaluation, evaluated } from '../support/partition/evaluation.ts';
import { requestFor } from '../support/partition/lattice-graph.ts';
import { TAIPEI_ABSENT, type TaipeiTown, taipeiTown } from '../support/partition/taipei-town.ts';
import { type BenchRow, median, mustAgree, table } from './protocol.ts';

const WEIGHTS = { ...USUAL_WEIGHTS, border: 0.03 };

interface Level {
  readonly name: 'code1' | 'code2';
  readonly min: number;
  readonly max: number;
}

const LEVELS: readonly Level[] = [
  { name: 'code1', min: 63, max: 220 },
  { name: 'code2', min: 723, max: 1495 },
];

export async function run(): Promise<BenchRow[]> {
  if (TAIPEI_ABSENT !== undefined) {
    process.stdout.write(`${TAIPEI_ABSENT}\n`);
    return [];
  }
  const town = taipeiTown();
  return [...LEVELS.flatMap((level) => rowsOf(town, level)), preset(town)];
}

function rowsOf(town: TaipeiTown, { name, min, max }: Level): BenchRow[] {
  const standard = { min, max };
  const names = [...new Set(town[name])];
  const official = evaluated(
    town.graph,
    town[name].map((code) => names.indexOf(code)),
    standard,
  );
  const plan = proposed(town, standard, official.parts);
  const ours = evaluated(town.graph, plan.gridOf, standard);
  const what = `Taipei town beside ${name}`;
  const count = `${ours.parts} grids of ${min}–${max}, official ${official.parts}`;
  const row = (figure: string, ratio: number, note: string): BenchRow => ({
    name: `${what}: ${figure}`,
    ratio,
    target: '≥ 1',
    note: `${note}; ${count}`,
  });
  return [
    row(
      'median Polsby–Popper',
      median(ours.compactnesses) / median(official.compactnesses),
      pair(median(ours.compactnesses), median(official.compactnesses)),
    ),
    row(
      'coefficient of variation, official : engine',
      spread(official) / spread(ours),
      pair(spread(ours), spread(official)),
    ),
    row(
      `share of grids inside ${min}–${max}`,
      ours.inside / ours.parts / (official.inside / official.parts),
      pair(ours.inside / ours.parts, official.inside / official.parts),
    ),
  ];
}

function preset(town: TaipeiTown): BenchRow {
  const start = performance.now();
  const { grids, certificate } = proposed(town, { min: 150, max: 400 });
  const ms = performance.now() - start;
  const proofs = certificate.unavoidable
    .map(({ grid, proof }) => `${proof.kind} ${grids[grid]!.households}`)
    .join(', ');
  return {
    name: 'Taipei town, 150–400: grids outside without a proof',
    ratio: certificate.undecided.length,
    target: '0',
    note: `${grids.length} grids; outside: ${proofs}; ${ms.toFixed(0)} ms`,
  };
}

function proposed({ graph }: TaipeiTown, standard: Standard, wantedGrids?: number): Proposal {
  const request = requestFor(graph, standard, {
    weights: WEIGHTS,
    ...(wantedGrids === undefined ? {} : { wantedGrids }),
  });
  const proposal = proposeAtOnce(request);
  mustAgree('checker', checkProposal(request, proposal, false).length);
  return proposal;
}

function spread({ households }: Evaluation): number {
  const mean = households.reduce((sum, one) => sum + one, 0) / households.length;
  const variance = households.reduce((sum, one) => sum + (one - mean) ** 2, 0) / households.length;
  return Math.sqrt(variance) / mean;
}

function pair(ours: number, official: number): string {
  return `${ours.toFixed(3)} against ${official.toFixed(3)}`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
