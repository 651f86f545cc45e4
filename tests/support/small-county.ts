/**
 * A county small enough to check by hand, at 117°E 30°N: community 990101001001 with three grids in a row, one with a micro
 * grid, and four buildings. Each grid is 0.01° × 0.01°.
 *
 *   001 | 002 | 003      x: 117.00 117.01 117.02 117.03, y: 30.00 … 30.01
 */
type Position = readonly [number, number];

export const COUNTY = '990101';
const COMMUNITY = '990101001001';

export function box(west: number, south: number, east: number, north: number): Position[][] {
  return [
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ],
  ];
}

function feature(properties: Record<string, unknown>, geometry: unknown): unknown {
  return { type: 'Feature', properties, geometry };
}

function collection(features: unknown[]): string {
  return JSON.stringify({ type: 'FeatureCollection', features });
}

const polygon = (coordinates: unknown) => ({ type: 'Polygon', coordinates });

export const AREAS = collection([
  feature({ code: COUNTY, name: '试验县', level: 'county' }, polygon(box(117, 30, 117.03, 30.01))),
  feature(
    { code: '990101001', name: '中心街道', level: 'town', parentCode: COUNTY },
    polygon(box(117, 30, 117.03, 30.01)),
  ),
  feature(
    { code: COMMUNITY, name: '幸福里社区', level: 'community', parentCode: '990101001' },
    polygon(box(117, 30, 117.03, 30.01)),
  ),
]);

export interface SmallGrid {
  code: string;
  name?: string;
  kind?: string;
  parentCode?: string;
  box?: Position[][];
  [property: string]: unknown;
}

export const GRIDS: readonly SmallGrid[] = [
  {
    code: `${COMMUNITY}001`,
    name: '第1网格',
    box: box(117, 30, 117.01, 30.01),
    leader: '李建国',
    leaderPhone: '0000-1',
    worker: '王敏',
    workerPhone: '0000-2',
  },
  { code: `${COMMUNITY}002`, name: '第2网格', box: box(117.01, 30, 117.02, 30.01), worker: '赵强' },
  { code: `${COMMUNITY}003`, name: '第3网格', box: box(117.02, 30, 117.03, 30.01) },
  {
    code: `${COMMUNITY}00101`,
    name: '1号微网格',
    kind: 'micro',
    parentCode: `${COMMUNITY}001`,
    box: box(117, 30, 117.005, 30.005),
  },
];

export function gridsFile(grids: readonly SmallGrid[] = GRIDS): string {
  return collection(
    grids.map(({ box: rings, ...properties }) =>
      feature({ kind: 'basic', parentCode: COMMUNITY, ...properties }, polygon(rings ?? box(117, 30, 117.01, 30.01))),
    ),
  );
}

export const PLACES = [
  'code,kind,name,address,households,lon,lat,gridOverride',
  'b1,building,1号楼,幸福路1号1栋,200,117.002,30.002,',
  'b2,building,2号楼,幸福路1号2栋,120,117.012,30.002,',
  'b3,building,3号楼,幸福路2号,80,117.022,30.002,990101001001002',
  'b4,building,4号楼,幸福路3号,,117.028,30.002,',
].join('\n');
