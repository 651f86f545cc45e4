/** Open events that a report may be about already: the same kind, near, recent. Pure; the service offers the same by its own rule. */

import type { EventSettings } from '../../../server/contract/event-rules.ts';
import type { EventRow } from '../../../server/contract/events.ts';
import { isEnded, isPlaced } from './urgency.ts';

const METRES_PER_DEGREE = 111_320;

/** Metres on the ground between two near points; good to a few thousandths, which is enough for "near". */
export function metresBetween(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const east = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.hypot(east, b.lat - a.lat) * METRES_PER_DEGREE;
}

export interface Likely {
  readonly row: EventRow;
  readonly metres: number;
}

const MOST = 5;
const HOUR_MS = 3_600_000;

export function similarTo(
  rows: Iterable<EventRow>,
  report: { readonly category: string; readonly lon: number; readonly lat: number },
  limits: EventSettings['similar'],
  now: number,
): Likely[] {
  const found: Likely[] = [];
  for (const row of rows) {
    if (row.category !== report.category || isEnded(row) || !isPlaced(row)) continue;
    if (now - Date.parse(row.reportedAt) > limits.hours * HOUR_MS) continue;
    const metres = metresBetween(report, row);
    if (metres <= limits.metres) found.push({ row, metres });
  }
  return found.sort((a, b) => a.metres - b.metres).slice(0, MOST);
}
