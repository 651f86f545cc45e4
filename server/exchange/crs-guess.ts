/**
 * Which coordinate system are these numbers in? From the box of the file's coordinates (its own units) and what the file
 * declares. Nothing is guessed that a person must decide: 6-digit eastings fit every Gauss–Krüger zone, so the answer
 * is then `crs-needed` with candidates. Judged for China (lon 73–136, lat 3–54); elsewhere a declaration is believed.
 */

import { cgcs2000Zones, crsByEpsg, crsByGaussKrueger, type SourceCrs } from './crs-catalogue.ts';
import { toLonLat } from './crs-transform.ts';

export type Bounds = readonly [minX: number, minY: number, maxX: number, maxY: number];

/** `axes-swapped`: x looks like latitude or northing. `datum-shift-unknown`: an old datum without its parameters. */
export type CrsHint = 'axes-swapped' | 'datum-shift-unknown';

export type CrsGuess =
  | { ok: true; crs: SourceCrs; from: 'declared' | 'guessed'; hints: CrsHint[] }
  | { ok: false; code: 'crs-needed' | 'crs-contradicted'; candidates: SourceCrs[]; hints: CrsHint[] };

const CHINA: Bounds = [73, 3, 136, 54];
/** Northings of China on the ellipsoid, and eastings without a prefix (±4° of the meridian at 3° N), in metres. */
const NORTHING = [300_000, 6_100_000] as const;
const EASTING = [50_000, 950_000] as const;
/** Degrees a point may lie from the meridian of its zone before another zone is meant. */
const ZONE_REACH = 5;

/** `declared`: null when the file says nothing, 'unknown' when it names a system we do not know. `near`: lon, lat of the county. */
export function guessCrs(
  bounds: Bounds,
  declared: SourceCrs | 'unknown' | null,
  near?: readonly [number, number],
): CrsGuess {
  const swapped: Bounds = [bounds[1], bounds[0], bounds[3], bounds[2]];
  const straight = candidatesFor(bounds, near);
  const turned = candidatesFor(swapped, near);
  const looksTurned = !inChina(straight, bounds) && inChina(turned, swapped);
  const hints: CrsHint[] = looksTurned ? ['axes-swapped'] : [];
  const candidates = looksTurned ? turned : straight;
  if (declared === 'unknown') return { ok: false, code: 'crs-needed', candidates, hints };
  if (declared) return judge(declared, bounds, candidates, hints);
  const only = candidates[0];
  if (candidates.length === 1 && only && !looksTurned) return { ok: true, crs: only, from: 'guessed', hints };
  return { ok: false, code: 'crs-needed', candidates, hints };
}

function judge(declared: SourceCrs, bounds: Bounds, candidates: SourceCrs[], hints: CrsHint[]): CrsGuess {
  const others = candidates.filter((one) => one.code !== declared.code);
  if (!plausible(declared, bounds)) return { ok: false, code: 'crs-contradicted', candidates: others, hints };
  if (hints.includes('axes-swapped')) return { ok: false, code: 'crs-contradicted', candidates: [declared], hints };
  if (!declared.notes.includes('datum-shift-unknown')) return { ok: true, crs: declared, from: 'declared', hints };
  return { ok: false, code: 'crs-needed', candidates: [declared, ...others], hints: [...hints, 'datum-shift-unknown'] };
}

/** Can these numbers be in this system at all? */
function plausible(crs: SourceCrs, bounds: Bounds): boolean {
  if (crs.kind === 'geographic') return isDegrees(bounds);
  if (isDegrees(bounds)) return false;
  const convert = toLonLat(crs);
  return corners(bounds).every(([x, y]) => {
    const [lon, lat] = convert(x, y);
    if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) return false;
    return crs.centralMeridian === undefined || Math.abs(lon - crs.centralMeridian) <= ZONE_REACH;
  });
}

/** The systems of China the numbers fit, the nearest to `near` first. */
function candidatesFor(bounds: Bounds, near: readonly [number, number] | undefined): SourceCrs[] {
  if (isDegrees(bounds)) return known(crsByEpsg(4326));
  const [minX, minY, maxX, maxY] = bounds;
  if (minY < NORTHING[0] || maxY > 7_200_000) return [];
  const found: SourceCrs[] = [];
  if (maxY <= NORTHING[1]) {
    const prefix = Math.floor(minX / 1_000_000);
    if (prefix === 0 && minX >= EASTING[0] && maxX <= EASTING[1]) found.push(...cgcs2000Zones(false));
    if (prefix >= 25 && prefix <= 45) found.push(...known(crsByGaussKrueger('cgcs2000', prefix * 3, prefix, 3)));
    if (prefix >= 13 && prefix <= 23) found.push(...known(crsByGaussKrueger('cgcs2000', prefix * 6 - 3, prefix, 6)));
  }
  const mercator = crsByEpsg(3857);
  if (mercator && within(bounds, mercator, CHINA)) found.push(mercator);
  const fit = found.filter((crs) => plausible(crs, bounds));
  return near ? byDistance(fit, bounds, near) : fit;
}

function byDistance(list: SourceCrs[], bounds: Bounds, near: readonly [number, number]): SourceCrs[] {
  const distance = (crs: SourceCrs): number => {
    const [lon, lat] = toLonLat(crs)((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2);
    return Math.hypot((lon - near[0]) * Math.cos((near[1] * Math.PI) / 180), lat - near[1]);
  };
  return list
    .map((crs) => ({ crs, distance: distance(crs) }))
    .sort((a, b) => a.distance - b.distance)
    .map((one) => one.crs);
}

function inChina(candidates: readonly SourceCrs[], bounds: Bounds): boolean {
  return candidates.some((crs) => within(bounds, crs, CHINA));
}

function within(bounds: Bounds, crs: SourceCrs, box: Bounds): boolean {
  const convert = toLonLat(crs);
  return corners(bounds).every(([x, y]) => {
    const [lon, lat] = convert(x, y);
    return lon >= box[0] && lon <= box[2] && lat >= box[1] && lat <= box[3];
  });
}

function corners([minX, minY, maxX, maxY]: Bounds): [number, number][] {
  return [
    [minX, minY],
    [maxX, minY],
    [minX, maxY],
    [maxX, maxY],
  ];
}

function isDegrees([minX, minY, maxX, maxY]: Bounds): boolean {
  return minX >= -180 && maxX <= 180 && minY >= -90 && maxY <= 90;
}

function known(crs: SourceCrs | undefined): SourceCrs[] {
  return crs ? [crs] : [];
}
