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
  const write = (cell: number, other: number, contact: number): void => {
    const row = free[cell]!++;
    to[row] = other;
    connects[row] = contacts.connects[contact]!;
    for (let k = 0; k < ARC_CLASSES; k++) classCm[ARC_CLASSES * row + k] = contacts.classCm[ARC_CLASSES * contact + k]!;
  };
  for (let i = 0; i < contacts.a.length; i++) {
    write(contacts.a[i]!, contacts.b[i]!, i);
    write(contacts.b[i]!, contacts.a[i]!, i);
  }
  return { count, ...columnsOf(cells), outerCm: graph.cells.outerCm, start, to, classCm, connects };
}

function columnsOf(cells: PlanLayer['cells']): Pick<PlanGround, 'isCell' | 'households' | 'uncounted' | 'areaCm2'> {
  const isCell = new Uint8Array(cells.length);
  const households = new Int32Array(cells.length);
  const uncounted = new Uint8Array(cells.length);
  const areaCm2 = new Float64Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i]!;
    isCell[i] = Number(cell !== NO_CELL);
    households[i] = Math.max(0, cell.households);
    uncounted[i] = Number(cell.households === UNKNOWN_HOUSEHOLDS);
    areaCm2[i] = cell.areaCm2;
  }
  return { isCell, households, uncounted, areaCm2 };
}
