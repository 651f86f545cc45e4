/** What is said between the service and the thread that writes GeoPackages: a head, pages one after the other, the end. */
import type { Field } from '../features/field.ts';
import type { FeaturesOut } from './features-out.ts';
import type { StoredFeature } from './placed.ts';

export interface GeopackageHead extends Pick<FeaturesOut, 'name' | 'geometry' | 'actor' | 'at' | 'edition'> {
  readonly path: string;
  readonly fields: readonly Field[];
  /** Of the system of the file, which the thread makes anew: functions are not sent. */
  readonly crs: string;
}

export type ToGeopackageThread =
  | { readonly kind: 'file'; readonly head: GeopackageHead }
  | { readonly kind: 'page'; readonly rows: readonly StoredFeature[] }
  | { readonly kind: 'end' };

export type FromGeopackageThread =
  /** The file is there, or the page is in it: the next page may come. */
  { readonly kind: 'taken' } | { readonly kind: 'done' } | { readonly kind: 'broken'; readonly message: string };
