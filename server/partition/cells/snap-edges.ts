/**
 * The edges of a noding that is under way: each pair of nodes once, with the segments that run along it, in uniform cells.
 * Edges come and go; one that is gone keeps its number.
 */
import type { NodeTable } from '../../geometry/node-table.ts';

/** Cells a side at most. */
const MOST_CELLS = 2048;

export class SnapEdges {
  count = 0;
  /** Nodes, the lower first by x, then y; and their coordinates. */
  tail: Int32Array;
  head: Int32Array;
  ax: Int32Array;
  ay: Int32Array;
  bx: Int32Array;
  by: Int32Array;
  isGone: Uint8Array;
  /** Edges that were gone and have come again, since the caller last emptied the list. */
  readonly returned: number[] = [];
  readonly #nodes: NodeTable;
  #slots: Int32Array;
  /** Newest source of each edge; the others follow by `#before`. A source is 2·segment, plus 1 when it runs against the edge. */
  #newest: Int32Array;
  #before: Int32Array;
  #source: Int32Array;
  #sources = 0;
  readonly #minX: number;
  readonly #minY: number;
  readonly #side: number;
  readonly #cols: number;
  readonly #rows: number;
  /** Newest entry of each cell; the others follow. */
  readonly #cells: Int32Array;
  #entryEdge: Int32Array;
  #entryBefore: Int32Array;
  #entries = 0;

  /** `box`: of all nodes that will come up. `length`: of all segments together, `wanted`: how many. */
  constructor(nodes: NodeTable, box: readonly [number, number, number, number], length: number, wanted: number) {
    const room = Math.max(16, 2 * wanted);
    this.#nodes = nodes;
    this.tail = new Int32Array(room);
    this.head = new Int32Array(room);
    this.ax = new Int32Array(room);
    this.ay = new Int32Array(room);
    this.bx = new Int32Array(room);
    this.by = new Int32Array(room);
    this.isGone = new Uint8Array(room);
    this.#newest = new Int32Array(room).fill(-1);
    this.#before = new Int32Array(room);
    this.#source = new Int32Array(room);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * room + 1)));
    const [minX, minY, maxX, maxY] = box;
    const wide = maxX - minX + 5;
    const high = maxY - minY + 5;
    const side = Math.max(
      Math.sqrt((wide * high) / (2 * wanted + 1)),
      length / (wanted + 1) / 2,
      wide / MOST_CELLS,
      high / MOST_CELLS,
      8,
    );
    this.#minX = minX - 2;
    this.#minY = minY - 2;
    this.#side = 2 ** Math.round(Math.log2(side));
    this.#cols = Math.floor(wide / this.#side) + 1;
    this.#rows = Math.floor(high / this.#side) + 1;
    this.#cells = new Int32Array(this.#cols * this.#rows).fill(-1);
    this.#entryEdge = new Int32Array(2 * room);
    this.#entryBefore = new Int32Array(2 * room);
  }

  /** The edge between two nodes with one more source, from a to b; a new one if need be. Returns its number. */
  add(a: number, b: number, source: number): number {
    const forth = this.#nodes.compare(a, b) < 0;
    const edge = forth ? this.#find(a, b) : this.#find(b, a);
    if (this.#sources === this.#source.length) {
      this.#before = longer(this.#before);
      this.#source = longer(this.#source);
    }
    this.#source[this.#sources] = forth ? source : source ^ 1;
    this.#before[this.#sources] = this.#newest[edge]!;
    this.#newest[edge] = this.#sources++;
    return edge;
  }

  /** Calls back with each source of an edge, as from its tail to its head. */
  eachSource(edge: number, visit: (source: number) => void): void {
    for (let i = this.#newest[edge]!; i >= 0; i = this.#before[i]!) visit(this.#source[i]!);
  }

  /** Takes an edge out. Its sources stay known until the next one of the same ends comes. */
  remove(edge: number): void {
    this.isGone[edge] = 1;
  }

  /** Each cell with two edges or more that are there, as the first numbers of a list that is used again. */
  eachCell(visit: (list: Int32Array, count: number) => void): void {
    let list: Int32Array = new Int32Array(64);
    for (let cell = 0; cell < this.#cells.length; cell++) {
      let count = 0;
      for (let i = this.#cells[cell]!; i >= 0; i = this.#entryBefore[i]!) {
        const edge = this.#entryEdge[i]!;
        if (this.isGone[edge] === 1) continue;
        if (count === list.length) list = longer(list);
        list[count++] = edge;
      }
      if (count > 1) visit(list, count);
    }
  }

  /** Each edge that is there and has a cell in common with this one, perhaps several times. */
  eachNear(edge: number, visit: (other: number) => void): void {
    this.#eachCellOf(edge, (cell) => {
      for (let i = this.#cells[cell]!; i >= 0; i = this.#entryBefore[i]!) {
        const other = this.#entryEdge[i]!;
        if (other !== edge && this.isGone[other] === 0) visit(other);
      }
    });
  }

  /** Each edge that is there and comes near a node's pixel, and perhaps some more. */
  eachAtNode(node: number, visit: (edge: number) => void): void {
    const col = Math.floor((this.#nodes.x[node]! - this.#minX) / this.#side);
    const row = Math.floor((this.#nodes.y[node]! - this.#minY) / this.#side);
    for (let i = this.#cells[row * this.#cols + col]!; i >= 0; i = this.#entryBefore[i]!) {
      if (this.isGone[this.#entryEdge[i]!] === 0) visit(this.#entryEdge[i]!);
    }
  }

  #find(low: number, high: number): number {
    const last = this.#slots.length - 1;
    let slot = hash(low, high) & last;
    for (let edge = this.#slots[slot]! - 1; edge >= 0; edge = this.#slots[slot]! - 1) {
      if (this.tail[edge] === low && this.head[edge] === high) {
        if (this.isGone[edge] === 0) return edge;
        // It came back: its cells still list it.
        this.isGone[edge] = 0;
        this.#newest[edge] = -1;
        this.returned.push(edge);
        return edge;
      }
      slot = (slot + 1) & last;
    }
    if (this.count === this.tail.length) this.#grow();
    const edge = this.count++;
    this.tail[edge] = low;
    this.head[edge] = high;
    this.ax[edge] = this.#nodes.x[low]!;
    this.ay[edge] = this.#nodes.y[low]!;
    this.bx[edge] = this.#nodes.x[high]!;
    this.by[edge] = this.#nodes.y[high]!;
    this.#slots[slot] = edge + 1;
    if (2 * this.count > this.#slots.length) this.#rehash();
    this.#eachCellOf(edge, (cell) => {
      if (this.#entries === this.#entryEdge.length) {
        this.#entryEdge = longer(this.#entryEdge);
        this.#entryBefore = longer(this.#entryBefore);
      }
      this.#entryEdge[this.#entries] = edge;
      this.#entryBefore[this.#entries] = this.#cells[cell]!;
      this.#cells[cell] = this.#entries++;
    });
    return edge;
  }

  /** Every cell that the edge comes within a unit of, and perhaps some more. */
  #eachCellOf(edge: number, visit: (cell: number) => void): void {
    const ax = this.ax[edge]! - this.#minX;
    const ay = this.ay[edge]! - this.#minY;
    const bx = this.bx[edge]! - this.#minX;
    const by = this.by[edge]! - this.#minY;
    const side = this.#side;
    const low = Math.min(ay, by);
    const high = Math.max(ay, by);
    const row0 = Math.floor((low - 1) / side);
    const row1 = Math.floor((high + 1) / side);
    const slope = by === ay ? 0 : (bx - ax) / (by - ay);
    for (let row = row0; row <= row1; row++) {
      let from = ax;
      let to = bx;
      if (row0 !== row1 && by !== ay) {
        // Two units more than the row cover the unit around the edge and the rounding of the slope.
        const xa = ax + slope * (Math.max(low, row * side - 2) - ay);
        const xb = ax + slope * (Math.min(high, (row + 1) * side + 2) - ay);
        from = Math.max(ax, Math.min(xa, xb));
        to = Math.min(bx, Math.max(xa, xb));
      }
      const col1 = Math.min(this.#cols - 1, Math.floor((to + 2) / side));
      for (let col = Math.max(0, Math.floor((from - 2) / side)); col <= col1; col++) visit(row * this.#cols + col);
    }
  }

  #grow(): void {
    this.tail = longer(this.tail);
    this.head = longer(this.head);
    this.ax = longer(this.ax);
    this.ay = longer(this.ay);
    this.bx = longer(this.bx);
    this.by = longer(this.by);
    const gone = new Uint8Array(2 * this.isGone.length);
    gone.set(this.isGone);
    this.isGone = gone;
    const filled = this.#newest.length;
    this.#newest = longer(this.#newest).fill(-1, filled);
  }

  #rehash(): void {
    this.#slots = new Int32Array(2 * this.#slots.length);
    const last = this.#slots.length - 1;
    for (let edge = 0; edge < this.count; edge++) {
      let slot = hash(this.tail[edge]!, this.head[edge]!) & last;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & last;
      this.#slots[slot] = edge + 1;
    }
  }
}

function longer(array: Int32Array): Int32Array {
  const copy = new Int32Array(2 * array.length);
  copy.set(array);
  return copy;
}

function hash(low: number, high: number): number {
  let h = Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0xc2b2ae35);
  return h ^ (h >>> 13);
}
