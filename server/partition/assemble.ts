/** From solved areas to the answer: grids in order, labels of today kept, the certificate, rows as they were asked. */
import { type GridRows, gridRows } from './grid-rows.ts';
import { type RawGrids, withPartsKept } from './kept-parts.ts';
import type { Method } from './method.ts';
import { leastMoved } from './moved-bound.ts';
import type { Excuses } from './open-violations.ts';
import { graphHash, planHash } from './plan-hash.ts';
import type { PlanState } from './plan-state.ts';
import { proofsWithCauses } from './proofs/causes.ts';
import type { AreaProof } from './proofs/check.ts';
import { nearestStandards } from './proofs/nearest-standard.ts';
import type { Proof } from './proofs/proof.ts';
import type { Proposal } from './proposal.ts';
import type { ProposalRequest } from './request.ts';
import { type Verdict, verdictsOf } from './verdicts.ts';
import type { WorkGraph } from './work-graph.ts';

export interface SolvedArea {
  readonly graph: WorkGraph;
  readonly state: PlanState;
  readonly proofs: readonly AreaProof[];
  readonly excuses: Excuses;
}

export interface SolvedCommunity {
  /** In canonical order. */
  readonly request: ProposalRequest;
  readonly cellAt: Int32Array;
  readonly method: Method;
  readonly areas: readonly SolvedArea[];
  /** Connected areas where nobody lives. */
  readonly empty: readonly (readonly number[])[];
  readonly pinsApart: readonly number[];
}

export function assembled(solved: SolvedCommunity): Proposal {
  const { request, cellAt, method, areas } = solved;
  const { standard, graph, seed } = request;
  const raw = method.staysParted
    ? withPartsKept(request, areas, rawGrids(solved), method.staysParted)
    : rawGrids(solved);
  const rows = gridRows(request, raw.rawOf, raw.count);
  const verdicts = gridVerdicts(solved, raw, rows);
  const causes = proofsWithCauses(request, method.leaveCutCompounds, proofsIn(verdicts));
  const askedRow = (proof: Proof) => renumbered(causes.get(proof)!, cellAt);
  const gridOf = new Int32Array(cellAt.length);
  rows.gridOf.forEach((row, cell) => {
    gridOf[cellAt[cell]!] = row;
  });
  const comesOut = areas.every(({ proofs }) => proofs.every(({ proof }) => proof.kind !== 'no-count'));
  return {
    community: graph.community,
    grids: rows.grids,
    gridOf,
    certificate: {
      standard,
      seed,
      method: method.name,
      graphHash: graphHash(graph),
      planHash: planHash(rows.gridOf),
      freeGrids: raw.count,
      cost: areas.reduce((sum, { state }) => sum + state.cost(), 0),
      borderCost: rows.borderCost,
      unavoidable: verdicts.flatMap(({ grid, verdict: { violation, proofs, isUndecided } }) =>
        isUndecided ? [] : proofs.map((proof) => ({ grid, violation, proof: askedRow(proof) })),
      ),
      undecided: verdicts.flatMap(({ grid, verdict: { violation, proofs, isUndecided } }) =>
        isUndecided ? [{ grid, violation, partly: proofs.map(askedRow) }] : [],
      ),
      unassigned: solved.empty.map((cells) => cells.map((cell) => cellAt[cell]!).sort(up)),
      nearestStandards: comesOut ? [] : nearestStandards(countedAreas(areas, standard.max), standard),
      pinsApart: solved.pinsApart,
      uncountedCells: graph.cells.households.reduce((sum, one) => sum + Number(one < 0), 0),
      householdsMoved: householdsMoved(request, rows.gridOf, rows.continues),
      leastMoved: leastMoved(unexcusedWeights(request, areas), standard, openHouseholds(request)),
    },
  };
}

interface GridVerdict {
  readonly grid: number;
  readonly verdict: Omit<Verdict, 'slot'>;
}

/** A grid with parts in several areas is judged by what they have together, which no proof speaks of. */
function gridVerdicts({ request: { standard }, areas }: SolvedCommunity, raw: RawGrids, rows: GridRows): GridVerdict[] {
  const rowOf = (area: number, slot: number) => rows.rowOf[raw.numberOf[area]![slot]!]!;
  const areasOf = rows.grids.map(() => 0);
  areas.forEach(({ state }, area) => {
    for (const slot of state.usedSlots()) areasOf[rowOf(area, slot)]!++;
  });
  const inOneArea = areas.flatMap((area, i) =>
    verdictsOf(area, standard)
      .map((verdict) => ({ grid: rowOf(i, verdict.slot), verdict }))
      .filter(({ grid }) => areasOf[grid] === 1),
  );
  const inSeveral = rows.grids.flatMap(({ households }, grid): GridVerdict[] => {
    const violation = Math.max(0, standard.min - households, households - standard.max);
    if (areasOf[grid]! <= 1 || violation === 0) return [];
    return [{ grid, verdict: { violation, proofs: [], isUndecided: true } }];
  });
  return [...inOneArea, ...inSeveral];
}

function rawGrids({ areas, cellAt }: SolvedCommunity): RawGrids {
  const rawOf = new Int32Array(cellAt.length).fill(-1);
  let count = 0;
  const numberOf = areas.map(({ graph, state }) => {
    const numbers = new Int32Array(graph.nodeCount).fill(-1);
    for (const slot of state.usedSlots()) numbers[slot] = count++;
    for (let v = 0; v < graph.nodeCount; v++) {
      for (let i = graph.memberStart[v]!; i < graph.memberStart[v + 1]!; i++) {
        rawOf[graph.members[i]!] = numbers[state.slotOf[v]!]!;
      }
    }
    return numbers;
  });
  return { rawOf, count, numberOf };
}

function proofsIn(verdicts: readonly GridVerdict[]): Proof[] {
  return [...new Set(verdicts.flatMap(({ verdict }) => verdict.proofs))];
}

/** Sums of areas that have no oversized cell: those that a count speaks of. */
function countedAreas(areas: readonly SolvedArea[], max: number): number[] {
  return areas
    .filter(({ graph }) => graph.weight.every((weight) => weight <= max))
    .map(({ graph }) => graph.weight.reduce((sum, weight) => sum + weight, 0));
}

function householdsMoved({ graph, present }: ProposalRequest, gridOf: Int32Array, continues: Int32Array): number {
  let moved = 0;
  gridOf.forEach((row, cell) => {
    const before = present.gridOf[cell]!;
    const after = row < 0 ? -1 : continues[row]!;
    if (before >= 0 && before !== after) moved += Math.max(0, graph.cells.households[cell]!);
  });
  return moved;
}

function openHouseholds({ graph, present }: ProposalRequest): number {
  return present.gridOf.reduce(
    (sum, grid, cell) => sum + (grid < 0 ? Math.max(0, graph.cells.households[cell]!) : 0),
    0,
  );
}

/** Weights of today's free grids of which no part lies in an area, or holds a cell, with an excuse. */
function unexcusedWeights({ graph, present }: ProposalRequest, areas: readonly SolvedArea[]): number[] {
  const weights = new Float64Array(present.grids.length);
  const excused = Uint8Array.from(present.grids, ({ role }) => Number(role !== 'free'));
  present.gridOf.forEach((grid, cell) => {
    if (grid >= 0) weights[grid]! += Math.max(0, graph.cells.households[cell]!);
  });
  for (const { graph: area, proofs, excuses } of areas) {
    const nodes = excuses.households > 0 ? [...area.weight.keys()] : proofs.flatMap(({ scope }) => scope);
    for (const v of nodes) {
      for (const cell of area.members.subarray(area.memberStart[v]!, area.memberStart[v + 1]!)) {
        if (present.gridOf[cell]! >= 0) excused[present.gridOf[cell]!] = 1;
      }
    }
  }
  return [...weights].filter((_, grid) => excused[grid] === 0);
}

function renumbered(proof: Proof, cellAt: Int32Array): Proof {
  const cells = (list: readonly number[]) => list.map((cell) => cellAt[cell]!).sort(up);
  if (proof.kind !== 'pocket') return { ...proof, cells: cells(proof.cells) };
  const sides = proof.sides.map((side) => ({ ...side, cells: cells(side.cells) }));
  return { ...proof, cells: cells(proof.cells), sides };
}

function up(a: number, b: number): number {
  return a - b;
}
