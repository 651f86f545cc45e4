/**
 * Rings cut into arcs: maximal chains between junctions, each once for all that run along it. A junction is a node with more
 * or fewer than two neighbours: three grids meet there, a border ends, or lines cross. A closed chain without one gets two
 * by itself, its lowest node and the one farthest from it, so that nobody's choice of a first vertex matters.
 */
import type { NodeTable } from '../node-table.ts';
import type { NodedRings } from './noded-rings.ts';

export interface Arcs {
  readonly count: number;
  /** First place in `path` of each arc, and the end. */
  readonly starts: Int32Array;
  /** Nodes of each arc, from its lower end to its higher. Ends differ. */
  readonly path: Int32Array;
  /** First place in `ringArcs` of each ring, and the end. */
  readonly ringStarts: Int32Array;
  /** Twice the arc, plus 1 where the ring runs against it. */
  readonly ringArcs: Int32Array;
}

export function arcsOf(rings: NodedRings): Arcs {
  const { nodes, path, starts } = rings;
  const isJunction = junctions(rings);
  const arcStarts: number[] = [0];
  const arcPath: number[] = [];
  const ringStarts: number[] = [0];
  const ringArcs: number[] = [];
  /** By the first and the second node of a chain: it has no choice after that. */
  const known = new Map<number, number>();
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    const from = starts[ring]!;
    const length = starts[ring + 1]! - from;
    const at = (i: number): number => path[from + (i % length)]!;
    let first = 0;
    while (first < length && isJunction[at(first)] === 0) first += 1;
    if (length >= 2 && first < length) {
      for (let i = first; i < first + length; ) {
        let end = i + 1;
        while (isJunction[at(end)] === 0) end += 1;
        ringArcs.push(take(at, i, end));
        i = end;
      }
    }
    ringStarts.push(ringArcs.length);
  }
  return {
    count: arcStarts.length - 1,
    starts: Int32Array.from(arcStarts),
    path: Int32Array.from(arcPath),
    ringStarts: Int32Array.from(ringStarts),
    ringArcs: Int32Array.from(ringArcs),
  };

  function take(at: (i: number) => number, from: number, to: number): number {
    const key = at(from) * nodes.count + at(from + 1);
    const arc = known.get(key);
    if (arc !== undefined) return arc;
    const forward = nodes.compare(at(from), at(to)) < 0;
    const number = arcStarts.length - 1;
    for (let i = 0; i <= to - from; i++) arcPath.push(at(forward ? from + i : to - i));
    arcStarts.push(arcPath.length);
    known.set(key, 2 * number + (forward ? 0 : 1));
    known.set(at(to) * nodes.count + at(to - 1), 2 * number + (forward ? 1 : 0));
    return 2 * number + (forward ? 0 : 1);
  }
}

function junctions({ nodes, path, starts }: NodedRings): Uint8Array {
  const one = new Int32Array(nodes.count).fill(-1);
  const two = new Int32Array(nodes.count).fill(-1);
  const isJunction = new Uint8Array(nodes.count);
  const meet = (node: number, other: number): void => {
    if (one[node] === other || two[node] === other) return;
    if (one[node]! < 0) one[node] = other;
    else if (two[node]! < 0) two[node] = other;
    else isJunction[node] = 1;
  };
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    let before = path[starts[ring + 1]! - 1]!;
    for (let i = starts[ring]!; i < starts[ring + 1]!; i++) {
      meet(path[i]!, before);
      meet(before, path[i]!);
      before = path[i]!;
    }
  }
  for (const node of path) if (two[node]! < 0) isJunction[node] = 1;
  for (let ring = 0; ring + 1 < starts.length; ring++) {
    anchor(nodes, path.subarray(starts[ring]!, starts[ring + 1]!), isJunction);
  }
  return isJunction;
}

/** Adds the junctions without which a chain of the ring would end where it begins. */
function anchor(nodes: NodeTable, ring: Int32Array, isJunction: Uint8Array): void {
  if (ring.length < 2) return;
  let first = ring.findIndex((node) => isJunction[node] === 1);
  if (first < 0) {
    first = 0;
    for (let i = 1; i < ring.length; i++) if (nodes.compare(ring[i]!, ring[first]!) < 0) first = i;
    isJunction[ring[first]!] = 1;
  }
  for (let i = 0; i < ring.length; ) {
    const start = ring[(first + i) % ring.length]!;
    let end = i + 1;
    while (isJunction[ring[(first + end) % ring.length]!] === 0) end += 1;
    if (ring[(first + end) % ring.length] === start) {
      let farthest = -1;
      for (let k = i + 1; k < end; k++) {
        const node = ring[(first + k) % ring.length]!;
        if (farthest < 0 || isFarther(nodes, start, node, farthest)) farthest = node;
      }
      if (farthest >= 0) isJunction[farthest] = 1;
    }
    i = end;
  }
}

/** The lower of two that are equally far. */
function isFarther(nodes: NodeTable, from: number, node: number, other: number): boolean {
  const { x, y } = nodes;
  const own = (x[node]! - x[from]!) ** 2 + (y[node]! - y[from]!) ** 2;
  const best = (x[other]! - x[from]!) ** 2 + (y[other]! - y[from]!) ** 2;
  return own > best || (own === best && nodes.compare(node, other) < 0);
}
