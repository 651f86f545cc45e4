/**
 * All connected sets that hold one node, up to the maximum: if none is inside the standard, the node can be in no lawful grid.
 * Each set comes up once (a node of the frontier is in or banned for good); a node without households never matters, so it
 * is taken at once.
 */
import type { Standard } from '../standard.ts';
import type { WorkGraph } from '../work-graph.ts';

export type NoGridAnswer = { readonly kind: 'lawful' | 'undecided' } | { readonly kind: 'none'; readonly sets: number };

export function lawfulGridWith(graph: WorkGraph, node: number, { min, max }: Standard, setLimit: number): NoGridAnswer {
  const { start, open, to, weight } = graph;
  const OUT = 0;
  const IN = 1;
  const BANNED = 2;
  const QUEUED = 3;
  const mark = new Uint8Array(graph.nodeCount);
  let sets = 0;
  const isFound = extend([node], 0);
  if (isFound) return { kind: 'lawful' };
  return sets > setLimit ? { kind: 'undecided' } : { kind: 'none', sets };

  /** Takes each node of the frontier in turn into the set, then bans it. Leaves the marks as they were. */
  function extend(frontier: readonly number[], total: number): boolean {
    let found = false;
    for (let i = 0; i < frontier.length && !found && sets <= setLimit; i++) {
      const v = frontier[i]!;
      const sum = total + weight[v]!;
      if (sum <= max) {
        sets++;
        if (sum >= min) found = true;
        else found = withNode(v, sum, frontier.slice(i + 1));
      }
      mark[v] = BANNED;
    }
    for (const v of frontier) mark[v] = QUEUED;
    return found;
  }

  function withNode(v: number, sum: number, rest: readonly number[]): boolean {
    const taken = [v];
    const queued: number[] = [];
    mark[v] = IN;
    for (let head = 0; head < taken.length; head++) {
      const at = taken[head]!;
      for (let k = start[at]!; k < open[at]!; k++) {
        const other = to[k]!;
        if (mark[other] !== OUT) continue;
        if (weight[other] === 0) {
          mark[other] = IN;
          taken.push(other);
        } else {
          mark[other] = QUEUED;
          queued.push(other);
        }
      }
    }
    const found = extend([...rest, ...queued], sum);
    for (const other of [...queued, ...taken]) mark[other] = OUT;
    mark[v] = QUEUED;
    return found;
  }
}
