/**
 * What several processes on one PostgreSQL tell each other of workers, so that each shows all of them: with the commit that
 * stores the fixes, the newest state of each worker that moved, some hundred to a notification of less than 8,000 bytes. Told
 * and not read from the table each tick: a table that is read ten times a second by every process costs the same whether
 * anybody moves or not, and would have to be written once more for each fix that is only coalesced.
 */
import type { DutyBook } from './duty-book.ts';
import type { LiveWorker, LiveWorkers } from './live-workers.ts';
import { COARSE_M } from './rules/limits.ts';
import type { Place } from './rules/movement.ts';

export const POSITIONS_CHANNEL = 'positions';
const MOST_BYTES = 7_500;

/** worker, shift, t, x, y, speed, course, accuracy, grid, since; a grid that is not known yet is left out. */
type Told = [number, string, number, number, number, number, number, number, ...([] | [Place, number])];

export function toldOf(worker: LiveWorker): Told {
  const { duty, last, where } = worker;
  const { t, x, y, speed, course, accuracyM } = last!;
  const grid: [] | [Place, number] = where.grid === undefined ? [] : [where.grid, where.since];
  return [duty.worker, duty.shift, t, x, y, speed, course, Math.round(accuracyM * 10) / 10, ...grid];
}

export function payloadsOf(process: string, told: readonly Told[]): string[] {
  const payloads: string[] = [];
  let rows: string[] = [];
  let bytes = 0;
  const close = (): void => {
    if (rows.length > 0) payloads.push(`{"from":"${process}","rows":[${rows.join(',')}]}`);
    rows = [];
    bytes = process.length + 22;
  };
  close();
  for (const one of told) {
    // codes of grids are ASCII: a character is a byte
    const row = JSON.stringify(one);
    if (bytes + row.length + 1 > MOST_BYTES) close();
    rows.push(row);
    bytes += row.length + 1;
  }
  close();
  return payloads;
}

/** Applies what another process told. Workers whose shift is not known here yet are answered: the book is to look again. */
export function hear(payload: string, process: string, duty: DutyBook, live: LiveWorkers): number[] {
  const unknown: number[] = [];
  if (payload.startsWith(`{"from":"${process}"`)) return unknown;
  const { rows } = JSON.parse(payload) as { rows: Told[] };
  for (const [number, shift, t, x, y, speed, course, accuracyM, grid, since] of rows) {
    const on = duty.shiftOf(number, t);
    if (on?.shift !== shift) {
      unknown.push(number);
      continue;
    }
    if (on.until !== null) continue;
    const worker = live.of(on);
    if (worker.last !== null && worker.last.t >= t) continue;
    const fix = { t, x, y, speed, course, accuracyM, coarse: accuracyM > COARSE_M };
    worker.last = fix;
    worker.kept = fix;
    worker.suspect = null;
    if (!fix.coarse) worker.judged = fix;
    worker.known.add(t, undefined);
    if (since !== undefined) {
      // a move that is not settled yet is settled where it began
      const candidate = worker.where.grid === grid ? worker.where.candidate : null;
      worker.where = { grid: grid as Place, since, candidate };
    }
    worker.home = false;
    live.changed(worker);
  }
  return unknown;
}
