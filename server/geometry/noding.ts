/**
 * NODE: chosen edges split wherever they meet one another, and counted once more: stretches that lie on each other become
 * one piece. A piece runs from its lower to its higher node (by x, then y) along one straight edge, so its direction is a
 * whole vector however odd its ends are.
 */
import { crossInside, strictlyBetween } from './crossings.ts';
import type { EdgeUses } from './edge-uses.ts';
import { NodeTable } from './node-table.ts';
import { orient } from './predicates.ts';

export interface Pieces {
  readonly nodes: NodeTable;
  readonly count: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** Net counts, as in EdgeUses: left of tail→head less right. */
  readonly net: Int32Array;
  readonly parentNet: Int32Array;
  readonly exclusionNet: Int32Array;
  readonly unjudgedNet: Int32Array;
  /** The edges a piece is a stretch of: `edges[edgeStart[i] … edgeStart[i+1]−1]`, all on one line. */
  readonly edgeStart: Int32Array;
  readonly edges: Int32Array;
  /** Pieces whose counts are all 0: borders that agree, although their vertices do not. Groups of edges, and their ends. */
  readonly agreed: readonly Agreed[];
}

export interface Agreed {
  readonly tail: number;
  readonly head: number;
  readonly edges: readonly number[];
}

/**
 * `chosen`: numbers of edges. `pairs`: the meetings of edges (crossings.ts), those of other edges are passed over.
 * `keepAll`: pieces whose counts are 0 stay when they are a border of some grid, instead of going to `agreed`.
 */
export function nodePieces(table: EdgeUses, chosen: Int32Array, pairs: Int32Array, keepAll = false): Pieces {
  const nodes = new NodeTable();
  const splits = splitsOf(table, chosen, pairs, nodes);
  const tails: number[] = [];
  const heads: number[] = [];
  const first: number[] = [];
  const more = new Map<number, number[]>();
  const byEnds = new Map<number, number>();
  const enter = (edge: number, tail: number, head: number, maybeShared: boolean): void => {
    // Whole edges are distinct: only a stretch of a split edge can lie on another piece.
    const key = tail * 0x4000000 + head;
    const known = byEnds.get(key);
    if (known !== undefined) {
      const list = more.get(known);
      if (list === undefined) more.set(known, [edge]);
      else list.push(edge);
      return;
    }
    if (maybeShared) byEnds.set(key, tails.length);
    tails.push(tail);
    heads.push(head);
    first.push(edge);
  };
  const anySplit = splits.size > 0;
  for (const edge of chosen) {
    const tail = nodes.lattice(table.ax[edge]!, table.ay[edge]!);
    const head = nodes.lattice(table.bx[edge]!, table.by[edge]!);
    const between = splits.get(edge);
    if (between === undefined) {
      enter(edge, tail, head, anySplit);
      continue;
    }
    between.sort((i, j) => nodes.compare(i, j));
    let at = tail;
    for (const node of between) {
      if (node !== at) enter(edge, at, node, true);
      at = node;
    }
    enter(edge, at, head, true);
  }
  return collect(table, nodes, tails, heads, first, more, keepAll);
}

/** Where each chosen edge is split by another: nodes in no order, some of them twice. */
export function splitsOf(
  table: EdgeUses,
  chosen: Int32Array,
  pairs: Int32Array,
  nodes: NodeTable,
): Map<number, number[]> {
  const splits = new Map<number, number[]>();
  if (pairs.length === 0) return splits;
  const isChosen = new Uint8Array(table.count);
  for (const edge of chosen) isChosen[edge] = 1;
  const split = (edge: number, node: number): void => {
    const list = splits.get(edge);
    if (list === undefined) splits.set(edge, [node]);
    else list.push(node);
  };
  const { ax, ay, bx, by } = table;
  const splitAt = (edge: number, x: number, y: number): void => {
    if (!strictlyBetween(table, edge, x, y)) return;
    if (orient(ax[edge]!, ay[edge]!, bx[edge]!, by[edge]!, x, y) === 0) split(edge, nodes.lattice(x, y));
  };
  for (let i = 0; i < pairs.length; i += 2) {
    const e = pairs[i]!;
    const f = pairs[i + 1]!;
    if (isChosen[e] === 0 || isChosen[f] === 0) continue;
    if (crossInside(table, e, f)) {
      const node = nodes.crossing(ax[e]!, ay[e]!, bx[e]!, by[e]!, ax[f]!, ay[f]!, bx[f]!, by[f]!);
      split(e, node);
      split(f, node);
      continue;
    }
    splitAt(e, ax[f]!, ay[f]!);
    splitAt(e, bx[f]!, by[f]!);
    splitAt(f, ax[e]!, ay[e]!);
    splitAt(f, bx[e]!, by[e]!);
  }
  return splits;
}

function collect(
  table: EdgeUses,
  nodes: NodeTable,
  tails: readonly number[],
  heads: readonly number[],
  first: readonly number[],
  more: ReadonlyMap<number, readonly number[]>,
  keepAll: boolean,
): Pieces {
  const tail = new Int32Array(tails.length);
  const head = new Int32Array(tails.length);
  const net = new Int32Array(tails.length);
  const parentNet = new Int32Array(tails.length);
  const exclusionNet = new Int32Array(tails.length);
  const unjudgedNet = new Int32Array(tails.length);
  const edgeStart: number[] = [];
  const edges: number[] = [];
  const agreed: Agreed[] = [];
  let count = 0;
  for (let i = 0; i < tails.length; i++) {
    const others = more.get(i);
    const own = others === undefined ? [first[i]!] : [first[i]!, ...others];
    let sum = 0;
    let parent = 0;
    let exclusion = 0;
    let unjudged = 0;
    for (const edge of own) {
      sum += table.net[edge]!;
      parent += table.parentNet[edge]!;
      exclusion += table.exclusionNet[edge]!;
      unjudged += table.unjudgedNet[edge]!;
    }
    const cancels = sum === 0 && parent === 0 && exclusion === 0 && unjudged === 0;
    if (cancels && !(keepAll && bordersSome(table, own))) {
      if (own.length > 1) agreed.push({ tail: tails[i]!, head: heads[i]!, edges: own });
      continue;
    }
    tail[count] = tails[i]!;
    head[count] = heads[i]!;
    net[count] = sum;
    parentNet[count] = parent;
    exclusionNet[count] = exclusion;
    unjudgedNet[count] = unjudged;
    edgeStart.push(edges.length);
    for (const edge of own) edges.push(edge);
    count += 1;
  }
  edgeStart.push(edges.length);
  return {
    nodes,
    count,
    tail: tail.slice(0, count),
    head: head.slice(0, count),
    net: net.slice(0, count),
    parentNet: parentNet.slice(0, count),
    exclusionNet: exclusionNet.slice(0, count),
    unjudgedNet: unjudgedNet.slice(0, count),
    edgeStart: Int32Array.from(edgeStart),
    edges: Int32Array.from(edges),
    agreed,
  };
}

/** Whether some owner's uses of these edges do not cancel. */
function bordersSome(table: EdgeUses, edges: readonly number[]): boolean {
  const nets = new Map<number, number>();
  for (const edge of edges) table.eachGridUse(edge, (owner, sign) => nets.set(owner, (nets.get(owner) ?? 0) + sign));
  for (const net of nets.values()) if (net !== 0) return true;
  return false;
}
