/** What a writer of files is given: the columns, the system, who asked, and the features page by page. */
import type { Field, FieldValue } from '../features/field.ts';
import type { PlainGeometry } from '../features/positions.ts';
import type { ReferenceSystem } from '../features/reference-systems.ts';

export interface OutFeature {
  readonly id: string;
  readonly properties: Readonly<Record<string, FieldValue>>;
  /** In the system of the file, x first; null where none is known. */
  readonly geometry: PlainGeometry | null;
}

export interface FeaturesOut {
  /** Of the layer; names tables and files. */
  readonly name: string;
  readonly fields: readonly Field[];
  readonly geometry: 'MultiPolygon' | 'Point';
  readonly system: ReferenceSystem;
  readonly pages: AsyncIterable<readonly OutFeature[]>;
  /** Who took the file, and the instant whose state is in it. */
  readonly actor: string;
  readonly at: Date;
  /** The edition asked for; null: what was in force at the instant. */
  readonly edition: number | null;
}

/** Writes one file. `folder`: for what is needed besides, empty and gone afterwards. */
export type FileWriter = (path: string, features: FeaturesOut, folder: string) => Promise<void>;

/** In words, for formats that have room for them. */
export function provenance({ actor, at, edition, system }: FeaturesOut): string {
  const state = edition === null ? `as of ${at.toISOString()}` : `edition ${edition}`;
  return `Gezhong 格中, ${state}, EPSG:${system.epsg}, exported by ${actor}`;
}
