/**
 * The pairs of edges that meet otherwise than end to end (crossings.ts), kept up while edges come and go. On clean data
 * there are none.
 */
import { crossInside, strictlyBetween } from './crossings.ts';
import type { EdgeRows } from './edge-rows.ts';
import type { EdgeUses } from './edge-uses.ts';
import { orient } from './predicates.ts';

export class EdgeMeetings {
  readonly #table: EdgeUses;
  readonly #of: Map<number, number[]> = new Map();

  /** `pairs`: those there are (crossings.ts). */
  constructor(table: EdgeUses, pairs: Int32Array) {
    this.#table = table;
    for (let i = 0; i < pairs.length; i += 2) this.#enter(pairs[i]!, pairs[i + 1]!);
  }

  /** The edges that meet this one. */
  of(edge: number): readonly number[] {
    return this.#of.get(edge) ?? [];
  }

  /** Finds what a new edge meets among those in the rows. */
  add(edge: number, rows: EdgeRows): void {
    const { ax, ay, bx, by } = this.#table;
    const low = Math.min(ay[edge]!, by[edge]!);
    const high = Math.max(ay[edge]!, by[edge]!);
    rows.eachNear([ax[edge]!, low, bx[edge]!, high], (other) => {
      if (other !== edge && edgesMeet(this.#table, edge, other)) this.#enter(edge, other);
    });
  }

  remove(edge: number): void {
    for (const other of this.of(edge)) {
      const left = this.of(other).filter((one) => one !== edge);
      if (left.length === 0) this.#of.delete(other);
      else this.#of.set(other, left);
    }
    this.#of.delete(edge);
  }

  /** The pairs among some edges, by their places in the list: i0, j0, i1, j1, …, i < j. */
  among(edges: readonly number[]): Int32Array {
    const places = new Map<number, number>();
    for (let i = 0; i < edges.length; i++) if (this.#of.has(edges[i]!)) places.set(edges[i]!, i);
    const pairs: number[] = [];
    for (const [edge, i] of places) {
      for (const other of this.of(edge)) {
        const j = places.get(other);
        if (j !== undefined && i < j) pairs.push(i, j);
      }
    }
    return Int32Array.from(pairs);
  }

  #enter(e: number, f: number): void {
    for (const [one, other] of [
      [e, f],
      [f, e],
    ] as const) {
      const list = this.#of.get(one);
      if (list === undefined) this.#of.set(one, [other]);
      else list.push(other);
    }
  }
}

/** Whether two distinct edges meet otherwise than end to end. */
function edgesMeet(table: EdgeUses, e: number, f: number): boolean {
  return crossInside(table, e, f) || hasEndInside(table, e, f) || hasEndInside(table, f, e);
}

/** Whether an end of f lies inside e. */
function hasEndInside(table: EdgeUses, e: number, f: number): boolean {
  const { ax, ay, bx, by } = table;
  const holds = (x: number, y: number): boolean =>
    strictlyBetween(table, e, x, y) && orient(ax[e]!, ay[e]!, bx[e]!, by[e]!, x, y) === 0;
  return holds(ax[f]!, ay[f]!) || holds(bx[f]!, by[f]!);
}
