/**
 * The edges of a table by level rows, kept up while edges come and go: what lies at a level or near a box without looking at
 * the rest. The rows are those that suited the edges at first, so many edges added in one place make a row longer.
 */
import type { EdgeUses } from './edge-uses.ts';
import type { Box } from './polygon.ts';
import { rowBounds, rowOf } from './row-index.ts';

export class EdgeRows {
  readonly #table: EdgeUses;
  /** Lowest y of each row but the first. */
  readonly #bounds: Float64Array;
  readonly #rows: number[][];

  /** Every row of the table must be in use. */
  constructor(table: EdgeUses) {
    this.#table = table;
    const low = new Float64Array(table.count);
    const high = new Float64Array(table.count);
    for (let edge = 0; edge < table.count; edge++) {
      low[edge] = this.#low(edge);
      high[edge] = this.#high(edge);
    }
    this.#bounds = rowBounds(low, high).bounds;
    this.#rows = Array.from({ length: this.#bounds.length + 1 }, () => []);
    for (let edge = 0; edge < table.count; edge++) this.add(edge);
  }

  add(edge: number): void {
    const last = rowOf(this.#bounds, this.#high(edge));
    for (let row = rowOf(this.#bounds, this.#low(edge)); row <= last; row++) this.#rows[row]!.push(edge);
  }

  /** The ends must still be in the table. */
  remove(edge: number): void {
    const last = rowOf(this.#bounds, this.#high(edge));
    for (let row = rowOf(this.#bounds, this.#low(edge)); row <= last; row++) {
      const list = this.#rows[row]!;
      const end = list.pop()!;
      if (end !== edge) list[list.indexOf(edge)] = end;
    }
  }

  /** The edges whose range of y may hold this y, in no order; a view, not to be kept. */
  at(y: number): readonly number[] {
    return this.#rows[rowOf(this.#bounds, y)]!;
  }

  /** Visits each edge whose closed box meets a box, once. */
  eachNear([minX, minY, maxX, maxY]: Box, visit: (edge: number) => void): void {
    const { ax, bx } = this.#table;
    const first = rowOf(this.#bounds, minY);
    const last = rowOf(this.#bounds, maxY);
    for (let row = first; row <= last; row++) {
      const list = this.#rows[row]!;
      for (let i = 0; i < list.length; i++) {
        const edge = list[i]!;
        if (ax[edge]! > maxX || bx[edge]! < minX) continue;
        const low = this.#low(edge);
        if (low > maxY || this.#high(edge) < minY) continue;
        // It is in later rows as well, and is visited in the first of those looked at.
        if (row === first || rowOf(this.#bounds, low) === row) visit(edge);
      }
    }
  }

  #low(edge: number): number {
    return Math.min(this.#table.ay[edge]!, this.#table.by[edge]!);
  }

  #high(edge: number): number {
    return Math.max(this.#table.ay[edge]!, this.#table.by[edge]!);
  }
}
