/**
 * Looks due west from a lattice point through noded pieces: the nearest piece, or the pieces it lies on. Exact. A ray that
 * meets a node counts as passing just north of it.
 */
import type { Pieces } from './noding.ts';
import { orient } from './predicates.ts';
import { RowIndex } from './row-index.ts';
import type { Ends } from './segment-cells.ts';

/** The boxes of pieces, up to two units too large: what they rule out needs no exact test. */
interface Boxes {
  readonly rows: RowIndex;
  readonly left: Float64Array;
  readonly right: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

export class WestSearch {
  readonly #table: Ends;
  readonly #pieces: Pieces;
  /** The x of the westernmost node; it is a lattice point, for a crossing lies between ends. */
  readonly #westmost: number;
  #boxes: Boxes | null = null;

  constructor(table: Ends, pieces: Pieces) {
    this.#table = table;
    this.#pieces = pieces;
    let westmost = Infinity;
    for (let p = 0; p < pieces.count; p++) westmost = Math.min(westmost, pieces.nodes.x[pieces.tail[p]!]!);
    this.#westmost = westmost;
  }

  /** The nearest piece west of p, −1 when there is none. Pieces through p do not count. */
  pieceWestOf(px: number, py: number): number {
    if (px <= this.#westmost) return -1;
    const { nodes, tail, head } = this.#pieces;
    const { rows, left, right, low, high } = this.#indexed();
    const row = rows.at(py);
    let best = -1;
    let bestLeft = -Infinity;
    for (let i = 0; i < row.length; i++) {
      const piece = row[i]!;
      if (left[piece]! > px || right[piece]! < bestLeft || low[piece]! > py || high[piece]! < py) continue;
      const from = nodes.compareYTo(tail[piece]!, py);
      const to = nodes.compareYTo(head[piece]!, py);
      if (from > 0 === to > 0) continue;
      const side = this.#sideOf(piece, px, py);
      // A piece runs eastwards, so p is east of a rising one when it is on its right.
      if (to > 0 ? side >= 0 : side <= 0) continue;
      if (best >= 0 && !this.#isEastOf(piece, best, py)) continue;
      best = piece;
      bestLeft = left[piece]!;
    }
    return best;
  }

  /** The pieces that p lies on, ends included. */
  piecesAt(px: number, py: number): number[] {
    const { nodes, tail, head } = this.#pieces;
    const { rows, left, right, low, high } = this.#indexed();
    const found: number[] = [];
    const row = rows.at(py);
    for (let i = 0; i < row.length; i++) {
      const piece = row[i]!;
      if (left[piece]! > px || right[piece]! < px || low[piece]! > py || high[piece]! < py) continue;
      if (nodes.compareTo(tail[piece]!, px, py) > 0 || nodes.compareTo(head[piece]!, px, py) < 0) continue;
      if (this.#sideOf(piece, px, py) === 0) found.push(piece);
    }
    return found;
  }

  /** The half-edge of a piece that is not level with its left side to the east. */
  eastSide(piece: number): number {
    return this.#rises(piece) ? 2 * piece + 1 : 2 * piece;
  }

  /** Made when first needed: a clean coverage of one piece asks for nothing. */
  #indexed(): Boxes {
    if (this.#boxes !== null) return this.#boxes;
    const { nodes, tail, head, count } = this.#pieces;
    const left = new Float64Array(count);
    const right = new Float64Array(count);
    const low = new Float64Array(count);
    const high = new Float64Array(count);
    for (let p = 0; p < count; p++) {
      const y0 = nodes.y[tail[p]!]!;
      const y1 = nodes.y[head[p]!]!;
      low[p] = Math.floor(Math.min(y0, y1)) - 1;
      high[p] = Math.ceil(Math.max(y0, y1)) + 1;
      left[p] = Math.floor(nodes.x[tail[p]!]!) - 1;
      right[p] = Math.ceil(nodes.x[head[p]!]!) + 1;
    }
    this.#boxes = { rows: new RowIndex(low, high), left, right, low, high };
    return this.#boxes;
  }

  #edge(piece: number): number {
    return this.#pieces.edges[this.#pieces.edgeStart[piece]!]!;
  }

  #rises(piece: number): boolean {
    const edge = this.#edge(piece);
    return this.#table.by[edge]! > this.#table.ay[edge]!;
  }

  /** Positive when p is left of the line of the piece. */
  #sideOf(piece: number, px: number, py: number): number {
    const { ax, ay, bx, by } = this.#table;
    const edge = this.#edge(piece);
    return orient(ax[edge]!, ay[edge]!, bx[edge]!, by[edge]!, px, py);
  }

  /** Whether piece i meets the level of y, or the level just above it, east of piece j. Neither is level. */
  #isEastOf(i: number, j: number, y: number): boolean {
    const { ax, ay, bx, by } = this.#table;
    const e = this.#edge(i);
    const f = this.#edge(j);
    const eHigh = by[e]! - ay[e]!;
    const fHigh = by[f]! - ay[f]!;
    const eX = ((bx[e]! - ax[e]!) * (y - ay[e]!)) / eHigh + (ax[e]! - ax[f]!);
    const fX = ((bx[f]! - ax[f]!) * (y - ay[f]!)) / fHigh;
    if (eX - fX > 1e-3 || fX - eX > 1e-3) return eX > fX;
    const left =
      (BigInt(bx[e]! - ax[e]!) * BigInt(y - ay[e]!) + BigInt(ax[e]! - ax[f]!) * BigInt(eHigh)) * BigInt(fHigh);
    const right = BigInt(bx[f]! - ax[f]!) * BigInt(y - ay[f]!) * BigInt(eHigh);
    const sameSigns = eHigh > 0 === fHigh > 0;
    if (left !== right) return left > right === sameSigns;
    const slopes = orient(0, 0, bx[e]! - ax[e]!, eHigh, bx[f]! - ax[f]!, fHigh);
    // dx/dy of e greater than that of f: the turn from e to f is to the left once both point up.
    return sameSigns ? slopes > 0 : slopes < 0;
  }
}
