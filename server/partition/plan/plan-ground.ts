/** What the numbers of a plan are summed from: cells in rows, and the contacts of each cell with its neighbours. */
import { ARC_CLASSES, UNKNOWN_HOUSEHOLDS } from '../cell-graph.ts';
import { contactsOf } from '../contacts.ts';
import { graphOf, NO_CELL, type PlanLayer } from './plan-layer.ts';

export interface PlanGround {
  readonly count: number;
  /** 0: no cell has this number. */
  readonly isCell: Uint8Array;
  readonly households: Int32Array;
  /** 1: nobody has counted; its households are 0. */
  readonly uncounted: Uint8Array;
  readonly areaCm2: Float64Array;
  readonly outerCm: Float64Array;
  /** Contacts of cell c: rows start[c] … start[c + 1] − 1. */
  readonly start: Int32Array;
  readonly to: Int32Array;
  /** ARC_CLASSES lengths a row. */
  readonly classCm: Float64Array;
  /** 1: people get across. */
  readonly connects: Uint8Array;
}

export function groundOf(layer: PlanLayer): PlanGround {
  const { cells } = layer;
  const graph = graphOf(layer);
  const contacts = contactsOf(graph, new Int32Array(0));
  const count = cells.length;
  const start = new Int32Array(count + 1);
  for (const side of [contacts.a, contacts.b]) for (const cell of side) start[cell + 1]! += 1;
  for (let cell = 0; cell < count; cell++) start[cell + 1]! += start[cell]!;
  const rows = start[count]!;
  const free = start.slice();
  const to = new Int32Array(rows);
  const classCm = new Float64Array(ARC_CLASSES * rows);
  const connects = new Uint8Array(rows);
  contacts.a.forEach((a, i) => {
    const lengths = contacts.classCm.subarray(ARC_CLASSES * i, ARC_CLASSES * (i + 1));
    const b = contacts.b[i]!;
    for (const [cell, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = free[cell]!++;
      to[row] = other;
      classCm.set(lengths, ARC_CLASSES * row);
      connects[row] = contacts.connects[i]!;
    }
  });
  return {
    count,
    isCell: Uint8Array.from(cells, (cell) => Number(cell !== NO_CELL)),
    households: Int32Array.from(cells, ({ households }) => Math.max(0, households)),
    uncounted: Uint8Array.from(cells, ({ households }) => Number(households === UNKNOWN_HOUSEHOLDS)),
    areaCm2: Float64Array.from(cells, ({ areaCm2 }) => areaCm2),
    outerCm: graph.cells.outerCm,
    start,
    to,
    classCm,
    connects,
  };
}
