/** The cheapest chain of arcs from one node to another (Dijkstra), the same for the same layer: ties go to the lower node. */
import { lengthM } from '../cells/local-metres.ts';
import { USUAL_WEIGHTS } from '../objective.ts';
import type { PlanLayer } from './plan-layer.ts';

/** Half-arcs in order: 2·a along arc a, 2·a + 1 back. */
export type ArcChain = readonly number[];

/** What a metre of new border along an arc costs: roads are cheap. Never nothing, so that chains do not wander. */
export function borderPrice(arcClass: number): number {
  return 0.05 + USUAL_WEIGHTS.preference[arcClass as 0 | 1 | 2 | 3]!;
}

/** `price`: of an arc, whole; Infinity where the chain may not go. null when there is no way. */
export function cheapestChain(
  layer: PlanLayer,
  from: number,
  to: number,
  price: (arc: number) => number,
): ArcChain | null {
  const leaving = halvesFrom(layer);
  const cost = new Map<number, number>([[from, 0]]);
  const came = new Map<number, number>();
  const done = new Set<number>();
  const open = new Set([from]);
  while (open.size > 0) {
    let node = -1;
    for (const one of open) {
      const order = node < 0 ? -1 : cost.get(one)! - cost.get(node)! || one - node;
      if (order < 0) node = one;
    }
    open.delete(node);
    done.add(node);
    if (node === to) break;
    for (const half of leaving.get(node) ?? []) {
      const arc = layer.arcs[half >> 1]!;
      const next = (half & 1) === 0 ? arc.to : arc.from;
      const sum = cost.get(node)! + price(half >> 1);
      if (done.has(next) || !(sum < (cost.get(next) ?? Infinity))) continue;
      cost.set(next, sum);
      came.set(next, half);
      open.add(next);
    }
  }
  if (from === to || !done.has(to)) return null;
  const chain: number[] = [];
  for (let node = to; node !== from; ) {
    const half = came.get(node)!;
    chain.unshift(half);
    const arc = layer.arcs[half >> 1]!;
    node = (half & 1) === 0 ? arc.from : arc.to;
  }
  return chain;
}

/** Nodes at the ends of the arcs that are wanted. */
export function nodesOf({ arcs }: PlanLayer, isWanted: (arc: number) => boolean): Set<number> {
  return new Set(arcs.flatMap(({ from, to }, arc) => (isWanted(arc) ? [from, to] : [])));
}

/** Of some nodes the nearest to a place, the lower of equal ones; −1 when there are none. */
export function nearestNode({ nodes, metres }: PlanLayer, x: number, y: number, among: Iterable<number>): number {
  let best = -1;
  let least = Infinity;
  for (const node of among) {
    const distance = lengthM(metres, x, y, nodes[2 * node]!, nodes[2 * node + 1]!);
    if (distance > least || (distance === least && node >= best)) continue;
    least = distance;
    best = node;
  }
  return best;
}

/** x0, y0, … along a chain, both ends included. */
export function pointsOf({ arcs }: PlanLayer, chain: ArcChain): number[] {
  const points: number[] = [];
  for (const half of chain) {
    const { points: own } = arcs[half >> 1]!;
    for (let k = 0; k < own.length; k += 2) {
      const i = (half & 1) === 0 ? k : own.length - 2 - k;
      const isRepeated = points.length > 0 && k === 0;
      if (!isRepeated) points.push(own[i]!, own[i + 1]!);
    }
  }
  return points;
}

function halvesFrom({ arcs }: PlanLayer): Map<number, number[]> {
  const leaving = new Map<number, number[]>();
  const add = (node: number, half: number): void => {
    const list = leaving.get(node);
    if (list === undefined) leaving.set(node, [half]);
    else list.push(half);
  };
  arcs.forEach(({ from, to }, arc) => {
    add(from, 2 * arc);
    add(to, 2 * arc + 1);
  });
  return leaving;
}
