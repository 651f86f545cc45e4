/**
 * A stretch of border between two neighbours, and an apex beside it: path and apex enclose a face of any wished size. Moving
 * the border of one side to the apex makes a gap or an overlap of exactly that face; the other side keeps its vertices.
 * The ends of the stretch become vertices of both sides, so the border around it stays exact.
 */
import { metresPerUnitX, metresPerUnitY } from '../../../server/geometry/distance.ts';
import { sideOfRing } from '../../../server/geometry/point-in-polygon.ts';
import type { MultiPolygon, Ring } from '../../../server/geometry/polygon.ts';
import type { Random } from '../random.ts';
import { ring as ringOf } from '../shapes.ts';
import { ringM2 } from './planted.ts';
import { indexOfPoint, isSimple, meetsRing, type Point, pointsOf, same, withPath } from './point-list.ts';
import type { Scene } from './scene.ts';

/** `beside` for the outline of the county. */
export const OUTSIDE = 'outside';

export interface Stretch {
  readonly from: Point;
  readonly to: Point;
  /** Border vertices between the ends, in the order of the first grid's shell. */
  readonly along: readonly Point[];
  /** Edges of the border, in that order, on which the ends are new vertices. */
  readonly cuts: readonly { readonly edge: readonly [Point, Point]; readonly at: Point }[];
}

export interface Spot extends Stretch {
  readonly apex: Point;
  /** Counter-clockwise. */
  readonly face: Ring;
  readonly areaM2: number;
}

export interface SpotWish {
  readonly areaM2: number;
  /** Metres from end to end; as long as high when left out. */
  readonly lengthM?: number;
  /** 'in': the apex is in the first grid; 'out': in the one beside. */
  readonly side: 'in' | 'out';
}

const TRIES = 200;

/** Finds a place and makes the ends of the stretch vertices of both sides. Null: no room for that size. */
export function makeSpot(scene: Scene, grid: string, beside: string, wish: SpotWish, random: Random): Spot | null {
  const path = borderPath(scene, grid, beside);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const length = (wish.lengthM ?? Math.max(0.15, 2 * Math.sqrt(wish.areaM2))) * (0.7 + 0.5 * random());
    const stretch = stretchOf(path, length, random, wish.lengthM !== undefined);
    const spot = stretch === null ? null : withApex(stretch, wish);
    if (spot === null) continue;
    const own = cut(pointsOf(shellOf(scene, grid)), spot.cuts);
    const other = cut(pointsOf(shellOf(scene, beside)), spot.cuts);
    if (!hasRoom(spot, wish.side === 'in' ? own : other, wish.side === 'in' || beside !== OUTSIDE)) continue;
    setShell(scene, grid, own);
    setShell(scene, beside, other);
    return spot;
  }
  return null;
}

export function shellOf(scene: Scene, code: string): Ring {
  return (code === OUTSIDE ? scene.universe : scene.grids.get(code)!)[0]![0]!;
}

export function setShell(scene: Scene, code: string, points: readonly Point[]): void {
  const [first, ...others] = code === OUTSIDE ? scene.universe : scene.grids.get(code)!;
  const polygons: MultiPolygon = [[ringOf(...points), ...first!.slice(1)], ...others];
  if (code === OUTSIDE) scene.universe = polygons;
  else scene.grids.set(code, polygons);
}

/** The border of the grid to the one beside it, in the order of its shell: the vertices that both have. */
export function borderPath(scene: Scene, grid: string, beside: string): Point[] {
  const other = new Set(pointsOf(shellOf(scene, beside)).map(String));
  const own = pointsOf(shellOf(scene, grid));
  const starts = own.findIndex(
    (point, i) => other.has(String(point)) && !other.has(String(own[(i + own.length - 1) % own.length])),
  );
  const turned = [...own.slice(starts), ...own.slice(0, starts)];
  const end = turned.findIndex((point) => !other.has(String(point)));
  return turned.slice(0, end < 0 ? turned.length : end);
}

/** Moves the border of the grid from the stretch to the apex. */
export function moveBorder(scene: Scene, grid: string, { from, to, apex }: Spot): void {
  setShell(scene, grid, withPath(pointsOf(shellOf(scene, grid)), from, to, [apex]));
}

/** The ring with new vertices on its edges, whichever way it runs. */
export function cut(ring: readonly Point[], cuts: Stretch['cuts']): Point[] {
  const points = [...ring];
  for (const { edge, at } of cuts) {
    const start = indexOfPoint(points, edge[0]);
    const forward = same(points[(start + 1) % points.length]!, edge[1]);
    points.splice(forward ? start + 1 : start, 0, at);
  }
  return points;
}

/** On one edge or around one vertex when it is short enough, else over as much of the path as it needs. */
function stretchOf(path: readonly Point[], lengthM: number, random: Random, straight: boolean): Stretch | null {
  const edges = path.slice(1).map((b, i) => [path[i]!, b] as const);
  const fitting = edges.filter(([a, b]) => metres(a, b) * 0.9 > lengthM);
  const along = Math.floor(random() * (path.length - 2)) + 1;
  if (fitting.length > 0 && (straight || path.length < 3 || random() < 0.5)) {
    const edge = fitting[Math.floor(random() * fitting.length)]!;
    const share = lengthM / metres(...edge);
    const start = 0.02 + random() * (0.96 - share);
    const from = between(edge, start);
    const to = between(edge, start + share);
    // The second cut is made on what the first left of the edge.
    return {
      from,
      to,
      along: [],
      cuts: [
        { edge, at: from },
        { edge: [from, edge[1]], at: to },
      ],
    };
  }
  if (straight || path.length < 3) return null;
  const before = reach(path.slice(0, along + 1).reverse(), lengthM / 2);
  const after = reach(path.slice(along), lengthM / 2);
  return {
    from: before.at,
    to: after.at,
    along: [...before.passed.reverse(), path[along]!, ...after.passed],
    cuts: [before, after].flatMap(({ edge, at }) => (edge === null ? [] : [{ edge, at }])),
  };
}

/** How far one comes along a path from its start; at its end when it is too short. */
function reach(path: readonly Point[], lengthM: number): { at: Point; edge: [Point, Point] | null; passed: Point[] } {
  let left = lengthM;
  for (let i = 0; i + 1 < path.length; i++) {
    const step = metres(path[i]!, path[i + 1]!);
    if (left < step * 0.95) {
      const at = between([path[i]!, path[i + 1]!], Math.max(left / step, 0.05));
      return { at, edge: [path[i]!, path[i + 1]!], passed: path.slice(1, i + 1) };
    }
    left = Math.max(0, left - step);
  }
  return { at: path.at(-1)!, edge: null, passed: path.slice(1, -1) };
}

function withApex(stretch: Stretch, { areaM2, side }: SpotWish): Spot | null {
  const { from, to, along } = stretch;
  if (same(from, to) || along.some((point) => same(point, from) || same(point, to))) return null;
  const mx = metresPerUnitX(from[1]);
  const my = metresPerUnitY(from[1]);
  const chord = metres(from, to);
  // The path bulges from the chord: what it already encloses on the apex's side need not be added.
  const bulge = signedM2([from, ...along, to], mx, my) * (side === 'in' ? 1 : -1);
  const height = (2 * (areaM2 - bulge)) / chord;
  if (height <= 0) return null;
  const left = side === 'in' ? 1 : -1;
  const ux = ((to[0] - from[0]) * mx) / chord;
  const uy = ((to[1] - from[1]) * my) / chord;
  const apex: Point = [
    Math.round((from[0] + to[0]) / 2 - (left * uy * height) / mx),
    Math.round((from[1] + to[1]) / 2 + (left * ux * height) / my),
  ];
  const points = [from, ...along, to, apex];
  if (side === 'out') points.reverse();
  if (points.length !== new Set(points.map(String)).size) return null;
  const face = ringOf(...points);
  const exact = ringM2(face);
  return { ...stretch, apex, face, areaM2: exact };
}

/** The face is a simple ring, and lies in the target (or outside it) with nothing but the stretch on its border. */
function hasRoom({ from, to, apex, face, areaM2 }: Spot, target: readonly Point[], inside: boolean): boolean {
  const points = pointsOf(face);
  return areaM2 > 0 && signedM2(points, 1, 1) > 0 && isSimple(points) && hasRoomFor(target, from, apex, to, inside);
}

/** Whether a point is inside a ring (or outside) and lines to two of its vertices meet nothing on the way. */
export function hasRoomFor(ring: readonly Point[], from: Point, apex: Point, to: Point, inside = true): boolean {
  return (
    sideOfRing(ringOf(...ring), apex[0], apex[1]) === (inside ? 'inside' : 'outside') &&
    !meetsRing(from, apex, ring) &&
    !meetsRing(apex, to, ring)
  );
}

function signedM2(points: readonly Point[], mx: number, my: number): number {
  const [x0, y0] = points[0]!;
  const sum = points.reduce((total, [ax, ay], i) => {
    const [bx, by] = points[(i + 1) % points.length]!;
    return total + (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
  }, 0);
  return (sum / 2) * mx * my;
}

/** On the ellipsoid, well enough for a few hundred metres. */
export function metres(a: Point, b: Point): number {
  return Math.hypot((b[0] - a[0]) * metresPerUnitX(a[1]), (b[1] - a[1]) * metresPerUnitY(a[1]));
}

function between([a, b]: readonly [Point, Point], share: number): Point {
  return [Math.round(a[0] + (b[0] - a[0]) * share), Math.round(a[1] + (b[1] - a[1]) * share)];
}
