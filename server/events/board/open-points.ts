/** Open events that are located, in square cells of the lattice, so that those near a point are found without looking at all. */
import { metresPerUnitX, metresPerUnitY } from '../../geometry/distance.ts';
import type { BoardEvent } from './board-event.ts';

/** About 440 m of latitude. */
const CELL_UNITS = 40_000;
/** More cells across the world than this there are not. */
const ROW = 200_000;

const cellOf = (x: number, y: number): number => Math.floor(x / CELL_UNITS) * ROW + Math.floor(y / CELL_UNITS);

export class OpenPoints {
  readonly #cells = new Map<number, Set<BoardEvent>>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(event: BoardEvent): void {
    if (event.x === null || event.y === null || event.ended !== null) return;
    const cell = cellOf(event.x, event.y);
    const held = this.#cells.get(cell) ?? new Set();
    this.#cells.set(cell, held.add(event));
    this.#size++;
  }

  delete(event: BoardEvent): void {
    if (event.x === null || event.y === null) return;
    const cell = cellOf(event.x, event.y);
    const held = this.#cells.get(cell);
    if (held?.delete(event)) this.#size--;
    if (held?.size === 0) this.#cells.delete(cell);
  }

  /** Inside the box, its border included. */
  *within(west: number, south: number, east: number, north: number): Generator<BoardEvent> {
    const inside = ({ x, y }: BoardEvent): boolean => x! >= west && x! <= east && y! >= south && y! <= north;
    const columns = Math.floor(east / CELL_UNITS) - Math.floor(west / CELL_UNITS) + 1;
    const rows = Math.floor(north / CELL_UNITS) - Math.floor(south / CELL_UNITS) + 1;
    if (columns * rows > this.#cells.size) {
      for (const held of this.#cells.values()) for (const event of held) if (inside(event)) yield event;
      return;
    }
    for (let i = 0; i < columns; i++) {
      for (let j = 0; j < rows; j++) {
        const held = this.#cells.get(cellOf(west + i * CELL_UNITS, south + j * CELL_UNITS));
        if (held !== undefined) for (const event of held) if (inside(event)) yield event;
      }
    }
  }

  /** A box around all within so many metres. */
  near(x: number, y: number, metres: number): Generator<BoardEvent> {
    const dx = Math.ceil(metres / metresPerUnitX(y));
    const dy = Math.ceil(metres / metresPerUnitY(y));
    return this.within(x - dx, y - dy, x + dx, y + dy);
  }
}
