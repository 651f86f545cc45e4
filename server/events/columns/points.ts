/** Located events in a box, for the tiles of events. The open ones come from their cells, all of them from the places of each page. */

import type { Grade } from '../../contract/event-rules.ts';
import { GRADES } from '../../contract/event-rules.ts';
import type { EventState } from '../../contract/events.ts';
import { EVENT_STATES } from '../../contract/events.ts';
import type { Board } from '../board/board.ts';
import type { BoardEvent } from '../board/board-event.ts';
import type { EventColumns } from './event-columns.ts';
import type { EventPage } from './event-page.ts';
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
  /** So many are wanted; the others are only counted. */
  readonly most: number;
}

export interface FoundPoints {
  /** The newest first. */
  readonly newest: EventPoint[];
  readonly count: number;
}

export function pointsIn(columns: EventColumns, board: Board, question: PointQuestion): FoundPoints {
  const { areas } = question;
  const isAsked = (code: string): boolean => areas === null || areas.some((area) => code.startsWith(area));
  return question.openOnly ? openPoints(board, isAsked, question) : allPoints(columns, isAsked, question);
}

function openPoints(board: Board, isAsked: (area: string) => boolean, { box, most }: PointQuestion): FoundPoints {
  const open: BoardEvent[] = [];
  board.points.within(box.west, box.south, box.east, box.north, (event) => {
    if (isAsked(event.row.area)) open.push(event);
  });
  open.sort((a, b) => b.row.serial - a.row.serial);
  const newest = open.slice(0, most).map(({ row: { serial, category, grade, state }, x, y, reported, due }) => ({
    ...{ serial, x: x!, y: y!, category, grade, state, reported, due },
  }));
  return { newest, count: open.length };
}

function allPoints(
  columns: EventColumns,
  isAsked: (area: string) => boolean,
  { box: { west, south, east, north }, most }: PointQuestion,
): FoundPoints {
  const mask = columns.areas.mask(isAsked);
  const newest: EventPoint[] = [];
  let count = 0;
  const pages = columns.pages();
  for (let p = pages.length - 1; p >= 0; p--) {
    const page = pages[p]!;
    page.places ??= new PagePlaces(page);
    const near = page.places.near({ west, south, east, north });
    const length = near?.length ?? page.size;
    for (let n = 0; n < length; n++) {
      const i = near === null ? length - 1 - n : near[n]!;
      const x = page.x[i]!;
      const y = page.y[i]!;
      // an event without a place lies beyond every box
      if (x < west || x > east || y < south || y > north || mask[page.area[i]!] !== 1) continue;
      count += 1;
      if (newest.length < most) newest.push(pointOf(columns, page, i));
    }
  }
  return { newest, count };
}

function pointOf(columns: EventColumns, page: EventPage, i: number): EventPoint {
  return {
    serial: page.first + i,
    x: page.x[i]!,
    y: page.y[i]!,
    category: columns.categoryCode(page.category[i]!),
    grade: GRADES[page.grade[i]!]!,
    state: EVENT_STATES[page.state[i]!]!,
    reported: page.reported[i]!,
    due: Number.isNaN(page.due[i]!) ? null : page.due[i]!,
  };
}
