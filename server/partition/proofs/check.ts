/** What can be proven of an area before anything is tried: cells that are too large, sums that do not come out, pockets. */
import type { Excuses } from '../open-violations.ts';
import { leastViolation, type Standard } from '../standard.ts';
import type { WorkGraph } from '../work-graph.ts';
import { cutNodes } from './cut-nodes.ts';
import { pocketHolds, pocketLeast } from './pocket.ts';
import { NO_CAUSES, type Proof } from './proof.ts';
import { type Region, regionsWithout } from './regions.ts';

export interface AreaProof {
  readonly proof: Proof;
  /** Nodes whose grids it may excuse: the oversized node itself, or all of the region it speaks of. */
  readonly scope: readonly number[];
  /** Violation outside oversized grids that no plan of the area goes below because of it. */
  readonly least: number;
}

/** At most one proof speaks of a region, the one that excuses most. */
export function checkArea(graph: WorkGraph, standard: Standard): AreaProof[] {
  const isTower = Uint8Array.from(graph.weight, (weight) => Number(weight > standard.max));
  const proofs: AreaProof[] = [];
  isTower.forEach((tower, v) => {
    if (tower === 0) return;
    const proof: Proof = { kind: 'oversized', cells: cellsOf(graph, [v]), households: graph.weight[v]!, ...NO_CAUSES };
    proofs.push({ proof, scope: [v], least: 0 });
  });
  for (const region of regionsWithout(graph, isTower)) {
    if (region.households === 0) continue;
    const counted = countProof(graph, region, standard);
    const pocketed = counted === undefined ? pocketProof(graph, region, isTower, standard) : undefined;
    const proof = counted ?? pocketed;
    if (proof !== undefined) proofs.push(proof);
  }
  return proofs;
}

export function excusesOf(proofs: readonly AreaProof[], noGrid: readonly number[], nodeCount: number): Excuses {
  const nodes = new Uint8Array(nodeCount);
  for (const v of noGrid) nodes[v] = 1;
  return { nodes, households: proofs.reduce((sum, { least }) => sum + least, 0) };
}

/** A region between towers must come out by itself, since a tower's grid should hold nothing else. */
function countProof(graph: WorkGraph, region: Region, standard: Standard): AreaProof | undefined {
  const { nodes, households, rim } = region;
  const least = leastViolation(households, standard, rim.length > 0 ? 0 : 1);
  if (least === 0) return undefined;
  const cells = cellsOf(graph, nodes);
  const proof: Proof =
    rim.length > 0
      ? { kind: 'pocket', cells: cellsOf(graph, rim), sides: [{ cells, households }], least, ...NO_CAUSES }
      : { kind: 'no-count', cells, households, least, ...NO_CAUSES };
  return { proof, scope: nodes, least };
}

function pocketProof(graph: WorkGraph, region: Region, isTower: Uint8Array, standard: Standard): AreaProof | undefined {
  const outside = new Uint8Array(graph.nodeCount).fill(1);
  for (const v of region.nodes) outside[v] = 0;
  let best: AreaProof | undefined;
  for (const cut of cutNodes(graph, outside)) {
    outside[cut] = 1;
    const parts = regionsWithout(graph, outside);
    outside[cut] = 0;
    const sides = parts.map((part) => ({
      households: part.households,
      byTower: part.rim.some((v) => isTower[v] === 1),
    }));
    if (pocketHolds(graph.weight[cut]!, sides, standard)) continue;
    const least = pocketLeast(graph.weight[cut]!, sides, standard, region.rim.length > 0);
    if (least <= (best?.least ?? 0)) continue;
    const told = parts.map(({ nodes, households }) => ({ cells: cellsOf(graph, nodes), households }));
    const proof: Proof = { kind: 'pocket', cells: cellsOf(graph, [cut]), sides: told, least, ...NO_CAUSES };
    best = { proof, scope: region.nodes, least };
  }
  return best;
}

export function cellsOf({ memberStart, members }: WorkGraph, nodes: readonly number[]): number[] {
  return nodes.flatMap((v) => [...members.subarray(memberStart[v]!, memberStart[v + 1]!)]).sort((a, b) => a - b);
}
