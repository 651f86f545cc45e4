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
import { SnapEdges } from './snap-edges.ts';

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
 * a segment is to be led through a point that it passes within half a unit, a rounding error aside. Throws an Error that
 * names a place when the noding does not come to rest.
 */
export function snapNode({ ax, ay, bx, by }: Ends, count: number, forced: readonly number[] = []): Noded {
  const nodes = new NodeTable();
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let length = 0;
  for (let i = 0; i < count; i++) {
    minX = Math.min(minX, ax[i]!, bx[i]!);
    maxX = Math.max(maxX, ax[i]!, bx[i]!);
    minY = Math.min(minY, ay[i]!, by[i]!);
    maxY = Math.max(maxY, ay[i]!, by[i]!);
    length += Math.abs(bx[i]! - ax[i]!) + Math.abs(by[i]! - ay[i]!);
  }
  const edges = new SnapEdges(nodes, count === 0 ? [0, 0, 0, 0] : [minX, minY, maxX, maxY], length, count);
  const edgeOf = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    edgeOf[i] = edges.add(nodes.lattice(ax[i]!, ay[i]!), nodes.lattice(bx[i]!, by[i]!), 2 * i);
  }
  const noding = new Noding(nodes, edges);
  for (let i = 0; i < forced.length; i += 3) {
    noding.force(edgeOf[forced[i]!]!, nodes.lattice(forced[i + 1]!, forced[i + 2]!));
  }
  noding.meetAll();
  const crossings = noding.crossings;
  for (let round = 0; noding.hasSplits; round++) {
    if (round === MOST_ROUNDS) {
      const [x, y] = noding.place();
      throw new Error(`cells, step NODE: the noding does not come to rest near ${x} ${y}`);
    }
    noding.splitAndMeet();
  }
  return { nodes, crossings, ...collect(edges) };
}

class Noding {
  readonly #nodes: NodeTable;
  readonly #edges: SnapEdges;
  /** For each edge that has to be cut the nodes to cut it at. */
  #splits: Map<number, number[]> = new Map();
  readonly #crossed: Set<number> = new Set();
  /** Nodes of this round that no edge ends in yet. */
  readonly #hot: Set<number> = new Set();

  constructor(nodes: NodeTable, edges: SnapEdges) {
    this.#nodes = nodes;
    this.#edges = edges;
  }

  get hasSplits(): boolean {
    return this.#splits.size > 0;
  }

  get crossings(): number {
    return this.#crossed.size;
  }

  place(): [x: number, y: number] {
    const [edge] = this.#splits.keys();
    return [this.#edges.ax[edge!]!, this.#edges.ay[edge!]!];
  }

  force(edge: number, node: number): void {
    if (node === this.#edges.tail[edge] || node === this.#edges.head[edge]) return;
    this.#split(edge, node);
    this.#hot.add(node);
  }

  meetAll(): void {
    const { ax, ay, bx, by } = this.#edges;
    this.#edges.eachCell((list, count) => {
      for (let p = 0; p < count - 1; p++) {
        const e = list[p]!;
        const minX = ax[e]!;
        const maxX = bx[e]!;
        const up = ay[e]! < by[e]!;
        const minY = up ? ay[e]! : by[e]!;
        const maxY = up ? by[e]! : ay[e]!;
        for (let q = p + 1; q < count; q++) {
          const f = list[q]!;
          if (ax[f]! > maxX || bx[f]! < minX) continue;
          const cy = ay[f]!;
          const dy = by[f]!;
          if ((cy < minY && dy < minY) || (cy > maxY && dy > maxY)) continue;
          this.#meet(e, f);
        }
      }
    });
    this.#passHot();
  }

  /** One round: cuts what is to be cut, and looks at what the new edges meet. */
  splitAndMeet(): void {
    const edges = this.#edges;
    const splits = this.#splits;
    this.#splits = new Map();
    const before = edges.count;
    edges.returned.length = 0;
    for (const [edge, between] of splits) {
      edges.remove(edge);
      const sources: number[] = [];
      edges.eachSource(edge, (source) => sources.push(source));
      for (const source of sources) addChain(edges, this.#nodes, edges.tail[edge]!, between, edges.head[edge]!, source);
    }
    const fresh = [...edges.returned];
    for (let e = before; e < edges.count; e++) fresh.push(e);
    for (const e of fresh) {
      if (edges.isGone[e] === 1) continue;
      edges.eachNear(e, (f) => {
        if (f >= before && f < e) return;
        this.#meet(e, f);
      });
    }
    this.#passHot();
  }

  /**
   * Whatever passes the pixel of a new node is led through it in the same round as the edges that cross there: otherwise one
   * of them could be moved past another.
   */
  #passHot(): void {
    for (const node of this.#hot) this.#edges.eachAtNode(node, (edge) => this.#pass(edge, node));
    this.#hot.clear();
  }

  #meet(e: number, f: number): void {
    const { ax, ay, bx, by, tail, head } = this.#edges;
    const a = tail[e]!;
    const b = head[e]!;
    const c = tail[f]!;
    const d = head[f]!;
    this.#pass(e, c);
    this.#pass(e, d);
    this.#pass(f, a);
    this.#pass(f, b);
    if (a === c || a === d || b === c || b === d) return;
    if (!crossesProperly(ax[e]!, ay[e]!, bx[e]!, by[e]!, ax[f]!, ay[f]!, bx[f]!, by[f]!)) return;
    const ux = bx[e]! - ax[e]!;
    const uy = by[e]! - ay[e]!;
    const vx = bx[f]! - ax[f]!;
    const vy = by[f]! - ay[f]!;
    const t = ((ax[f]! - ax[e]!) * vy - (ay[f]! - ay[e]!) * vx) / (ux * vy - uy * vx);
    const node = this.#nodes.lattice(Math.round(ax[e]! + t * ux), Math.round(ay[e]! + t * uy));
    this.#hot.add(node);
    this.#crossed.add(e < f ? e * 0x4000000 + f : f * 0x4000000 + e);
    if (node !== a && node !== b) this.#split(e, node);
    if (node !== c && node !== d) this.#split(f, node);
  }

  #pass(e: number, node: number): void {
    const { ax, ay, bx, by, tail, head } = this.#edges;
    if (node === tail[e] || node === head[e]) return;
    if (passesPixel(ax[e]!, ay[e]!, bx[e]!, by[e]!, this.#nodes.x[node]!, this.#nodes.y[node]!)) this.#split(e, node);
  }

  #split(e: number, node: number): void {
    const known = this.#splits.get(e);
    if (known === undefined) this.#splits.set(e, [node]);
    else if (!known.includes(node)) known.push(node);
  }
}

/** One source from node to node through others, in the order in which they come on the way. */
function addChain(
  edges: SnapEdges,
  { x, y }: NodeTable,
  from: number,
  between: readonly number[],
  to: number,
  source: number,
): void {
  if (between.length === 0) {
    edges.add(from, to, source);
    return;
  }
  const dx = x[to]! - x[from]!;
  const dy = y[to]! - y[from]!;
  const order = [...between].sort(
    (i, j) => (x[i]! - x[j]!) * dx + (y[i]! - y[j]!) * dy || x[i]! - x[j]! || y[i]! - y[j]!,
  );
  let at = from;
  for (const node of [...order, to]) {
    edges.add(at, node, source);
    at = node;
  }
}

function collect(edges: SnapEdges): Pick<Noded, 'count' | 'tail' | 'head' | 'start' | 'sources'> {
  const tail: number[] = [];
  const head: number[] = [];
  const start: number[] = [];
  const sources: number[] = [];
  for (let e = 0; e < edges.count; e++) {
    if (edges.isGone[e] === 1) continue;
    tail.push(edges.tail[e]!);
    head.push(edges.head[e]!);
    start.push(sources.length);
    edges.eachSource(e, (source) => sources.push(source));
  }
  start.push(sources.length);
  return {
    count: tail.length,
    tail: Int32Array.from(tail),
    head: Int32Array.from(head),
    start: Int32Array.from(start),
    sources: Int32Array.from(sources),
  };
}
