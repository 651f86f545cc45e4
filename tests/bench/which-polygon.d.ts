declare module 'which-polygon' {
  import type { FeatureCollection, MultiPolygon, Polygon } from 'geojson';

  interface Query<P> {
    (point: readonly [number, number], multi: true): P[] | null;
    (point: readonly [number, number], multi?: false): P | null;
  }
  export default function whichPolygon<P>(collection: FeatureCollection<Polygon | MultiPolygon, P>): Query<P>;
}
