/** The present plan as a start: each connected part of a present grid in this area is a slot, the weightiest continues it. */

import { UnionFind } from '../geometry/union-find.ts';
import { continuedGrids } from './label-matching.ts';
import type { PlanState } from './plan-state.ts';

/** `whole`: all parts of a grid in this area are one slot. */
export function loadPresent(state: PlanState, whole = false): void {
  const { present, nodeCount, edges } = state.problem.graph;
  const parts = new UnionFind(nodeCount);
  for (let e = 0; e < edges.a.length; e++) {
    const a = edges.a[e]!;
    const b = edges.b[e]!;
    if (edges.connects[e] === 1 && present[a] === present[b]) parts.union(a, b);
  }
  if (whole) {
    const first = new Map<number, number>();
    present.forEach((grid, v) => {
      if (grid >= 0) parts.union(first.get(grid) ?? v, v);
      if (!first.has(grid)) first.set(grid, v);
    });
  }
  state.load(Int32Array.from({ length: nodeCount }, (_, v) => parts.find(v)));
  const all = Array.from({ length: nodeCount }, (_, v) => v);
  relabel(state, state.usedSlots(), all);
}

/** Says anew which present grid each of these slots continues; grids continued by other slots are not theirs to take. */
export function relabel(state: PlanState, slots: readonly number[], nodes: readonly number[]): void {
  const { present, weight, areaCm2 } = state.problem.graph;
  const grids = [...new Set(nodes.map((v) => present[v]!))].filter((grid) => grid >= 0).sort((a, b) => a - b);
  const column = new Map(grids.map((grid, i) => [grid, i]));
  const row = new Map(slots.map((slot, i) => [slot, i]));
  const taken = new Set<number>();
  for (const slot of state.usedSlots()) if (!row.has(slot)) taken.add(state.continues[slot]!);
  const matched = continuedGrids(
    {
      households: nodes.map((v) => weight[v]!),
      areaCm2: nodes.map((v) => areaCm2[v]!),
      before: nodes.map((v) => column.get(present[v]!) ?? -1),
      after: nodes.map((v) => row.get(state.slotOf[v]!)!),
      beforeCount: grids.length,
      afterCount: slots.length,
    },
    grids.map((grid) => Number(!taken.has(grid))),
  );
  slots.forEach((slot, i) => {
    state.continues[slot] = matched[i]! < 0 ? -1 : grids[matched[i]!]!;
  });
}
