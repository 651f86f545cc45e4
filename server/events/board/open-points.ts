/** Open events that are located, in square cells of the lattice, so that those in a box are found without looking at all. */
import type { BoardEvent, Pin } from './board-event.ts';

/** More cells across the world than this there are not. */
const ROW = 10_000_000;

export class OpenPoints {
  readonly #cells = new Map<number, Set<Pin>>();
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
    const held = this.#cells.get(cell);
    if (held === undefined) this.#cells.set(cell, new Set([pin]));
    else held.add(pin);
  }

  /** While it holds the event that it was added with, or one of the same place. */
  delete(pin: Pin): void {
    const { x, y } = pin.event;
    if (x === null || y === null) return;
    const cell = this.#cellOf(x, y);
    const held = this.#cells.get(cell);
    if (held?.delete(pin) && held.size === 0) this.#cells.delete(cell);
  }

  /** Each of those inside the box, its border included. */
  within(west: number, south: number, east: number, north: number, visit: (event: BoardEvent) => void): void {
    const look = (held: Set<Pin>): void => {
      for (const { event } of held) {
        const { x, y } = event;
        if (x! >= west && x! <= east && y! >= south && y! <= north) visit(event);
      }
    };
    const side = this.#cellUnits;
    const columns = Math.floor(east / side) - Math.floor(west / side) + 1;
    const rows = Math.floor(north / side) - Math.floor(south / side) + 1;
    if (columns * rows > this.#cells.size) {
      for (const held of this.#cells.values()) look(held);
      return;
    }
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < rows; j++) {
        const held = this.#cells.get(this.#cellOf(west + i * side, south + j * side));
        if (held !== undefined) look(held);
      }
    }
  }

  #cellOf(x: number, y: number): number {
    return Math.floor(x / this.#cellUnits) * ROW + Math.floor(y / this.#cellUnits);
  }
}
