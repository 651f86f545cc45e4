/** A polygon file checked in this browser: how far it is, what it gave, or why it cannot be read. Nothing is uploaded. */
import { signal } from '@preact/signals';
import type { FeatureCollection } from 'geojson';

/** What is wrong with a file as a whole, with its place: a line, a feature, a position. Words are the screen's. */
export interface FileFault {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

export interface CheckedFile {
  readonly name: string;
  readonly bytes: number;
  /** Polygons and multipolygons that were checked. */
  readonly shapes: number;
  readonly vertices: number;
  /** Points, lines and empty geometries, left aside. */
  readonly skipped: number;
  /** The attribute the codes were taken from; null: numbered in the order of the file. */
  readonly codeField: string | null;
  /** Said about the file besides: encoding, converted coordinates. */
  readonly notes: readonly FileFault[];
  readonly seconds: number;
}

export type FileState =
  | { state: 'none' }
  | { state: 'working'; name: string; step: 'read' | 'check' }
  | { state: 'done'; file: CheckedFile }
  | { state: 'refused'; name: string; fault: FileFault };

export const fileState = signal<FileState>({ state: 'none' });

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
/** The shapes of the file, for the map. */
export const checkedShapes = signal<FeatureCollection>(NOTHING);

/** What came of mending it, in words; empty before. */
export const mendedSaid = signal('');

export function forgetFile(): void {
  mendedSaid.value = '';
  fileState.value = { state: 'none' };
  checkedShapes.value = NOTHING;
}
