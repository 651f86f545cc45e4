/**
 * Open events by kind and place, for those like another. A mass of reports of one kind at one place is what the answer is
 * wanted for, and where it must stay cheap: it is looked for close by first, and only the nearest are kept.
 */
import { metresPerUnitX, metresPerUnitY } from '../../geometry/distance.ts';
import type { Likeness } from '../recent-events.ts';
import type { BoardEvent, Pin } from './board-event.ts';
import { OpenPoints } from './open-points.ts';

export interface Near {
  readonly event: BoardEvent;
  readonly distanceM: number;
}

/** About 22 m of latitude. */
const CELL_UNITS = 2000;
/** Parts of the reach that are looked at one after the other, until enough are found. */
const REACHES = [0.1, 0.3, 1];

const kindOf = (county: string, dictionary: string, category: string): string => `${county}/${dictionary}/${category}`;

export class AlikeEvents {
  readonly #kinds = new Map<string, OpenPoints>();

  add(pin: Pin): void {
    const { event } = pin;
    if (event.x === null || event.ended !== null) return;
    const kind = kindOf(event.county, event.dictionary, event.row.category);
    const points = this.#kinds.get(kind) ?? new OpenPoints(CELL_UNITS);
    points.add(pin);
    this.#kinds.set(kind, points);
  }

  /** While it holds the event that it was added with, or one of the same place and kind. */
  delete(pin: Pin): void {
    const { event } = pin;
    const kind = kindOf(event.county, event.dictionary, event.row.category);
    const points = this.#kinds.get(kind);
    points?.delete(pin);
    if (points?.isEmpty) this.#kinds.delete(kind);
  }

  /** The nearest first, then the first reported; at most so many. */
  nearest(likeness: Likeness, most: number): Near[] {
    const points = this.#kinds.get(kindOf(likeness.county, likeness.dictionary, likeness.category));
    if (points === undefined) return [];
    for (const part of REACHES) {
      const found = nearestIn(points, likeness, likeness.metres * part, most);
      // nobody further away can be nearer
      if (found.length === most || part === 1) return found;
    }
    return [];
  }
}

function nearestIn(points: OpenPoints, likeness: Likeness, metres: number, most: number): Near[] {
  const { x, y, since, except, areas } = likeness;
  // over the reach of a kind the lengths of a unit do not change
  const mx = metresPerUnitX(y);
  const my = metresPerUnitY(y);
  const dx = Math.ceil(metres / mx);
  const dy = Math.ceil(metres / my);
  const found: Near[] = [];
  points.spots(x - dx, y - dy, x + dx, y + dy, (spot) => {
    const distanceM = Math.sqrt(((spot.x - x) * mx) ** 2 + ((spot.y - y) * my) ** 2);
    if (distanceM > metres) return;
    let taken = 0;
    for (const { event } of spot.pins) {
      const { row } = event;
      // later ones of the same spot come after these
      if (taken === most || (found.length === most && compare(distanceM, row.serial, found[most - 1]!) > 0)) return;
      if (event.reported < since || row.id === except) continue;
      if (areas !== null && !areas.some((area) => row.area.startsWith(area))) continue;
      taken++;
      let place = found.length;
      while (place > 0 && compare(distanceM, row.serial, found[place - 1]!) < 0) place--;
      found.splice(place, 0, { event, distanceM });
      if (found.length > most) found.pop();
    }
  });
  return found;
}

const compare = (distanceM: number, serial: number, other: Near): number =>
  distanceM - other.distanceM || serial - other.event.row.serial;
