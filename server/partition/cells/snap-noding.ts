/**
 * NODE: segments of the lattice cut wherever they meet, so that any two pieces meet in common ends or are the same. Crossings
 * go to the nearest lattice point, and every segment that passes a node's pixel is led through the node, again and again
 * until nothing changes. So no vertex ever changes sides: a piece stays within half a unit of its segment for each round.
 * The method is snap rounding with hot pixels (Hobby 1999), iterated.
 */
import { NodeTable } from '../../geometry/node-table.ts';
import { crossesProperly } from '../../geometry/predicates.ts';
import type { Ends } from '../../geometry/segment-cells.ts';
import { passesPixel } from './hot-pixel.ts';
import { SegmentGrid } from './segment-grid.ts';

/** More rounds than this are a fault; two or three are usual. */
const MOST_ROUNDS = 64;

export interface Noded {
  readonly nodes: NodeTable;
  readonly count: number;
  /** Each piece runs from its lower to its higher node, by x, then y. */
  readonly tail: Int32Array;
  readonly head: Int32Array;
  /** The segments a piece is a stretch of: `sources[start[i] … start[i+1]−1]`, each 2·segment, plus 1 when it runs against it. */
  readonly start: Int32Array;
  readonly sources: Int32Array;
  /** How many proper crossings of two segments were found in the first round. */
  readonly crossings: number;
}

/**
 * `count` segments a–b, none of them a point, in any direction; equal ones become one piece. `forced`: segment, x, y, … where
 * a segment is to be led through a point that it passes within half a unit, a rounding error aside. The result depends on
 * the order of the segments only in the numbers of nodes and pieces. Throws an Error that names a place when the noding does
 * not come to rest.
 */
export function snapNode(ends: Ends, count: number, forced: readonly number[] = []): Noded {
  const nodes = new NodeTable();
  const chains: number[][] = [];
  for (let i = 0; i < count; i++) {
    chains.push([nodes.lattice(ends.ax[i]!, ends.ay[i]!), nodes.lattice(ends.bx[i]!, ends.by[i]!)]);
  }
  for (let i = 0; i < forced.length; i += 3) {
    const chain = chains[forced[i]!]!;
    const node = nodes.lattice(forced[i + 1]!, forced[i + 2]!);
    if (!chain.includes(node)) chain.splice(1, 0, node);
  }
  if (forced.length > 0) for (const chain of chains) if (chain.length > 3) sortBetweenEnds(nodes, chain);
  let edges = edgesOf(chains, new Map());
  let crossings = 0;
  for (let round = 0; ; round++) {
    const found = splitsOf(nodes, edges);
    if (round === 0) crossings = found.crossings;
    if (found.splits.size === 0) return { nodes, crossings, ...collect(nodes, chains, edges) };
    if (round === MOST_ROUNDS) {
      const [edge] = found.splits.keys();
      const node = edges.tail[edge!]!;
      throw new Error(`cells, step NODE: the noding does not come to rest near ${nodes.x[node]} ${nodes.y[node]}`);
    }
    lead(nodes, chains, edges, found.splits);
    edges = edgesOf(chains, edges.byKey);
  }
}

interface Edges {
  readonly tail: number[];
  readonly head: number[];
  /** 1 for those that were not there in the round before. */
  readonly fresh: number[];
  readonly byKey: Map<number, number>;
}

function keyOf(a: number, b: number): number {
  return a < b ? a * 0x4000000 + b : b * 0x4000000 + a;
}

function edgesOf(chains: readonly (readonly number[])[], before: ReadonlyMap<number, number>): Edges {
  const edges: Edges = { tail: [], head: [], fresh: [], byKey: new Map() };
  for (const chain of chains) {
    for (let i = 1; i < chain.length; i++) {
      const key = keyOf(chain[i - 1]!, chain[i]!);
      if (edges.byKey.has(key)) continue;
      edges.byKey.set(key, edges.tail.length);
      edges.tail.push(chain[i - 1]!);
      edges.head.push(chain[i]!);
      edges.fresh.push(before.has(key) ? 0 : 1);
    }
  }
  return edges;
}

/** For each edge that has to be cut the nodes to cut it at, perhaps several times. */
function splitsOf(nodes: NodeTable, edges: Edges): { splits: Map<number, number[]>; crossings: number } {
  const count = edges.tail.length;
  const ax = new Int32Array(count);
  const ay = new Int32Array(count);
  const bx = new Int32Array(count);
  const by = new Int32Array(count);
  for (let e = 0; e < count; e++) {
    ax[e] = nodes.x[edges.tail[e]!]!;
    ay[e] = nodes.y[edges.tail[e]!]!;
    bx[e] = nodes.x[edges.head[e]!]!;
    by[e] = nodes.y[edges.head[e]!]!;
  }
  const { tail, head, fresh } = edges;
  const splits = new Map<number, number[]>();
  const crossed = new Set<number>();
  new SegmentGrid({ ax, ay, bx, by }, count).eachCell((list, from, to) => {
    for (let p = from; p < to - 1; p++) {
      const e = list[p]!;
      const minX = Math.min(ax[e]!, bx[e]!);
      const maxX = Math.max(ax[e]!, bx[e]!);
      const minY = Math.min(ay[e]!, by[e]!);
      const maxY = Math.max(ay[e]!, by[e]!);
      for (let q = p + 1; q < to; q++) {
        const f = list[q]!;
        const cx = ax[f]!;
        const dx = bx[f]!;
        if ((cx < minX && dx < minX) || (cx > maxX && dx > maxX)) continue;
        const cy = ay[f]!;
        const dy = by[f]!;
        if ((cy < minY && dy < minY) || (cy > maxY && dy > maxY)) continue;
        if (fresh[e] === 0 && fresh[f] === 0) continue;
        meet(e, f);
      }
    }
  });
  return { splits, crossings: crossed.size };

  function meet(e: number, f: number): void {
    const a = tail[e]!;
    const b = head[e]!;
    const c = tail[f]!;
    const d = head[f]!;
    passes(e, c);
    passes(e, d);
    passes(f, a);
    passes(f, b);
    if (a === c || a === d || b === c || b === d) return;
    if (!crossesProperly(ax[e]!, ay[e]!, bx[e]!, by[e]!, ax[f]!, ay[f]!, bx[f]!, by[f]!)) return;
    const ux = bx[e]! - ax[e]!;
    const uy = by[e]! - ay[e]!;
    const vx = bx[f]! - ax[f]!;
    const vy = by[f]! - ay[f]!;
    const t = ((ax[f]! - ax[e]!) * vy - (ay[f]! - ay[e]!) * vx) / (ux * vy - uy * vx);
    const node = nodes.lattice(Math.round(ax[e]! + t * ux), Math.round(ay[e]! + t * uy));
    crossed.add(e < f ? e * count + f : f * count + e);
    if (node !== a && node !== b) split(e, node);
    if (node !== c && node !== d) split(f, node);
  }

  function passes(e: number, node: number): void {
    if (node === tail[e] || node === head[e]) return;
    if (passesPixel(ax[e]!, ay[e]!, bx[e]!, by[e]!, nodes.x[node]!, nodes.y[node]!)) split(e, node);
  }

  function split(e: number, node: number): void {
    const known = splits.get(e);
    if (known === undefined) splits.set(e, [node]);
    else if (!known.includes(node)) known.push(node);
  }
}

/** Leads the chains through the nodes that their edges are cut at. */
function lead(nodes: NodeTable, chains: number[][], edges: Edges, splits: ReadonlyMap<number, number[]>): void {
  for (let c = 0; c < chains.length; c++) {
    const chain = chains[c]!;
    let longer: number[] | null = null;
    for (let i = 1; i < chain.length; i++) {
      const from = chain[i - 1]!;
      const to = chain[i]!;
      const between = splits.get(edges.byKey.get(keyOf(from, to))!);
      if (between !== undefined) {
        longer ??= chain.slice(0, i);
        const piece = [from, ...between, to];
        sortBetweenEnds(nodes, piece);
        for (let k = 1; k < piece.length - 1; k++) longer.push(piece[k]!);
      }
      longer?.push(to);
    }
    if (longer !== null) chains[c] = longer;
  }
}

/** Sorts all but the first and the last by how far they are on the way from the first to the last. */
function sortBetweenEnds({ x, y }: NodeTable, chain: number[]): void {
  const from = chain[0]!;
  const to = chain[chain.length - 1]!;
  const dx = x[to]! - x[from]!;
  const dy = y[to]! - y[from]!;
  const between = chain.slice(1, -1);
  between.sort((i, j) => (x[i]! - x[j]!) * dx + (y[i]! - y[j]!) * dy || x[i]! - x[j]! || y[i]! - y[j]!);
  for (let i = 0; i < between.length; i++) chain[i + 1] = between[i]!;
}

function collect(
  nodes: NodeTable,
  chains: readonly (readonly number[])[],
  { tail, head, byKey }: Edges,
): Pick<Noded, 'count' | 'tail' | 'head' | 'start' | 'sources'> {
  const count = tail.length;
  const low = new Int32Array(count);
  const high = new Int32Array(count);
  for (let p = 0; p < count; p++) {
    const forth = nodes.compare(tail[p]!, head[p]!) < 0;
    low[p] = forth ? tail[p]! : head[p]!;
    high[p] = forth ? head[p]! : tail[p]!;
  }
  const start = new Int32Array(count + 1);
  let total = 0;
  for (const chain of chains) {
    total += chain.length - 1;
    for (let i = 1; i < chain.length; i++) start[byKey.get(keyOf(chain[i - 1]!, chain[i]!))! + 1]! += 1;
  }
  for (let p = 0; p < count; p++) start[p + 1]! += start[p]!;
  const free = start.slice();
  const sources = new Int32Array(total);
  chains.forEach((chain, segment) => {
    for (let i = 1; i < chain.length; i++) {
      const piece = byKey.get(keyOf(chain[i - 1]!, chain[i]!))!;
      sources[free[piece]!++] = 2 * segment + (low[piece] === chain[i - 1] ? 0 : 1);
    }
  });
  return { count, tail: low, head: high, start, sources };
}
