/** GeoJSON geometries (RFC 7946): WGS 84 lon, lat in degrees, 7 decimals out. */
import { type Static, Type } from 'typebox';

export const Position = Type.Array(Type.Number(), { minItems: 2, maxItems: 3, description: '[lon, lat]' });

export const PointGeometry = Type.Object({ type: Type.Literal('Point'), coordinates: Position });
export const PolygonGeometry = Type.Object({
  type: Type.Literal('Polygon'),
  coordinates: Type.Array(Type.Array(Position)),
});
export const MultiPolygonGeometry = Type.Object({
  type: Type.Literal('MultiPolygon'),
  coordinates: Type.Array(Type.Array(Type.Array(Position))),
});
export const LineGeometry = Type.Object({
  type: Type.Literal('LineString'),
  coordinates: Type.Array(Position),
});

export const MultiLineGeometry = Type.Object({
  type: Type.Literal('MultiLineString'),
  coordinates: Type.Array(Type.Array(Position)),
});

export const Surface = Type.Union([PolygonGeometry, MultiPolygonGeometry]);
export type Surface = Static<typeof Surface>;

export const Geometry = Type.Union([
  PointGeometry,
  LineGeometry,
  MultiLineGeometry,
  PolygonGeometry,
  MultiPolygonGeometry,
]);
export type Geometry = Static<typeof Geometry>;

/** `minLon,minLat,maxLon,maxLat` in a query. */
export const BboxText = Type.String({
  pattern: '^-?[0-9.]+(,-?[0-9.]+){3}$',
  maxLength: 120,
  description: 'minLon,minLat,maxLon,maxLat in degrees',
});

export const Datum = Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02'), Type.Literal('bd09')], {
  description: 'wgs84 (= CGCS2000) by default; gcj02 and bd09 are converted at the door',
});
export type Datum = Static<typeof Datum>;
