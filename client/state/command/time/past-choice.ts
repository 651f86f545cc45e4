/** From an event of the columns, which have no id, to its card: by the board if it is there, else by asking for its moment. */
import { signal } from '@preact/signals';
import type { EventRow } from '../../../../server/contract/events.ts';
import { findEvent } from '../../../api/event-figures.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';
import { board, pastEvents } from '../board.ts';
import { choose, showPlace } from '../chosen.ts';
import { commandArea } from '../roles.ts';
import { isPlaced } from '../urgency.ts';
import { played } from './played-period.ts';

export const choiceProblem = signal<ApiError | null>(null);

async function rowOf(serial: number, reported: number): Promise<EventRow | null> {
  for (const row of board.peek().rows.values()) if (row.serial === serial) return row;
  const area = commandArea.peek();
  return area === null ? null : findEvent({ area, serial, reported });
}

/** `index`: in the columns of the period. The event is shown as it is now; what is past is in its story. */
export async function choosePast(index: number): Promise<void> {
  const all = played.peek();
  const serial = all?.serial[index];
  const reported = all?.reported[index];
  if (serial === undefined || reported === undefined) return;
  choiceProblem.value = null;
  try {
    const row = await rowOf(serial, reported);
    if (row === null) return;
    // the chosen one is drawn with its ring although the others of now are not
    if (pastEvents.peek() !== null) pastEvents.value = new Map([[row.id, row]]);
    choose(row.id);
    if (isPlaced(row)) showPlace(row.lon, row.lat);
  } catch (error) {
    choiceProblem.value = asApiError(error);
  }
}
