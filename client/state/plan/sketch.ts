/** Lines that the gesture under way draws on the map: as drawn, and what would come of them. Gone with the gesture. */
import { signal } from '@preact/signals';

/** road: a border between two places of it takes the cheapest way. */
export type SketchKind = 'rectangle' | 'lasso' | 'split' | 'cut' | 'border' | 'road';

export interface Sketch {
  readonly kind: SketchKind;
  /** x0, y0, … in lattice units. */
  readonly line: readonly number[];
  /** The lines that would come of it. */
  readonly results: readonly (readonly number[])[];
  /** Why nothing would come of it: a reason of refusals, or `no-split`. */
  readonly fault: string | null;
}

export const sketch = signal<Sketch | null>(null);

/** Where a border can be taken hold of under the pointer. */
export const grip = signal<readonly [x: number, y: number] | null>(null);
