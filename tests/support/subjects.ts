/** Subjects of coverage checks without a database: a literal row of square grids, and the demo county from its files. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type CheckedArea,
  type CheckedGrid,
  type CheckedPlace,
  type CheckSubject,
  DEFAULT_PEOPLE,
  DEFAULT_SETTINGS,
} from '../../server/coverage/subject.ts';
import { fromGeoJson } from '../../server/geometry/geojson.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { checkMultiPolygon } from '../../server/geometry/validity.ts';
import { encodeMultiPolygon } from '../../server/geometry/wkb.ts';
import { UNIT_15 } from '../../server/grids/code.ts';

export const COUNTY = '990101';
export const COMMUNITY = '990101001001';

/** West to east along 117°E 30°N, 0.01° each; the widths of those that are narrower. */
export function square(from: number, to: number): MultiPolygon {
  const west = 1_170_000_000 + from * 100_000;
  const east = 1_170_000_000 + to * 100_000;
  return [[Int32Array.from([west, 300_000_000, east, 300_000_000, east, 300_100_000, west, 300_100_000])]];
}

export function gridRow(
  number: number,
  more: Partial<CheckedGrid> = {},
  shape = square(number - 1, number),
): CheckedGrid {
  return {
    code: `${COMMUNITY}${String(number).padStart(3, '0')}`,
    name: `第${number}网格`,
    kind: 'basic',
    parentCode: COMMUNITY,
    bandMin: null,
    bandMax: null,
    wkb: encodeMultiPolygon(shape, 'lattice'),
    ...more,
  };
}

/** `at`: squares east of 117°E. */
export function placeRow(
  code: string,
  at: number,
  households: number | null,
  more: Partial<CheckedPlace> = {},
): CheckedPlace {
  return {
    code,
    kind: 'building',
    lon: 117 + at / 100,
    lat: 30.005,
    parentCode: null,
    households,
    shops: null,
    accuracyM: null,
    gridOverride: null,
    overrideInForce: false,
    footprint: null,
    ...more,
  };
}

export function areaRow(code: string, from: number, to: number): CheckedArea {
  const level = code.length === 6 ? 'county' : code.length === 9 ? 'town' : 'community';
  const parentCode = level === 'county' ? null : code.slice(0, -3);
  return { code, name: code, level, parentCode, wkb: encodeMultiPolygon(square(from, to), 'degrees') };
}

/** Three grids in a community that is the whole county, each with a building of 200 households, a leader and a worker. */
export function smallSubject(more: Partial<CheckSubject> = {}): CheckSubject {
  const grids = [gridRow(1), gridRow(2), gridRow(3)];
  return {
    area: { code: COUNTY, name: '试验县' },
    edition: 1,
    editionNumber: 1,
    scheme: UNIT_15,
    plan: null,
    areas: [areaRow(COUNTY, 0, 3), areaRow('990101001', 0, 3), areaRow(COMMUNITY, 0, 3)],
    grids,
    places: [placeRow('b1', 0.5, 200), placeRow('b2', 1.5, 200), placeRow('b3', 2.5, 200)],
    hasServicePoints: false,
    people: DEFAULT_PEOPLE,
    posts: grids.flatMap(({ code, parentCode }, i) => [
      { gridCode: code, parentCode, role: 'leader' as const, holder: '李建国', phone: '0000-1' },
      { gridCode: code, parentCode, role: 'worker' as const, holder: `王${i}`, phone: `0000-${i + 2}` },
    ]),
    bands: [
      { area_code: '', kind: 'basic', min: 150, max: 400, shops_min: null, shops_max: null },
      { area_code: '', kind: 'micro', min: 30, max: 100, shops_min: null, shops_max: null },
    ],
    settings: DEFAULT_SETTINGS,
    exclusions: [],
    retired: [],
    ...more,
  };
}

interface DemoFeature {
  // biome-ignore lint/suspicious/noExplicitAny: the layer's own fields
  properties: Record<string, any>;
  geometry: { type: string; coordinates: [number, number] };
}

const DEMO = fileURLToPath(new URL('../../data/demo/', import.meta.url));

function demoLayer(name: string): DemoFeature[] {
  return (JSON.parse(readFileSync(`${DEMO}${name}.geojson`, 'utf8')) as { features: DemoFeature[] }).features;
}

function surface(geometry: unknown): MultiPolygon {
  const read = fromGeoJson(geometry);
  const checked = read.ok ? checkMultiPolygon(read.polygons) : read;
  if (!checked.ok) throw new Error(`no valid shape: ${checked.code}`);
  return checked.polygons;
}

/** The county 青澜县 as an import would have it, whole or one of its areas. */
export function demoSubject(): CheckSubject {
  const areas = demoLayer('areas').map(({ properties: { code, name, level, parentCode = null }, geometry }) => {
    return { code, name, level, parentCode, wkb: encodeMultiPolygon(surface(geometry)) };
  });
  const features = demoLayer('grids');
  const grids = features
    .map(({ properties: { code, name, kind, parentCode }, geometry }) => {
      const wkb = encodeMultiPolygon(surface(geometry), 'lattice');
      return { code, name, kind, parentCode, bandMin: null, bandMax: null, wkb };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  const places = demoLayer('places').map(({ properties, geometry }): CheckedPlace => {
    const { code, kind, parentCode = null, households = null, shops = null, accuracyM = null } = properties;
    const shape = geometry.type === 'Point' ? null : surface(geometry);
    const [lon, lat] = shape === null ? geometry.coordinates : innerPoint(shape).map(toDegrees);
    const footprint = shape === null ? null : encodeMultiPolygon(shape);
    const by = { gridOverride: null, overrideInForce: false };
    return { code, kind, lon: lon!, lat: lat!, parentCode, households, shops, accuracyM, footprint, ...by };
  });
  const posts = features
    .filter(({ properties }) => properties.kind !== 'micro')
    .flatMap(({ properties: { code, parentCode, leader, leaderPhone, worker, workerPhone } }) => [
      { gridCode: code, parentCode, role: 'leader' as const, holder: leader, phone: leaderPhone ?? null },
      { gridCode: code, parentCode, role: 'worker' as const, holder: worker, phone: workerPhone ?? null },
    ])
    .filter(({ holder }) => holder);
  const county = areas.find(({ level }) => level === 'county')!;
  return smallSubject({
    area: { code: county.code, name: county.name },
    areas,
    grids,
    places,
    posts,
    hasServicePoints: true,
    people: DEFAULT_PEOPLE,
  });
}
