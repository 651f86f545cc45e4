/**
 * A made-up district for cells: communities as jittered quadrilaterals of 405 m, cut across their longest side by main and
 * then by minor roads into blocks of 0.9 to 2.5 ha; each block is built up with towers, walk-ups, old houses or halls, or is a park.
 * Today's grids are whole branches of the cuts with up to 400 households. Near 114.3° E 30.5° N; everything by the seed.
 */
import { metresPerUnitX, metresPerUnitY } from '../../server/geometry/distance.ts';
import type { Barrier, Building, CellsInput, TodayGrid } from '../../server/partition/cells/cells-input.ts';
import { between, mulberry32, type Random } from './random.ts';

export interface DistrictWish {
  readonly seed: number;
  /** 20 and 10 when left out: about 28,000 buildings. */
  readonly cols?: number;
  readonly rows?: number;
  /** Share of buildings that are known as points only; 0 when left out. */
  readonly points?: number;
}

type Point = readonly [x: number, y: number];
type Convex = readonly Point[];

interface Branch {
  readonly shape: Convex;
  households: number;
  readonly parts: Branch[];
}

interface Kind {
  readonly upTo: number;
  readonly wide: number;
  readonly high: number;
  readonly pitchX: number;
  readonly pitchY: number;
  readonly households: (random: Random) => number;
}

const KINDS: readonly Kind[] = [
  {
    upTo: 0.22,
    wide: 24,
    high: 17,
    pitchX: 42,
    pitchY: 38,
    households: (r) => (r() < 0.03 ? between(r, 220, 420) : between(r, 40, 160)),
  },
  { upTo: 0.62, wide: 42, high: 11, pitchX: 50, pitchY: 24, households: (r) => (r() < 0.1 ? 0 : between(r, 12, 60)) },
  { upTo: 0.8, wide: 10, high: 8, pitchX: 14, pitchY: 15, households: (r) => between(r, 1, 7) },
  { upTo: 0.94, wide: 36, high: 28, pitchX: 52, pitchY: 44, households: () => 0 },
];

const SIDE_M = 405;
const SETBACK_M = 5;
const WEST = 1_143_000_000;
const SOUTH = 305_000_000;
const MX = metresPerUnitX(SOUTH);
const MY = metresPerUnitY(SOUTH);

/** One input for each community. */
export function syntheticDistrict({ seed, cols = 20, rows = 10, points = 0 }: DistrictWish): CellsInput[] {
  const random = mulberry32(seed);
  const corners: Point[][] = [];
  for (let row = 0; row <= rows; row++) {
    corners.push([]);
    for (let col = 0; col <= cols; col++) {
      const jitter = (): number => (random() - 0.5) * 0.3;
      corners[row]!.push([SIDE_M * (col + jitter()), SIDE_M * (row + jitter())]);
    }
  }
  const inputs: CellsInput[] = [];
  for (let row = 0; row < rows; row++) {
    for (let col = 0; col < cols; col++) {
      const [south, north] = [corners[row]!, corners[row + 1]!];
      const shape: Convex = [south[col]!, south[col + 1]!, north[col + 1]!, north[col]!];
      inputs.push(community(random, `D${String(row).padStart(2, '0')}${String(col).padStart(2, '0')}`, shape, points));
    }
  }
  return inputs;
}

function community(random: Random, code: string, shape: Convex, points: number): CellsInput {
  const barriers: Barrier[] = [];
  const buildings: Building[] = [];
  const tree = cut(shape, 0);
  return {
    community: code,
    parent: [[flat(shape)]],
    barriers,
    compounds: [],
    today: gridsOf(tree).map(
      (grid, i): TodayGrid => ({ code: `${code}${String(i + 1).padStart(3, '0')}`, polygons: [[flat(grid)]] }),
    ),
    buildings,
  };

  function cut(block: Convex, depth: number): Branch {
    const branch: Branch = { shape: block, households: 0, parts: [] };
    if (areaOf(block) <= 9_000 + random() * 16_000) {
      branch.households = buildUp(block);
      return branch;
    }
    const [one, other, from, to] = halves(random, block);
    barriers.push({ points: flat([from, to]), kind: depth < 2 ? 'main-road' : 'minor-road', hard: false });
    for (const part of [one, other]) branch.parts.push(cut(part, depth + 1));
    branch.households = branch.parts[0]!.households + branch.parts[1]!.households;
    return branch;
  }

  function buildUp(block: Convex): number {
    const roll = random();
    const kind = KINDS.find(({ upTo }) => roll < upTo);
    let sum = 0;
    if (kind === undefined) return 0;
    const [ax, ay] = block[0]!;
    const [bx, by] = block[1]!;
    const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
    const reach = 300;
    for (let v = SETBACK_M + kind.high / 2; v < reach; v += kind.pitchY) {
      for (let u = -reach; u < reach; u += kind.pitchX) {
        const [x, y] = [ax + u * ux - v * uy, ay + u * uy + v * ux];
        const [w, h] = [(kind.wide / 2) * (0.8 + 0.2 * random()), (kind.high / 2) * (0.8 + 0.2 * random())];
        const plan = [
          [-w, -h],
          [w, -h],
          [w, h],
          [-w, h],
        ].map(([p, q]): Point => [x + p! * ux - q! * uy, y + p! * uy + q! * ux]);
        if (!plan.every((corner) => insideBy(block, corner) >= SETBACK_M)) continue;
        const households = kind.households(random);
        sum += households;
        buildings.push({
          id: `${code}-${String(buildings.length + 1).padStart(4, '0')}`,
          point: unit([x, y]),
          footprint: random() < points ? null : [[flat(plan)]],
          households,
        });
      }
    }
    return sum;
  }
}

function gridsOf(branch: Branch): Convex[] {
  if (branch.households <= 400 || branch.parts.length === 0) return [branch.shape];
  return branch.parts.flatMap(gridsOf);
}

/** Cut across the longest side near its middle, towards the opposite side; and the ends of the cut. */
function halves(random: Random, shape: Convex): [one: Convex, other: Convex, from: Point, to: Point] {
  let longest = 0;
  const size = (i: number): number => {
    const [[ax, ay], [bx, by]] = [shape[i]!, shape[(i + 1) % shape.length]!];
    return (bx - ax) ** 2 + (by - ay) ** 2;
  };
  for (let i = 1; i < shape.length; i++) if (size(i) > size(longest)) longest = i;
  const turned = [...shape.slice(longest), ...shape.slice(0, longest)];
  const [[ax, ay], [bx, by]] = [turned[0]!, turned[1]!];
  const t = 0.4 + 0.2 * random();
  const from: Point = [ax + t * (bx - ax), ay + t * (by - ay)];
  const tilt = (random() - 0.5) * 0.3;
  const [dx, dy] = [-(by - ay) + tilt * (bx - ax), bx - ax + tilt * (by - ay)];
  for (let i = 1; i < turned.length; i++) {
    const [[px, py], [qx, qy]] = [turned[i]!, turned[(i + 1) % turned.length]!];
    const p = dx * (py - from[1]) - dy * (px - from[0]);
    const q = dx * (qy - from[1]) - dy * (qx - from[0]);
    if (p > 0 === q > 0) continue;
    const s = p / (p - q);
    const to: Point = [px + s * (qx - px), py + s * (qy - py)];
    return [[from, ...turned.slice(1, i + 1), to], [from, to, ...turned.slice(i + 1), turned[0]!], from, to];
  }
  throw new Error('a cut that does not come out');
}

function areaOf(shape: Convex): number {
  return shape.reduce((sum, [x, y], i) => {
    const [u, v] = shape[(i + 1) % shape.length]!;
    return sum + (x * v - u * y) / 2;
  }, 0);
}

/** Metres to the nearest side, negative outside. */
function insideBy(shape: Convex, [x, y]: Point): number {
  return Math.min(
    ...shape.map(([ax, ay], i) => {
      const [bx, by] = shape[(i + 1) % shape.length]!;
      return ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
    }),
  );
}

function unit([x, y]: Point): [number, number] {
  return [WEST + Math.round(x / MX), SOUTH + Math.round(y / MY)];
}

function flat(points: readonly Point[]): Int32Array {
  return Int32Array.from(points.flatMap(unit));
}
