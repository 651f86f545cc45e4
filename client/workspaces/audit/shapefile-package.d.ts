/** What the browser uses of the shapefile package (0.6), which ships no types; see server/exchange/formats for the rest. */
declare module 'shapefile' {
  import type { Geometry } from 'geojson';

  interface RecordSource {
    read(): Promise<
      | { done: true; value: undefined }
      | { done: false; value: { geometry: Geometry | null; properties: Record<string, unknown> | null } }
    >;
  }

  export function open(
    shp: Uint8Array,
    dbf: Uint8Array | undefined,
    options: { encoding: string },
  ): Promise<RecordSource>;
}
