/** Located events in a box, for the tiles of events. The open ones come from their cells, all of them from the columns. */

import type { Grade } from '../../contract/event-rules.ts';
import { GRADES } from '../../contract/event-rules.ts';
import type { EventState } from '../../contract/events.ts';
import { EVENT_STATES } from '../../contract/events.ts';
import type { Board } from '../board/board.ts';
import type { EventColumns } from './event-columns.ts';

/** Lattice units. */
export interface LatticeBox {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export interface EventPoint {
  readonly serial: number;
  readonly x: number;
  readonly y: number;
  readonly category: string;
  readonly grade: Grade;
  readonly state: EventState;
  /** ms */
  readonly reported: number;
  /** Of the clock that runs, ms; null: none. */
  readonly due: number | null;
}

export interface PointQuestion {
  readonly box: LatticeBox;
  readonly area: string;
  readonly openOnly: boolean;
}

export function pointsIn(columns: EventColumns, board: Board, { box, area, openOnly }: PointQuestion): EventPoint[] {
  const { west, south, east, north } = box;
  if (openOnly) {
    const open: EventPoint[] = [];
    board.points.within(west, south, east, north, ({ row, x, y, reported, due }) => {
      const { serial, category, grade, state } = row;
      if (row.area.startsWith(area)) open.push({ serial, x: x!, y: y!, category, grade, state, reported, due });
    });
    return open.sort((a, b) => a.serial - b.serial);
  }
  const mask = columns.areas.mask((code) => code.startsWith(area));
  const found: EventPoint[] = [];
  for (const page of columns.pages()) {
    for (let i = 0; i < page.size; i++) {
      const x = page.x[i]!;
      const y = page.y[i]!;
      // an event without a place lies beyond every box
      if (x < west || x > east || y < south || y > north || mask[page.area[i]!] !== 1) continue;
      found.push({
        ...{ serial: page.first + i, x, y, category: columns.categoryCode(page.category[i]!) },
        ...{ grade: GRADES[page.grade[i]!]!, state: EVENT_STATES[page.state[i]!]!, reported: page.reported[i]! },
        due: Number.isNaN(page.due[i]!) ? null : page.due[i]!,
      });
    }
  }
  return found;
}
