/**
 * A made-up county with more grids than are sent whole, for browser tests: 990101 near 118.06°E 30.75°N, in communities of three
 * rows, with buildings around its middle. Imported over HTTP with the machine token.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ImportJob, ImportOptions } from '../../server/contract/imports.ts';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { UNITS_PER_DEGREE } from '../../server/geometry/lattice.ts';
import type { MultiPolygon, Ring } from '../../server/geometry/polygon.ts';
import { multipartOf } from './multipart.ts';
import { syntheticCounty } from './synthetic-county.ts';

export const LARGE_COUNTY = '990101';
const TOWN = `${LARGE_COUNTY}001`;
/** Grids along each side. */
export const LARGE_SIDE = 45;
const COMMUNITY_ROWS = 3;

type Position = [lon: number, lat: number];
interface Feature {
  type: 'Feature';
  properties: Record<string, unknown>;
  geometry: unknown;
}

const degrees = (units: number): number => Math.round(units) / UNITS_PER_DEGREE;
const feature = (properties: Record<string, unknown>, geometry: unknown): Feature => ({
  type: 'Feature',
  properties,
  geometry,
});
const collection = (features: Feature[]): string => JSON.stringify({ type: 'FeatureCollection', features });

function positions(ring: Ring): Position[] {
  const all: Position[] = [];
  for (let i = 0; i < ring.length; i += 2) all.push([degrees(ring[i]!), degrees(ring[i + 1]!)]);
  return [...all, all[0]!];
}
const shapeOf = (polygons: MultiPolygon) => ({
  type: 'MultiPolygon',
  coordinates: polygons.map((rings) => rings.map(positions)),
});
const boxOf = (west: number, south: number, east: number, north: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ].map((at) => at.map(degrees)),
  ],
});

export interface LargeGrid {
  readonly code: string;
  readonly name: string;
  readonly shape: MultiPolygon;
  /** A point inside, degrees. */
  readonly at: Position;
}

const communityOf = (row: number): string => `${TOWN}${String(1 + Math.floor(row / COMMUNITY_ROWS)).padStart(3, '0')}`;

/** In rows from the south. */
export function largeGrids(): LargeGrid[] {
  const shapes = syntheticCounty({ grids: LARGE_SIDE ** 2, vertices: 12, seed: 41 });
  return shapes.map((shape, i) => {
    const row = Math.floor(i / LARGE_SIDE);
    const number = (row % COMMUNITY_ROWS) * LARGE_SIDE + (i % LARGE_SIDE) + 1;
    const [x, y] = innerPoint(shape);
    const code = `${communityOf(row)}${String(number).padStart(3, '0')}`;
    return { code, name: `第${number}网格`, shape, at: [degrees(x), degrees(y)] };
  });
}

function areasFile(grids: readonly LargeGrid[]): string {
  const all = grids.flatMap(({ shape }) => shape.flat());
  const [west, south, east, north] = [
    Math.min(...all.map((ring) => ring[0]!)) - 30_000,
    Math.min(...all.map((ring) => ring[1]!)) - 30_000,
    Math.max(...all.map((ring) => ring[0]!)) + 60_000,
    Math.max(...all.map((ring) => ring[1]!)) + 60_000,
  ];
  const communities = [...new Set(grids.map(({ code }) => code.slice(0, 12)))];
  return collection([
    feature({ code: LARGE_COUNTY, name: '广川县', level: 'county' }, boxOf(west, south, east, north)),
    feature({ code: TOWN, name: '广川镇', level: 'town', parentCode: LARGE_COUNTY }, boxOf(west, south, east, north)),
    ...communities.map((code, n) =>
      feature({ code, name: `广川第${n + 1}社区`, level: 'community', parentCode: TOWN }, null),
    ),
  ]);
}

export const gridsFile = (grids: readonly LargeGrid[]): string =>
  collection(
    grids.map(({ code, name, shape }) =>
      feature({ code, name, kind: 'basic', parentCode: code.slice(0, 12) }, shapeOf(shape)),
    ),
  );

/** Two buildings in each grid of the middle. */
function placesFile(grids: readonly LargeGrid[]): string {
  const middle = LARGE_SIDE / 2;
  const near = grids.filter(
    (_, i) => Math.abs(Math.floor(i / LARGE_SIDE) - middle) < 7 && Math.abs((i % LARGE_SIDE) - middle) < 7,
  );
  return collection(
    near.flatMap(({ code, at: [lon, lat] }) =>
      [0, 1].map((n) => {
        const [x, y] = [lon * UNITS_PER_DEGREE + 3500 * (2 * n - 1), lat * UNITS_PER_DEGREE + 2500];
        const properties = { code: `b-${code}-${n}`, name: `${n + 1}号楼`, kind: 'building', households: 90 + 110 * n };
        return feature(properties, boxOf(x - 1500, y - 800, x + 1500, y + 800));
      }),
    ),
  );
}

async function load(url: string, token: string, layer: string, content: string, options: ImportOptions): Promise<void> {
  const authorization = { authorization: `Bearer ${token}` };
  const { payload, headers } = multipartOf([
    { name: 'options', content: JSON.stringify(options) },
    { name: 'file', content, fileName: `${layer}.geojson` },
  ]);
  const answer = await fetch(`${url}/api/imports?layer=${layer}`, {
    method: 'POST',
    headers: { ...headers, ...authorization },
    body: new Uint8Array(payload),
  });
  let job = (await answer.json()) as ImportJob;
  while (['waiting', 'running'].includes(job.state)) {
    await sleep(100);
    job = (await (await fetch(`${url}/api/imports/${job.id}`, { headers: authorization })).json()) as ImportJob;
  }
  if (job.state !== 'done') throw new Error(`${layer}: ${answer.status} ${JSON.stringify(job).slice(0, 2000)}`);
}

const WHERE: ImportOptions = { county: LARGE_COUNTY, datum: 'wgs84' };

/** A new edition of these grids. */
export const publishGrids = (url: string, token: string, grids: readonly LargeGrid[]): Promise<void> =>
  load(url, token, 'grids', gridsFile(grids), WHERE);

export async function loadLargeCounty(url: string, token: string, grids: readonly LargeGrid[]): Promise<void> {
  await load(url, token, 'areas', areasFile(grids), { datum: 'wgs84' });
  await publishGrids(url, token, grids);
  await load(url, token, 'places', placesFile(grids), WHERE);
}
