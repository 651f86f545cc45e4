/** What every gesture on the map is: begun by a press, led by the pointer, ended or dropped. Places in lattice units. */

export interface Hold {
  /** Cells of the grid under the press only. */
  readonly shift: boolean;
  /** A rectangle, whatever the tool. */
  readonly box: boolean;
  /** Metres on the ground that a pixel is. */
  readonly metresPerPixel: number;
}

export interface Gesture {
  /** The way since the last call: x0, y0, … */
  lead(way: readonly number[]): void;
  end(): void;
  drop(): void;
}
