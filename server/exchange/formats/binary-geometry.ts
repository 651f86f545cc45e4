/**
 * GeoPackage binary geometry (OGC 12-128 §2.1.3): header, optional envelope, then WKB, which wkx reads. Z is kept, M
 * dropped; an empty geometry is null.
 */
import wkx from 'wkx';
import { reasonOf } from '../source-error.ts';
import { type GeometryShape, geometryShape } from './geometry-shape.ts';

/** Bytes of the envelope by its indicator. */
const ENVELOPE = [0, 32, 48, 48, 64];
const EMPTY = 0x10;
const EXTENDED = 0x20;

export function geopackageGeometry(bytes: Uint8Array): GeometryShape {
  if (bytes.length < 8 || bytes[0] !== 0x47 || bytes[1] !== 0x50) return malformed('header');
  const flags = bytes[3] ?? 0;
  const envelope = ENVELOPE[(flags >> 1) & 7];
  if (envelope === undefined) return malformed('envelope');
  if (flags & EXTENDED) return { ok: false, code: 'geometry-unsupported', at: 'extended' };
  if (flags & EMPTY) return { ok: true, geometry: null, vertices: 0 };
  return wkbGeometry(bytes.subarray(8 + envelope));
}

/** WKB or EWKB. */
export function wkbGeometry(bytes: Uint8Array): GeometryShape {
  try {
    return withoutEmptyPoints(wkx.Geometry.parse(Buffer.from(bytes)).toGeoJSON());
  } catch (error) {
    return unreadable(error);
  }
}

/** WKT or EWKT. */
export function wktGeometry(text: string): GeometryShape {
  try {
    return withoutEmptyPoints(wkx.Geometry.parse(text.toUpperCase()).toGeoJSON());
  } catch (error) {
    return unreadable(error);
  }
}

/** An empty point is written as NaN NaN. */
function withoutEmptyPoints(value: unknown): GeometryShape {
  const { type, coordinates } = value as { type?: string; coordinates?: unknown[] };
  const empty = type === 'Point' && Array.isArray(coordinates) && coordinates.every((one) => Number.isNaN(one));
  return empty ? { ok: true, geometry: null, vertices: 0 } : geometryShape(value);
}

function unreadable(error: unknown): GeometryShape {
  const reason = reasonOf(error);
  return /not supported|expected geometry type|call stack/i.test(reason)
    ? { ok: false, code: 'geometry-unsupported', at: reason.slice(0, 80) }
    : malformed(reason.slice(0, 80));
}

function malformed(at: string): GeometryShape {
  return { ok: false, code: 'geometry-malformed', at };
}
