/** Problems of a file being imported, as far as they have a place: drawn on the map, linked with the report's table. */
import { signal } from '@preact/signals';
import type { Geometry } from '../../server/contract/geometry.ts';
import type { Bounds } from './viewport.ts';

export interface PlacedProblem {
  /** Its position in the report. */
  readonly item: number;
  readonly outcome: 'refused' | 'repaired' | 'noted';
  readonly geometry: Geometry;
}

export const placedProblems = signal<readonly PlacedProblem[]>([]);
export const selectedProblem = signal<number | null>(null);
/** The box of the file's contents, drawn as a frame; null when there is none. */
export const fileBox = signal<Bounds | null>(null);
