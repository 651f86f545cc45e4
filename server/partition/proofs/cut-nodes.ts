/** Nodes without which a connected part falls apart (Tarjan's low points), without recursion. */
import type { WorkGraph } from '../work-graph.ts';

/** Of the part of the graph that `without` leaves; in order. */
export function cutNodes({ nodeCount, start, open, to }: WorkGraph, without: Uint8Array): number[] {
  const depth = new Int32Array(nodeCount).fill(-1);
  const low = new Int32Array(nodeCount);
  const next = start.slice(0, nodeCount);
  const parent = new Int32Array(nodeCount).fill(-1);
  const isCut = new Uint8Array(nodeCount);
  for (let root = 0; root < nodeCount; root++) {
    if (without[root] === 1 || depth[root]! >= 0) continue;
    let children = 0;
    let v = root;
    depth[root] = 0;
    low[root] = 0;
    while (v >= 0) {
      if (next[v]! < open[v]!) {
        const other = to[next[v]!++]!;
        if (without[other] === 1) continue;
        if (depth[other]! < 0) {
          if (v === root) children++;
          parent[other] = v;
          depth[other] = depth[v]! + 1;
          low[other] = depth[other]!;
          v = other;
        } else if (other !== parent[v]) {
          low[v] = Math.min(low[v]!, depth[other]!);
        }
        continue;
      }
      const above = parent[v]!;
      if (above >= 0) {
        low[above] = Math.min(low[above]!, low[v]!);
        if (above !== root && low[v]! >= depth[above]!) isCut[above] = 1;
      }
      v = above;
    }
    if (children > 1) isCut[root] = 1;
  }
  return [...isCut.keys()].filter((v) => isCut[v] === 1);
}
