/** An event on the board: the row everybody sees, written as JSON once for all of them, and what is asked of it besides. */
import type { EventRow } from '../../contract/events.ts';

export interface BoardEvent {
  readonly row: EventRow;
  readonly county: string;
  readonly dictionary: string;
  /** Lattice units; null: not located. */
  readonly x: number | null;
  readonly y: number | null;
  /** ms */
  readonly reported: number;
  readonly filed: number | null;
  readonly handled: number | null;
  readonly ended: number | null;
  /** Of the clock that runs. */
  readonly due: number | null;
  /** The row as JSON. */
  readonly text: Buffer;
}

/** Where an event is found; it stays while the event changes and keeps its place and kind. */
export interface Pin {
  event: BoardEvent;
}

/** What happened to an event on the board. `now` null: it ended on a day before today. */
export interface BoardChange {
  readonly serial: number;
  readonly id: string;
  /** Whose it was; null: it is new here. */
  readonly areaBefore: string | null;
  readonly now: BoardEvent | null;
}
