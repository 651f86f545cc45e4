/** Connected parts of an area without some of its nodes. */
import type { WorkGraph } from '../work-graph.ts';

export interface Region {
  /** In order. */
  readonly nodes: readonly number[];
  readonly households: number;
  /** Left-out nodes next to it, in order. */
  readonly rim: readonly number[];
}

/** `without`: 1 for each node left out. In order of their lowest node. */
export function regionsWithout({ nodeCount, start, open, to, weight }: WorkGraph, without: Uint8Array): Region[] {
  const seen = without.slice();
  const regions: Region[] = [];
  for (let first = 0; first < nodeCount; first++) {
    if (seen[first] === 1) continue;
    seen[first] = 1;
    const nodes = [first];
    const rim = new Set<number>();
    let households = 0;
    for (let head = 0; head < nodes.length; head++) {
      const v = nodes[head]!;
      households += weight[v]!;
      for (let k = start[v]!; k < open[v]!; k++) {
        const other = to[k]!;
        if (without[other] === 1) rim.add(other);
        if (seen[other] === 1) continue;
        seen[other] = 1;
        nodes.push(other);
      }
    }
    const up = (a: number, b: number) => a - b;
    regions.push({ nodes: nodes.sort(up), households, rim: [...rim].sort(up) });
  }
  return regions;
}
