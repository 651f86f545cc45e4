/**
 * Which grids cover a place, from all their edges: the windings of the edges west of the middle of a piece. The middle is an
 * exact fraction, so this holds however thin the place is.
 */
import type { EdgeUses } from './edge-uses.ts';
import type { NodeTable } from './node-table.ts';
import { RowIndex } from './row-index.ts';

/** Finds the edges whose range of y may hold a level. */
export interface Levels {
  at(y: number): Iterable<number>;
}

/** Below this difference approximations do not decide. */
const UNSURE = 1e-3;

export class OwnersWest {
  readonly #table: EdgeUses;
  readonly #rows: Levels;

  /** `rows`: over all edges of the table. */
  constructor(table: EdgeUses, rows: Levels = levelsOf(table)) {
    this.#table = table;
    this.#rows = rows;
  }

  /**
   * Owners and how often each covers the place just west of the middle between two nodes, or just north of it when they are
   * level. Every edge through the middle must lie along the two nodes.
   */
  at(nodes: NodeTable, tail: number, head: number): Map<number, number> {
    const { ay, by } = this.#table;
    const from = exact(nodes, tail);
    const to = exact(nodes, head);
    const d = 2n * from.d * to.d;
    const nx = from.nx * to.d + to.nx * from.d;
    const ny = from.ny * to.d + to.ny * from.d;
    const mx = (nodes.x[tail]! + nodes.x[head]!) / 2;
    const my = (nodes.y[tail]! + nodes.y[head]!) / 2;
    const isAbove = (y: number): boolean => (Math.abs(y - my) > UNSURE ? y > my : BigInt(y) * d > ny);
    const owners = new Map<number, number>();
    // The middle may lie a little below or above the row its approximation falls in.
    const looked = new Set<number>([...this.#rows.at(my - UNSURE), ...this.#rows.at(my + UNSURE)]);
    for (const edge of looked) {
      const rises = isAbove(by[edge]!);
      if (isAbove(ay[edge]!) === rises) continue;
      if (!this.#isEastOf(edge, rises, nx, ny, d, mx)) continue;
      this.#table.eachGridUse(edge, (owner, sign) => {
        const times = (owners.get(owner) ?? 0) + (rises ? -sign : sign);
        if (times === 0) owners.delete(owner);
        else owners.set(owner, times);
      });
    }
    return owners;

    function exact(table: NodeTable, node: number): { nx: bigint; ny: bigint; d: bigint } {
      return table.fraction(node) ?? { nx: BigInt(table.x[node]!), ny: BigInt(table.y[node]!), d: 1n };
    }
  }

  /** Whether the point (nx/d, ny/d) is strictly east of an edge that passes its level. */
  #isEastOf(edge: number, rises: boolean, nx: bigint, ny: bigint, d: bigint, mx: number): boolean {
    const { ax, ay, bx, by } = this.#table;
    if (mx > bx[edge]! + UNSURE) return true;
    if (mx < ax[edge]! - UNSURE) return false;
    const side =
      BigInt(bx[edge]! - ax[edge]!) * (ny - BigInt(ay[edge]!) * d) -
      BigInt(by[edge]! - ay[edge]!) * (nx - BigInt(ax[edge]!) * d);
    return rises ? side < 0n : side > 0n;
  }
}

function levelsOf(table: EdgeUses): Levels {
  const low = new Float64Array(table.count);
  const high = new Float64Array(table.count);
  for (let edge = 0; edge < table.count; edge++) {
    low[edge] = Math.min(table.ay[edge]!, table.by[edge]!);
    high[edge] = Math.max(table.ay[edge]!, table.by[edge]!);
  }
  return new RowIndex(low, high);
}
