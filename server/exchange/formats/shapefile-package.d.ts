/** The part of the shapefile package (0.6) used here; it ships no types. */
declare module 'shapefile' {
  import type { Readable } from 'node:stream';
  import type { Geometry } from 'geojson';

  export interface GeometrySource {
    read(): Promise<{ done: true; value: undefined } | { done: false; value: Geometry | null }>;
    cancel(): Promise<unknown>;
  }

  export function openShp(source: Readable): Promise<GeometrySource>;
}
