/**
 * WGS 84 (= CGCS2000 within decimetres) ↔ GCJ-02 ↔ BD-09 on degree pairs. The official GCJ-02 algorithm is not public; this
 * is the common formula that the open libraries agree on. It shifts everything in a rectangle around China, neighbours'
 * ground too; elsewhere GCJ-02 equals WGS 84. Inverses are iterated and agree with the forward way far below a millimetre,
 * except within a kilometre of the rectangle's edge, where the shift begins and the forward way has no inverse.
 */
import type { Datum } from '../contract/geometry.ts';

/** The ellipsoid of the formula (Krasovsky 1940). */
const A = 6378245;
const E2 = 0.006693421622965823;
const BD_FACTOR = (Math.PI * 3000) / 180;
/** Iterations stop when a step is below this many degrees (about 0.1 µm); each gains two digits or more. */
const STEP = 1e-12;
const MOST_STEPS = 30;

type Pair = [lon: number, lat: number];

/** Degrees of a datum → WGS 84 degrees. */
export function toWgs84(datum: Datum, lon: number, lat: number): Pair {
  if (datum === 'wgs84') return [lon, lat];
  const [gcjLon, gcjLat] = datum === 'bd09' ? bd09ToGcj02(lon, lat) : [lon, lat];
  return gcj02ToWgs84(gcjLon, gcjLat);
}

/** WGS 84 degrees → degrees of a datum. */
export function fromWgs84(datum: Datum, lon: number, lat: number): Pair {
  if (datum === 'wgs84') return [lon, lat];
  const [gcjLon, gcjLat] = wgs84ToGcj02(lon, lat);
  return datum === 'bd09' ? gcj02ToBd09(gcjLon, gcjLat) : [gcjLon, gcjLat];
}

/** Whether GCJ-02 shifts here: a rectangle, not a border. */
export function inShiftedRectangle(lon: number, lat: number): boolean {
  return lon >= 72.004 && lon <= 137.8347 && lat >= 0.8293 && lat <= 55.8271;
}

export function wgs84ToGcj02(lon: number, lat: number): Pair {
  return inShiftedRectangle(lon, lat) ? shifted(lon, lat) : [lon, lat];
}

export function gcj02ToWgs84(lon: number, lat: number): Pair {
  return inShiftedRectangle(lon, lat) ? inverse(shifted, lon, lat) : [lon, lat];
}

export function gcj02ToBd09(lon: number, lat: number): Pair {
  const z = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BD_FACTOR);
  const theta = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BD_FACTOR);
  return [z * Math.cos(theta) + 0.0065, z * Math.sin(theta) + 0.006];
}

export function bd09ToGcj02(lon: number, lat: number): Pair {
  return inverse(gcj02ToBd09, lon, lat);
}

/** The pair that `forward` takes to the given one, by steps against the difference; the shifts change slowly enough. */
function inverse(forward: (lon: number, lat: number) => Pair, lon: number, lat: number): Pair {
  let x = lon;
  let y = lat;
  for (let i = 0; i < MOST_STEPS; i++) {
    const [fx, fy] = forward(x, y);
    const dx = fx - lon;
    const dy = fy - lat;
    x -= dx;
    y -= dy;
    if (Math.abs(dx) < STEP && Math.abs(dy) < STEP) break;
  }
  return [x, y];
}

function shifted(lon: number, lat: number): Pair {
  const x = lon - 105;
  const y = lat - 35;
  const phi = (lat / 180) * Math.PI;
  const sin = Math.sin(phi);
  const w = 1 - E2 * sin * sin;
  const metresLon = (A / Math.sqrt(w)) * Math.cos(phi) * (Math.PI / 180);
  const metresLat = ((A * (1 - E2)) / (w * Math.sqrt(w))) * (Math.PI / 180);
  return [lon + shiftLon(x, y) / metresLon, lat + shiftLat(x, y) / metresLat];
}

function shiftLon(x: number, y: number): number {
  return (
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (wave(20, x, 6) + wave(20, x, 2)) +
    (2 / 3) * (wave(20, x, 1) + wave(40, x, 1 / 3)) +
    (2 / 3) * (wave(150, x, 1 / 12) + wave(300, x, 1 / 30))
  );
}

function shiftLat(x: number, y: number): number {
  return (
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * Math.sqrt(Math.abs(x)) +
    (2 / 3) * (wave(20, x, 6) + wave(20, x, 2)) +
    (2 / 3) * (wave(20, y, 1) + wave(40, y, 1 / 3)) +
    (2 / 3) * (wave(160, y, 1 / 12) + wave(320, y, 1 / 30))
  );
}

function wave(amplitude: number, value: number, turns: number): number {
  return amplitude * Math.sin(value * turns * Math.PI);
}
