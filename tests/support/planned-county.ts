/**
 * A county to plan in, at 117°E 30°N: a town with two communities side by side, and a community of another town. Each is
 * 0.01° × 0.01° with two grids one above the other, a road across it, and buildings in rows.
 *
 *   990102001001 | 990102001002 | 990102002001      x: 117.00 117.01 117.02 117.03, y: 30.00 … 30.01
 */
import type { TestApp } from './app.ts';
import { box, gridsFile, type SmallGrid } from './small-county.ts';

export const COUNTY = '990102';
export const TOWN = '990102001';
export const OTHER_TOWN = '990102002';
export const COMMUNITIES = ['990102001001', '990102001002', '990102002001'] as const;
const SIDE = 0.01;
const COLUMNS = 4;
const ROWS = 6;

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
const west = (n: number): number => round(117 + n * SIDE);

const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry });
const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });
const collection = (features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

const AREAS = collection([
  feature({ code: COUNTY, name: '规划县', level: 'county' }, polygon(box(west(0), 30, west(3), 30.01))),
  feature({ code: TOWN, name: '东街道', level: 'town' }, polygon(box(west(0), 30, west(2), 30.01))),
  feature({ code: OTHER_TOWN, name: '西街道', level: 'town' }, polygon(box(west(2), 30, west(3), 30.01))),
  ...COMMUNITIES.map((code, n) =>
    feature({ code, name: `第${n + 1}社区`, level: 'community' }, polygon(box(west(n), 30, west(n + 1), 30.01))),
  ),
]);

/** Two a community: the southern one has two rows of buildings, the northern one four. */
export const GRIDS: readonly SmallGrid[] = COMMUNITIES.flatMap((parentCode, n) => [
  {
    code: `${parentCode}001`,
    name: '南格',
    parentCode,
    box: box(west(n), 30, west(n + 1), 30.0034),
    leader: `长${n}南`,
    worker: `员${n}南`,
    workerPhone: `0000-${n}`,
  },
  {
    code: `${parentCode}002`,
    name: '北格',
    parentCode,
    box: box(west(n), 30.0034, west(n + 1), 30.01),
    leader: `长${n}北`,
    worker: `员${n}北`,
  },
]);

/** `households`: of each building. */
export function places(households = 25): string {
  const rows = COMMUNITIES.flatMap((community, n) =>
    Array.from({ length: COLUMNS * ROWS }, (_, k) => {
      const lon = round(west(n) + ((k % COLUMNS) + 0.5) * (SIDE / COLUMNS));
      const lat = round(30 + (Math.floor(k / COLUMNS) + 0.5) * (SIDE / ROWS));
      return `${community}-${String(k).padStart(2, '0')},building,${households},${lon},${lat}`;
    }),
  );
  return ['code,kind,households,lon,lat', ...rows].join('\n');
}

const BASE = collection(
  COMMUNITIES.map((_, n) =>
    feature(
      { kind: 'road', class: 'street', name: `第${n}路` },
      {
        type: 'LineString',
        coordinates: [
          [round(west(n) + 0.005), 30],
          [round(west(n) + 0.005), 30.01],
        ],
      },
    ),
  ),
);

/** Throws an Error that says which file was refused and why. */
export async function importPlannedCounty(service: TestApp): Promise<void> {
  for (const [layer, name, text] of [
    ['areas', 'areas.geojson', AREAS],
    ['grids', 'grids.geojson', gridsFile(GRIDS)],
    ['places', 'places.csv', places()],
    ['base', 'base.geojson', BASE],
  ] as const) {
    const job = await service.importText(layer, name, text, { county: COUNTY, datum: 'wgs84' });
    if (job.state !== 'done') throw new Error(`${name}: ${JSON.stringify(job.problem ?? job.report)}`);
  }
}
