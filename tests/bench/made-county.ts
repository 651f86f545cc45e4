/**
 * A made-up county as the files that a county has: areas, grids with who answers for them, buildings and other places, roads, the
 * register of workers. The ground is that of tests/support/synthetic-district.ts; towns are its rows of communities. By a seed.
 */
import { UNITS_PER_DEGREE } from '../../server/geometry/lattice.ts';
import type { CellsInput } from '../../server/partition/cells/cells-input.ts';
import { mulberry32 } from '../support/random.ts';
import { syntheticDistrict } from '../support/synthetic-district.ts';
import { MadeLines } from './made-lines.ts';

export interface MadeCounty {
  readonly code: string;
  readonly files: Readonly<Record<'areas' | 'grids' | 'places' | 'base' | 'workers', string>>;
  readonly grids: readonly MadeGrid[];
  readonly buildings: number;
  /** Where buildings are, and the place of their grid among the grids. */
  readonly spots: readonly { readonly grid: number; readonly at: readonly [lon: number, lat: number] }[];
  readonly workers: number;
}

export interface MadeGrid {
  readonly code: string;
  readonly community: string;
  /** A building in it, else a corner of it; degrees. */
  readonly at: readonly [lon: number, lat: number];
}

export interface CountySize {
  readonly code: string;
  readonly name: string;
  readonly seed: number;
  readonly cols: number;
  readonly rows: number;
  /** Grids to a worker of the register. */
  readonly gridsToWorker: number;
}

/** Exactly 2,000 grids and 30,472 buildings. */
export const COUNTY_OF_2000: CountySize = {
  ...{ code: '990104', name: '广川县', seed: 12, cols: 22, rows: 10 },
  gridsToWorker: 2,
};

/** Ten times as much: 20,101 grids and 315,174 buildings. */
export const CITY_OF_20000: CountySize = {
  ...{ code: '990105', name: '广川市', seed: 1, cols: 55, rows: 40 },
  gridsToWorker: 2,
};

const ROADS = ['和顺', '长宁', '永安', '春江', '学府', '民主', '新华', '建设', '青年', '滨河', '文昌', '迎宾'];
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗';
const GIVEN = ['伟', '芳', '娜', '敏', '静', '丽', '强', '磊', '洋', '艳', '勇', '军', '杰', '娟', '涛', '明'];

type Position = readonly number[];
const degrees = (units: number): number => Math.round(units) / UNITS_PER_DEGREE;
const number = (n: number, digits = 3): string => String(n).padStart(digits, '0');
const feature = (properties: object, type: string, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type, coordinates },
});
const collection = (features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

export function madeCounty({ code, name, seed, cols, rows, gridsToWorker }: CountySize): MadeCounty {
  const inputs = syntheticDistrict({ seed, cols, rows });
  const random = mulberry32(seed);
  const person = (): string => {
    const given = GIVEN[Math.floor(random() * GIVEN.length)]!;
    return `${SURNAMES[Math.floor(random() * SURNAMES.length)]}${random() < 0.5 ? given : `${given}${GIVEN[Math.floor(random() * GIVEN.length)]}`}`;
  };
  const lines = new MadeLines(linesOf(inputs));
  const ring = (flat: Int32Array): Position[] => {
    const drawn = lines.drawn(flat, true);
    return [...drawn, drawn[0]!].map((at) => at.map(degrees));
  };
  const townOf = (row: number): string => `${code}${number(row + 1)}`;
  const communityOf = (i: number): string => `${townOf(Math.floor(i / cols))}${number((i % cols) + 1)}`;
  const shell = (i: number): Int32Array => inputs[i]!.parent[0]![0]!;

  const areas = [
    feature({ code, name, level: 'county' }, 'Polygon', [ring(outline(shell, cols, 0, rows))]),
    ...Array.from({ length: rows }, (_, row) =>
      feature({ code: townOf(row), name: `${ROADS[row % ROADS.length]}街道`, level: 'town' }, 'Polygon', [
        ring(outline(shell, cols, row, row + 1)),
      ]),
    ),
    ...inputs.map((_, i) =>
      feature(
        { code: communityOf(i), name: `${ROADS[i % ROADS.length]}第${i + 1}社区`, level: 'community' },
        'Polygon',
        [ring(shell(i))],
      ),
    ),
  ];
  const [grids, base, made, places, workers]: [object[], object[], MadeGrid[], string[], string[]] = [
    [],
    [],
    [],
    [],
    [],
  ];
  const spots: { grid: number; at: [number, number] }[] = [];
  workers.push('code,name,phone,area,role,gridCode,login');
  inputs.forEach(({ today, buildings, barriers }, i) => {
    const community = communityOf(i);
    const first = made.length;
    let [worker, named] = ['', ''];
    today.forEach(({ polygons }, n) => {
      const grid = `${community}${number(n + 1)}`;
      const phone = `0000-${number(n, 4)}`;
      if (n % gridsToWorker === 0) [worker, named] = [`W${community.slice(6)}${number(n + 1)}`, person()];
      const login = made.length === 0 ? WORKER_LOGIN : '';
      workers.push(`${worker},${named},${phone.slice(0, 5)}0000,${community},worker,${grid},${login}`);
      grids.push(
        feature({ code: grid, name: `第${n + 1}网格`, kind: 'basic', parentCode: community }, 'Polygon', [
          ring(polygons[0]![0]!),
        ]),
      );
      const corner = polygons[0]![0]!;
      made.push({ code: grid, community, at: [degrees(corner[0]!), degrees(corner[1]!)] });
    });
    buildings.forEach(({ point, footprint, households }, n) => {
      const road = ROADS[(i + Math.floor(n / 40)) % ROADS.length];
      const properties = {
        ...{ code: `${community}-${number(n + 1, 4)}`, kind: 'building', name: `${n + 1}号楼`, households },
        address: `${road}路${n + 1}号`,
      };
      const inside = today.findIndex(({ polygons }) => isIn(polygons[0]![0]!, point));
      if (inside >= 0) spots.push({ grid: first + inside, at: [degrees(point[0]), degrees(point[1])] });
      const shape = footprint?.[0]?.[0];
      places.push(
        JSON.stringify(
          shape === undefined
            ? feature(properties, 'Point', point.map(degrees))
            : feature(properties, 'Polygon', [closed(shape)]),
        ),
      );
    });
    const [x, y] = buildings[0]?.point ?? [shell(i)[0]!, shell(i)[1]!];
    places.push(
      JSON.stringify(
        feature({ code: `${community}-S`, kind: 'service-point', name: '便民服务站' }, 'Point', [
          degrees(x),
          degrees(y),
        ]),
      ),
    );
    barriers.forEach(({ points, kind }, n) => {
      const properties = {
        ...{ kind: 'road', class: kind === 'main-road' ? 'main' : 'street' },
        name: `${ROADS[(i + n) % ROADS.length]}路`,
      };
      base.push(
        feature(
          properties,
          'LineString',
          lines.drawn(points, false).map((at) => at.map(degrees)),
        ),
      );
    });
  });
  return {
    code,
    files: {
      areas: collection(areas),
      grids: collection(grids),
      places: places.join('\n'),
      base: collection(base),
      workers: workers.join('\n'),
    },
    grids: made,
    buildings: inputs.reduce((sum, { buildings }) => sum + buildings.length, 0),
    spots,
    workers: new Set(workers.slice(1).map((line) => line.split(',')[0])).size,
  };
}

/** Of the first worker of the register. */
export const WORKER_LOGIN = 'bench-worker';

function* linesOf(inputs: readonly CellsInput[]): Generator<Int32Array> {
  for (const { parent, today, barriers } of inputs) {
    yield* parent.flat();
    yield* today.flatMap(({ polygons }) => polygons.flat());
    yield* barriers.map(({ points }) => points);
  }
}

function closed(shape: Int32Array): Position[] {
  const all: Position[] = [];
  for (let i = 0; i < shape.length; i += 2) all.push([degrees(shape[i]!), degrees(shape[i + 1]!)]);
  return [...all, all[0]!];
}

/** Of a convex ring, counter-clockwise. Buildings stand metres away from every line, so how lines swerve does not matter. */
function isIn(ring: Int32Array, [x, y]: readonly [number, number]): boolean {
  for (let i = 0; i < ring.length; i += 2) {
    const j = (i + 2) % ring.length;
    const [dx, dy] = [ring[j]! - ring[i]!, ring[j + 1]! - ring[i + 1]!];
    if (dx * (y - ring[i + 1]!) - dy * (x - ring[i]!) < 0) return false;
  }
  return true;
}

/** Around these rows of communities: their shells are south-west, south-east, north-east, north-west. */
function outline(shell: (i: number) => Int32Array, cols: number, from: number, to: number): Int32Array {
  const corner = (i: number, k: number): number[] => [shell(i)[2 * k]!, shell(i)[2 * k + 1]!];
  const all: number[] = [];
  for (let col = 0; col < cols; col++) all.push(...corner(from * cols + col, 0));
  for (let row = from; row < to; row++) all.push(...corner(row * cols + cols - 1, 1));
  for (let col = cols - 1; col >= 0; col--) all.push(...corner((to - 1) * cols + col, 2));
  for (let row = to - 1; row >= from; row--) all.push(...corner(row * cols, 3));
  return Int32Array.from(all);
}
