/** Located events in a box, for the tiles of events. The open ones come from their cells, all of them from the places of each page. */

import type { Grade } from '../../contract/event-rules.ts';
import { GRADES } from '../../contract/event-rules.ts';
import type { EventState } from '../../contract/events.ts';
import { EVENT_STATES } from '../../contract/events.ts';
import type { Board } from '../board/board.ts';
import type { BoardEvent } from '../board/board-event.ts';
import type { EventColumns } from './event-columns.ts';
import { PagePlaces } from './page-places.ts';

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
  /** These and those below them; null: all. */
  readonly areas: readonly string[] | null;
  readonly openOnly: boolean;
}

/** The newest first. */
export function* pointsIn(
  columns: EventColumns,
  board: Board,
  { box, areas, openOnly }: PointQuestion,
): Generator<EventPoint> {
  const { west, south, east, north } = box;
  const isAsked = (code: string): boolean => areas === null || areas.some((area) => code.startsWith(area));
  if (openOnly) {
    const open: BoardEvent[] = [];
    board.points.within(west, south, east, north, (event) => {
      if (isAsked(event.row.area)) open.push(event);
    });
    for (const { row, x, y, reported, due } of open.sort((a, b) => b.row.serial - a.row.serial)) {
      const { serial, category, grade, state } = row;
      yield { serial, x: x!, y: y!, category, grade, state, reported, due };
    }
    return;
  }
  const mask = columns.areas.mask(isAsked);
  const pages = columns.pages();
  for (let p = pages.length - 1; p >= 0; p--) {
    const page = pages[p]!;
    page.places ??= new PagePlaces(page);
    for (const i of page.places.near(box)) {
      const x = page.x[i]!;
      const y = page.y[i]!;
      if (x < west || x > east || y < south || y > north || mask[page.area[i]!] !== 1) continue;
      yield {
        ...{ serial: page.first + i, x, y, category: columns.categoryCode(page.category[i]!) },
        ...{ grade: GRADES[page.grade[i]!]!, state: EVENT_STATES[page.state[i]!]!, reported: page.reported[i]! },
        due: Number.isNaN(page.due[i]!) ? null : page.due[i]!,
      };
    }
  }
}
