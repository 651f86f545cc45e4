/** Which proofs hold only because something is fixed or pinned: each is asked again with that released. */
import type { ProposalRequest } from '../request.ts';
import { workAreas } from '../work-areas.ts';
import type { WorkGraph } from '../work-graph.ts';
import { checkArea } from './check.ts';
import { lawfulGridWith } from './no-grid.ts';
import type { Proof } from './proof.ts';

/** Each proof with its causes. Where no single fixed grid is the cause but all of them together are, all are named. */
export function proofsWithCauses(
  request: ProposalRequest,
  leaveCutCompounds: boolean,
  proofs: readonly Proof[],
): Map<Proof, Proof> {
  const fixed = request.present.grids.filter(({ role }) => role !== 'free').map(({ code }) => code);
  const found = new Map(proofs.map((proof) => [proof, proof]));
  if (proofs.length === 0) return found;
  const stillHold = (released: ProposalRequest) => {
    const { areas } = workAreas(released, leaveCutCompounds);
    return proofs.map((proof) => holds(proof, areas, request));
  };
  const alone = fixed.map((code) => stillHold(withoutFixed(request, [code])));
  const together = fixed.length > 1 ? stillHold(withoutFixed(request, fixed)) : undefined;
  const isPinned = request.pins.together.length + request.pins.neverCross.length + request.graph.compounds.length > 0;
  const unpinned = isPinned ? stillHold(withoutPins(request)) : undefined;
  proofs.forEach((proof, i) => {
    const single = fixed.filter((_, f) => alone[f]![i] === false);
    const whileFixed = single.length === 0 && together?.[i] === false ? fixed : single;
    found.set(proof, { ...proof, whileFixed, whilePinned: unpinned?.[i] === false });
  });
  return found;
}

function withoutFixed(request: ProposalRequest, codes: readonly string[]): ProposalRequest {
  const { present } = request;
  const grids = present.grids.map((grid) => (codes.includes(grid.code) ? { ...grid, role: 'free' as const } : grid));
  return { ...request, present: { ...present, grids } };
}

function withoutPins(request: ProposalRequest): ProposalRequest {
  return {
    ...request,
    graph: { ...request.graph, compounds: [] },
    pins: { together: [], neverCross: new Int32Array(0) },
  };
}

function holds(proof: Proof, areas: readonly WorkGraph[], { standard, effort }: ProposalRequest): boolean {
  const cell = proof.kind === 'pocket' ? proof.sides[0]!.cells[0]! : proof.cells[0]!;
  for (const graph of areas) {
    const node = nodeOf(graph, cell);
    if (node < 0) continue;
    if (proof.kind === 'oversized') return graph.weight[node]! > standard.max;
    if (proof.kind === 'no-grid') return lawfulGridWith(graph, node, standard, effort.setLimit).kind === 'none';
    return checkArea(graph, standard).some(({ least, scope }) => least > 0 && scope.includes(node));
  }
  return false;
}

function nodeOf({ memberStart, members, nodeCount }: WorkGraph, cell: number): number {
  for (let v = 0; v < nodeCount; v++) {
    if (members.subarray(memberStart[v]!, memberStart[v + 1]!).includes(cell)) return v;
  }
  return -1;
}
