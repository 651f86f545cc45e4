/**
 * Open events that are located, by the spot where they stand, in square cells of the lattice: those in a box are found without
 * looking at all, and of a mass at one spot only those that are wanted are looked at.
 */
import type { BoardEvent, Pin } from './board-event.ts';

/** More cells across the world than this there are not. */
const ROW = 10_000_000;

/** Events at one place of the lattice, the first reported first. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly pins: readonly Pin[];
}

interface HeldSpot extends Spot {
  readonly pins: Pin[];
}

export class OpenPoints {
  readonly #cells = new Map<number, Map<number, HeldSpot>>();
  readonly #cellUnits: number;

  /** `cellUnits`: the side of a cell, lattice units, at least 1,000: about as large as the boxes that are asked for. */
  constructor(cellUnits: number) {
    this.#cellUnits = cellUnits;
  }

  get isEmpty(): boolean {
    return this.#cells.size === 0;
  }

  add(pin: Pin): void {
    const { x, y, ended } = pin.event;
    if (x === null || y === null || ended !== null) return;
    const cell = this.#cellOf(x, y);
    const spots = this.#cells.get(cell) ?? new Map<number, HeldSpot>();
    this.#cells.set(cell, spots);
    const place = this.#placeOf(x, y);
    const spot = spots.get(place) ?? { x, y, pins: [] };
    spots.set(place, spot);
    spot.pins.splice(rankOf(spot.pins, pin), 0, pin);
  }

  /** While it holds the event that it was added with, or one of the same place. */
  delete(pin: Pin): void {
    const { x, y } = pin.event;
    if (x === null || y === null) return;
    const cell = this.#cellOf(x, y);
    const spots = this.#cells.get(cell);
    const place = this.#placeOf(x, y);
    const spot = spots?.get(place);
    if (spots === undefined || spot === undefined) return;
    const rank = rankOf(spot.pins, pin);
    if (spot.pins[rank] !== pin) return;
    spot.pins.splice(rank, 1);
    if (spot.pins.length === 0) spots.delete(place);
    if (spots.size === 0) this.#cells.delete(cell);
  }

  /** Each of those inside the box, its border included. */
  within(west: number, south: number, east: number, north: number, visit: (event: BoardEvent) => void): void {
    this.spots(west, south, east, north, ({ pins }) => {
      for (const { event } of pins) visit(event);
    });
  }

  /** Each spot inside the box, its border included. */
  spots(west: number, south: number, east: number, north: number, visit: (spot: Spot) => void): void {
    const look = (spots: Map<number, HeldSpot>): void => {
      for (const spot of spots.values()) {
        if (spot.x >= west && spot.x <= east && spot.y >= south && spot.y <= north) visit(spot);
      }
    };
    const side = this.#cellUnits;
    const columns = Math.floor(east / side) - Math.floor(west / side) + 1;
    const rows = Math.floor(north / side) - Math.floor(south / side) + 1;
    if (columns * rows > this.#cells.size) {
      for (const spots of this.#cells.values()) look(spots);
      return;
    }
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < rows; j++) {
        const spots = this.#cells.get(this.#cellOf(west + i * side, south + j * side));
        if (spots !== undefined) look(spots);
      }
    }
  }

  #cellOf(x: number, y: number): number {
    return Math.floor(x / this.#cellUnits) * ROW + Math.floor(y / this.#cellUnits);
  }

  /** Within its cell. */
  #placeOf(x: number, y: number): number {
    const side = this.#cellUnits;
    return (x - Math.floor(x / side) * side) * side + (y - Math.floor(y / side) * side);
  }
}

/** Where it stands, or would stand, by serial number. */
function rankOf(pins: readonly Pin[], pin: Pin): number {
  const { serial } = pin.event.row;
  let [low, high] = [0, pins.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pins[middle]!.event.row.serial < serial) low = middle + 1;
    else high = middle;
  }
  return low;
}
