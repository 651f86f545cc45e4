/**
 * The engine beside gpmetis (Debian's package metis) and recursive tree bipartition: the same graphs, weights and counts of
 * grids, one evaluator, in one run. METIS bounds only the largest part, so it is asked for the bound that k grids imply, and
 * once more for the best of three. Its time includes the start of a process for each community, and the files.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CellGraph } from '../../server/partition/cell-graph.ts';
import { contactsOf } from '../../server/partition/contacts.ts';
import { USUAL_WEIGHTS } from '../../server/partition/objective.ts';
import { proposeAtOnce } from '../../server/partition/propose.ts';
import { type Evaluation, evaluated } from '../support/partition/evaluation.ts';
import { requestFor } from '../support/partition/lattice-graph.ts';
import { testCounty } from '../support/partition/test-county.ts';
import { treeBipartition } from '../support/partition/tree-bipartition.ts';
import { mulberry32 } from '../support/random.ts';
import { type BenchRow, table } from './protocol.ts';

const SEED = 5201;
const STANDARD = { min: 150, max: 400 };
const UFACTORS = [30, 100, 200];

interface Method {
  readonly name: string;
  readonly asked: number;
  readonly evaluations: Evaluation[];
  readonly seconds: number;
}

export async function run(): Promise<BenchRow[]> {
  const graphs = testCounty({ seed: SEED, across: 10, down: 10 }).map(({ graph }) => graph);
  const counts = graphs.map(() => 0);
  const ours = method('engine', graphs, counts, (graph, i) => {
    const { grids, gridOf } = proposeAtOnce(requestFor(graph, STANDARD));
    counts[i] = grids.length;
    return gridOf;
  });
  const others = [
    method('recursive tree bipartition', graphs, counts, (graph, i) =>
      treeBipartition(graph, STANDARD, counts[i]!, mulberry32(i)),
    ),
    ...metisMethods(graphs, counts),
  ];
  process.stdout.write(`${tableOf([ours, ...others], graphs)}\n`);
  return others.flatMap((other) => [
    rowOf('grids inside the standard', ours, other, (one) => share(one), 'more'),
    rowOf('mean Polsby–Popper', ours, other, (one) => compactness(one), 'more'),
    rowOf('border cost, km', ours, other, (one) => border(one), 'less'),
  ]);
}

function metisMethods(graphs: readonly CellGraph[], counts: readonly number[]): Method[] {
  try {
    execFileSync('gpmetis', ['-help'], { stdio: 'ignore' });
  } catch {
    process.stdout.write('gpmetis is not there (apt-get install metis): not compared with METIS\n');
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), 'gezhong-metis-'));
  try {
    const bound = (graph: CellGraph, parts: number) => {
      const households = graph.cells.households.reduce((sum, one) => sum + one, 0);
      return Math.max(1, Math.round(((STANDARD.max * parts) / households - 1) * 1000));
    };
    return [
      method('gpmetis, load bound max · k / H', graphs, counts, (graph, i) =>
        metis(folder, graph, counts[i]!, bound(graph, counts[i]!)),
      ),
      method(`gpmetis, best of ufactor ${UFACTORS.join(', ')}`, graphs, counts, (graph, i) => {
        const plans = UFACTORS.map((ufactor) => metis(folder, graph, counts[i]!, ufactor));
        const inside = plans.map((plan) => evaluated(graph, plan, STANDARD).inside);
        return plans[inside.indexOf(Math.max(...inside))]!;
      }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function metis(folder: string, graph: CellGraph, parts: number, ufactor: number): Int32Array {
  const { a, b, classCm, connects } = contactsOf(graph, new Int32Array(0));
  const lines: string[][] = Array.from(graph.cells.households, (one) => [String(one)]);
  let edges = 0;
  for (let i = 0; i < a.length; i++) {
    if (connects[i] === 0) continue;
    edges++;
    const cost = USUAL_WEIGHTS.preference.reduce((sum, price, k) => sum + (price * classCm[4 * i + k]!) / 100, 0);
    const weight = String(Math.max(1, Math.round(cost)));
    lines[a[i]!]!.push(String(b[i]! + 1), weight);
    lines[b[i]!]!.push(String(a[i]! + 1), weight);
  }
  const file = join(folder, 'c.graph');
  writeFileSync(file, `${lines.length} ${edges} 011\n${lines.map((line) => line.join(' ')).join('\n')}\n`);
  const options = ['-ptype=kway', '-contig', '-ncuts=10', '-niter=20', '-seed=1', `-ufactor=${ufactor}`];
  execFileSync('gpmetis', [...options, file, String(parts)], { stdio: 'ignore' });
  return Int32Array.from(readFileSync(`${file}.part.${parts}`, 'utf8').trim().split('\n'), Number);
}

function method(
  name: string,
  graphs: readonly CellGraph[],
  counts: readonly number[],
  solve: (graph: CellGraph, i: number) => Int32Array,
): Method {
  const start = performance.now();
  const plans = graphs.map(solve);
  const seconds = (performance.now() - start) / 1000;
  const asked = counts.reduce((sum, one) => sum + one, 0);
  return { name, asked, evaluations: plans.map((plan, i) => evaluated(graphs[i]!, plan, STANDARD)), seconds };
}

const sum = (one: Method, of: (evaluation: Evaluation) => number) =>
  one.evaluations.reduce((total, evaluation) => total + of(evaluation), 0);
const share = (one: Method) => (100 * sum(one, ({ inside }) => inside)) / one.asked;
const compactness = (one: Method) => sum(one, (evaluation) => evaluation.compactness) / sum(one, ({ parts }) => parts);
const border = (one: Method) => sum(one, ({ borderCost }) => borderCost) / 1000;

function rowOf(
  what: string,
  ours: Method,
  other: Method,
  of: (one: Method) => number,
  better: 'more' | 'less',
): BenchRow {
  const ratio = better === 'more' ? of(ours) / of(other) : of(other) / of(ours);
  const verdict = ratio > 1 ? 'better' : ratio === 1 ? 'equal' : 'WORSE';
  return {
    name: `${what}: engine against ${other.name}`,
    ratio,
    target: '> 1',
    note: `${verdict}: ${of(ours).toFixed(3)} against ${of(other).toFixed(3)}`,
  };
}

function tableOf(methods: readonly Method[], graphs: readonly CellGraph[]): string {
  const solvable = graphs.map((graph) => graph.cells.households.every((one) => one <= STANDARD.max));
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const head = ['method', 's', 'grids', 'inside %', 'contiguous %', 'all right', 'PP', 'border km'];
  return [
    '',
    line(head),
    line(head.map(() => '---')),
    ...methods.map((one) => {
      const parts = sum(one, (evaluation) => evaluation.parts);
      const right = one.evaluations.filter(
        ({ inside, contiguous, parts: all }, i) => solvable[i] && inside === all && contiguous === all,
      ).length;
      return line([
        one.name,
        one.seconds.toFixed(1),
        `${parts} of ${one.asked}`,
        share(one).toFixed(1),
        ((100 * sum(one, ({ contiguous }) => contiguous)) / parts).toFixed(1),
        `${right} of ${solvable.filter(Boolean).length}`,
        compactness(one).toFixed(3),
        border(one).toFixed(1),
      ]);
    }),
    '',
  ].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  console.log(table(await run()));
}
