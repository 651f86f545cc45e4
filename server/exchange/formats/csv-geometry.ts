/**
 * The position of a CSV row: two number columns, or one column of WKT, EWKT, hexadecimal WKB or GeoJSON. Numbers are
 * plain decimals; degrees with minutes, units or decimal commas are refused, never interpreted.
 */
import type { Limits } from '../source-limits.ts';
import { wkbGeometry, wktGeometry } from './binary-geometry.ts';
import type { PositionColumns } from './csv-dialect.ts';
import { type GeometryShape, geometryShape } from './geometry-shape.ts';
import { parseJsonText } from './json-text.ts';

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/;
/** Letters, brackets, commas, blanks and whole numbers: what WKT is made of. */
const WKT = /^(?:SRID=\d+;)?(?:[A-Z(), ]|[-+]?(?:\d+\.?\d*|\.\d+)(?:E[-+]?\d+)?(?=[(), ]|$))+$/;

/** Characters; the WKT reader takes some 100,000 positions a ring. WKB and GeoJSON have no such limit. */
const MAX_WKT = 8 * 1024 ** 2;

export function csvGeometry(values: Record<string, unknown>, columns: PositionColumns, limits: Limits): GeometryShape {
  if (columns.geometry !== undefined) return geometryText(String(values[columns.geometry] ?? ''), limits);
  if (columns.lon === undefined || columns.lat === undefined) return nothing;
  const x = String(values[columns.lon] ?? '').trim();
  const y = String(values[columns.lat] ?? '').trim();
  if (x === '' && y === '') return nothing;
  if (!NUMBER.test(x)) return { ok: false, code: 'coordinate-invalid', at: columns.lon };
  if (!NUMBER.test(y)) return { ok: false, code: 'coordinate-invalid', at: columns.lat };
  return geometryShape({ type: 'Point', coordinates: [Number(x), Number(y)] });
}

const nothing: GeometryShape = { ok: true, geometry: null, vertices: 0 };

function geometryText(given: string, limits: Limits): GeometryShape {
  const text = given.trim();
  if (text === '') return nothing;
  if (text.startsWith('{')) {
    const parsed = parseJsonText(text, limits);
    return parsed.ok ? geometryShape(parsed.value) : { ok: false, code: 'geometry-malformed', at: parsed.code };
  }
  if (/^0[01][0-9a-f]{8}/i.test(text)) {
    return /^([0-9a-f]{2})+$/i.test(text) ? wkbGeometry(Buffer.from(text, 'hex')) : malformed('hex');
  }
  if (text.length > MAX_WKT) return { ok: false, code: 'geometry-unsupported', at: 'wkt-too-long' };
  const wkt = text.toUpperCase().replace(/\s+/g, ' ');
  return WKT.test(wkt) && closesOnce(wkt) ? wktGeometry(wkt) : malformed('wkt');
}

/** The outermost bracket closes at the very end. */
function closesOnce(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === '(') depth++;
    if (char === ')' && --depth <= 0) return depth === 0 && i === text.length - 1;
  }
  return depth === 0;
}

function malformed(at: string): GeometryShape {
  return { ok: false, code: 'geometry-malformed', at };
}
