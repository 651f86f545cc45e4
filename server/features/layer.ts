/** A layer of flat features read page by page: what the OGC interface and exported files are made of. */
import type { Caller } from '../access/caller.ts';
import type { Span } from '../contract/time.ts';
import type { Field, FieldValue } from './field.ts';

export interface FlatFeature {
  /** Names it among all of its layer, past ones too. */
  readonly id: string;
  /** Where the page after it begins. */
  readonly key: readonly [string, number];
  readonly properties: Readonly<Record<string, FieldValue>>;
  /** GeoJSON text, lon, lat in degrees with seven decimals; null where none is known. */
  readonly geometry: string | null;
}

export interface Selection {
  /** Null: now. */
  readonly asOf: Date | null;
  /** Instead of an instant. */
  readonly during?: Span | undefined;
  /** WKT in degrees. */
  readonly meets?: string | undefined;
  /** What `filters` of the layer names, as text. */
  readonly filters: Readonly<Record<string, string | undefined>>;
}

export interface Page {
  readonly after?: readonly [string, number] | undefined;
  readonly limit: number;
}

export interface FeatureLayer {
  readonly fields: readonly Field[];
  readonly geometry: 'MultiPolygon' | 'Point';
  page(caller: Caller, selection: Selection, page: Page): Promise<FlatFeature[]>;
  count(caller: Caller, selection: Selection): Promise<number>;
  /** By the id that a feature has; undefined where there is none, or none for this caller. */
  one(caller: Caller, id: string): Promise<FlatFeature | undefined>;
}

export const LAYER_NAMES = ['grids', 'areas', 'places', 'events'] as const;
export type LayerName = (typeof LAYER_NAMES)[number];
