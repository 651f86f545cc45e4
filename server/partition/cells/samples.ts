/**
 * SAMPLE: points that stand for the walls of buildings, for the nearness that seams follow. Along each wall, a little inwards
 * so that walls in common do not share a point, denser where the next building is near. Metres from the community's middle,
 * rounded to centimetres.
 */

import { boxOf } from '../../geometry/cell-frame.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import { BoxGrid } from './box-grid.ts';
import { isInside } from './even-odd.ts';
import type { FaceMap } from './face-map.ts';
import type { LocalMetres } from './local-metres.ts';
import type { Seed } from './seeds.ts';

const INWARDS_M = 0.4;
const LEAST_STEP_M = 1.5;
const MOST_STEP_M = 8;
/**
 * Between two rows of samples at a distance D with steps s a seam swerves by up to s²/8D to either side. Steps are such that
 * it stays below this, what simplification straightens.
 */
const SWERVE_M = 0.3;
/** From this distance on the greatest step will do. */
const CROWD_M = MOST_STEP_M ** 2 / (8 * SWERVE_M);
/** A point without a plan stands for a square of this side at most, and half the distance to the next. */
const SQUARE_M = 10;
/** Walls shorter than twice INWARDS_M are sampled this far apart. */
const SHORT_WALLS_M = 1.5;

/** Rings of a plan in local metres. */
type MetreRings = readonly Float64Array[];

export interface FaceSamples {
  /** x0, y0, … by x, then y, each once. */
  readonly xy: Float64Array;
  /** Seed of each sample. */
  readonly seed: Int32Array;
}

/** `bySeed`: numbers of seeds by face. Samples of each face with two seeds or more, by face. */
export function sampleSeeds(
  seeds: readonly Seed[],
  seedsOfFace: readonly (readonly number[])[],
  map: FaceMap,
  metres: LocalMetres,
): Map<number, FaceSamples> {
  const plans = new PlanIndex(seeds, metres);
  const samples = new Map<number, FaceSamples>();
  seedsOfFace.forEach((numbers, face) => {
    if (numbers.length < 2) return;
    const found: [x: number, y: number, seed: number][] = [];
    for (const number of numbers) {
      const seed = seeds[number]!;
      const before = found.length;
      const add = (x: number, y: number): void => {
        if (seed.slice !== null && !isInSlice(seed, x, y)) return;
        if (plans.isInOther(x, y, seed.group)) return;
        if (seed.isAstride && !map.at(...lattice(x, y, metres)).includes(face)) return;
        found.push([Math.round(100 * x), Math.round(100 * y), number]);
      };
      if (seed.footprints.length === 0) plans.square(number, add);
      for (const plan of plans.plansOf(number)) alongWalls(plan.rings, plan.stepM, add);
      if (seed.slice !== null) alongCuts(seed, plans.plansOf(number), add);
      if (found.length > before || seed.kind === 'part') continue;
      const [x, y] = seed.point;
      found.push([
        Math.round(100 * (x - metres.x0) * metres.mx),
        Math.round(100 * (y - metres.y0) * metres.my),
        number,
      ]);
    }
    found.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
    const once = found.filter(([x, y], i) => i === 0 || x !== found[i - 1]![0] || y !== found[i - 1]![1]);
    samples.set(face, {
      xy: Float64Array.from(once.flatMap(([x, y]) => [x / 100, y / 100])),
      seed: Int32Array.from(once, ([, , seed]) => seed),
    });
  });
  return samples;
}

function lattice(x: number, y: number, { x0, y0, mx, my }: LocalMetres): [number, number] {
  return [Math.round(x0 + x / mx), Math.round(y0 + y / my)];
}

function isInSlice({ slice }: Seed, x: number, y: number): boolean {
  const along = x * slice!.ux + y * slice!.uy;
  return along >= slice!.from && along < slice!.to;
}

/** On the lines that are INWARDS_M inside each wall. */
function alongWalls(rings: MetreRings, stepM: number, add: (x: number, y: number) => void): void {
  for (const ring of rings) {
    let [lastX, lastY] = [Infinity, Infinity];
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!;
      const by = ring[i + 1]!;
      const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
      const isShort = length < 2 * INWARDS_M;
      const gap = Math.sqrt(((ax + bx) / 2 - lastX) ** 2 + ((ay + by) / 2 - lastY) ** 2);
      if (length > 0 && (!isShort || gap >= SHORT_WALLS_M)) {
        const ux = (bx - ax) / length;
        const uy = (by - ay) / length;
        const parts = isShort ? 0 : Math.max(1, Math.ceil((length - 2 * INWARDS_M) / stepM));
        for (let k = 0; k <= parts; k++) {
          const at = isShort ? length / 2 : INWARDS_M + (k * (length - 2 * INWARDS_M)) / parts;
          const x = ax + at * ux - INWARDS_M * uy;
          const y = ay + at * uy + INWARDS_M * ux;
          if (!isInside(rings, x, y)) continue;
          add(x, y);
          [lastX, lastY] = [x, y];
        }
      }
      ax = bx;
      ay = by;
    }
  }
}

/** Pairs of points on the two sides of each cut, across the plan, so that the seam is the cut. */
function alongCuts(
  { slice }: Seed,
  plans: readonly { rings: MetreRings }[],
  add: (x: number, y: number) => void,
): void {
  const { ux, uy, from, to } = slice!;
  for (const { rings } of plans) {
    let [low, high] = [Infinity, -Infinity];
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        const across = ring[i + 1]! * ux - ring[i]! * uy;
        low = Math.min(low, across);
        high = Math.max(high, across);
      }
    }
    for (const along of [from + INWARDS_M, to - INWARDS_M]) {
      if (!Number.isFinite(along)) continue;
      for (let across = low + INWARDS_M; across < high; across += LEAST_STEP_M) {
        const x = along * ux - across * uy;
        const y = along * uy + across * ux;
        if (isInside(rings, x, y)) add(x, y);
      }
    }
  }
}

interface SeedPlan {
  readonly rings: MetreRings;
  /** minX, minY, maxX, maxY. */
  readonly box: MetreBox;
  readonly group: number;
  stepM: number;
}

type MetreBox = readonly [number, number, number, number];

/** Metres between two boxes, 0 where they meet. */
function boxGap(a: MetreBox, b: MetreBox): number {
  const dx = Math.max(0, a[0] - b[2], b[0] - a[2]);
  const dy = Math.max(0, a[1] - b[3], b[1] - a[3]);
  return Math.sqrt(dx * dx + dy * dy);
}

/** The plans of all seeds in local metres. */
class PlanIndex {
  readonly #plans: SeedPlan[] = [];
  readonly #ofSeed: SeedPlan[][] = [];
  readonly #grid: BoxGrid;
  readonly #points: BoxGrid;
  readonly #seeds: readonly Seed[];
  readonly #metres: LocalMetres;

  constructor(seeds: readonly Seed[], metres: LocalMetres) {
    this.#seeds = seeds;
    this.#metres = metres;
    const ofGroup = new Map<number, SeedPlan[]>();
    const boxes: number[] = [];
    const { x0, y0, mx, my } = metres;
    const spots = new Float64Array(4 * seeds.length);
    seeds.forEach(({ group, footprints, point }, number) => {
      const [x, y] = [(point[0] - x0) * mx, (point[1] - y0) * my];
      spots.set([x, y, x, y], 4 * number);
      let own = ofGroup.get(group);
      if (own === undefined) {
        own = footprints.map((footprint) => {
          const [minX, minY, maxX, maxY] = boxOf(footprint);
          const box = [(minX - x0) * mx, (minY - y0) * my, (maxX - x0) * mx, (maxY - y0) * my] as const;
          boxes.push(...box);
          return { rings: metreRings(footprint, metres), box, group, stepM: MOST_STEP_M };
        });
        this.#plans.push(...own);
        ofGroup.set(group, own);
      }
      this.#ofSeed.push(own);
    });
    this.#grid = new BoxGrid(Float64Array.from(boxes));
    this.#points = new BoxGrid(spots);
    for (const plan of this.#plans) plan.stepM = this.#stepFor(plan);
  }

  plansOf(seed: number): readonly SeedPlan[] {
    return this.#ofSeed[seed]!;
  }

  isInOther(x: number, y: number, group: number): boolean {
    let found = false;
    this.#grid.near(x, y, x, y, (i) => {
      const plan = this.#plans[i]!;
      found ||= plan.group !== group && isInside(plan.rings, x, y);
    });
    return found;
  }

  /** The corners of the square that a point stands for, and the point. */
  square(number: number, add: (x: number, y: number) => void): void {
    const { x0, y0, mx, my } = this.#metres;
    const { point, group } = this.#seeds[number]!;
    const x = (point[0] - x0) * mx;
    const y = (point[1] - y0) * my;
    let least = 2 * SQUARE_M;
    this.#points.near(x - least, y - least, x + least, y + least, (other) => {
      if (this.#seeds[other]!.group === group) return;
      const [ox, oy] = this.#seeds[other]!.point;
      least = Math.min(least, Math.sqrt(((ox - point[0]) * mx) ** 2 + ((oy - point[1]) * my) ** 2));
    });
    this.#grid.near(x - SQUARE_M, y - SQUARE_M, x + SQUARE_M, y + SQUARE_M, (i) => {
      least = Math.min(least, 2 * distanceTo(this.#plans[i]!.rings, x, y));
    });
    // Half the side: a quarter of the distance to the next.
    const half = Math.min(SQUARE_M, least / 2) / 2;
    add(x, y);
    for (const [sx, sy] of [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const) {
      add(x + sx * half, y + sy * half);
    }
  }

  #stepFor(plan: SeedPlan): number {
    const [minX, minY, maxX, maxY] = plan.box;
    let least = CROWD_M;
    this.#grid.near(minX - least, minY - least, maxX + least, maxY + least, (i) => {
      const other = this.#plans[i]!;
      if (other === plan || boxGap(plan.box, other.box) >= least) return;
      least = Math.min(least, cornersToWalls(other, plan, least), cornersToWalls(plan, other, least));
    });
    return Math.max(LEAST_STEP_M, Math.min(MOST_STEP_M, Math.sqrt(8 * SWERVE_M * (least + 2 * INWARDS_M))));
  }
}

function metreRings(footprint: MultiPolygon, { x0, y0, mx, my }: LocalMetres): Float64Array[] {
  return footprint
    .flat()
    .map((ring) => Float64Array.from(ring, (value, i) => (i % 2 === 0 ? (value - x0) * mx : (value - y0) * my)));
}

/** Metres from the nearest corner of one plan to a wall of the other, as far as it is less than `most`. */
function cornersToWalls(one: SeedPlan, other: SeedPlan, most: number): number {
  let least = most;
  const [minX, minY, maxX, maxY] = other.box;
  for (const ring of one.rings) {
    for (let k = 0; k < ring.length; k += 2) {
      const [x, y] = [ring[k]!, ring[k + 1]!];
      if (x < minX - least || x > maxX + least || y < minY - least || y > maxY + least) continue;
      least = Math.min(least, distanceTo(other.rings, x, y));
    }
  }
  return least;
}

/** Metres to the nearest wall. */
function distanceTo(rings: MetreRings, x: number, y: number): number {
  let least = Infinity;
  for (const ring of rings) {
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!;
      const by = ring[i + 1]!;
      const ux = bx - ax;
      const uy = by - ay;
      const size = ux * ux + uy * uy;
      const t = size === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * ux + (y - ay) * uy) / size));
      least = Math.min(least, (ax + t * ux - x) ** 2 + (ay + t * uy - y) ** 2);
      ax = bx;
      ay = by;
    }
  }
  return Math.sqrt(least);
}
