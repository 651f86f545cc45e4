/**
 * A lattice point inside a shape for a label or as the grid's representative: about the centre of the widest room, always
 * the same for the same shape. Method: the pole of inaccessibility by subdividing squares, to a twentieth of the box.
 */
import { boxOf } from './cell-frame.ts';
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from './distance.ts';
import { MAX_SPAN } from './lattice.ts';
import { sideOfPolygon } from './point-in-polygon.ts';
import type { MultiPolygon, Polygon } from './polygon.ts';

interface Square {
  readonly x: number;
  readonly y: number;
  readonly halfX: number;
  readonly halfY: number;
  /** Signed metres from the centre to the border, positive inside. */
  readonly distance: number;
  /** The best distance any point of the square can have. */
  readonly reach: number;
}

const PRECISION = 1 / 20;
const MOST_SQUARES = 4000;

/**
 * A lattice point strictly inside the shape; on its border only when no lattice point is found inside (a sliver thinner
 * than a unit). Throws a RangeError when the shape has no vertex.
 */
export function innerPoint(shape: MultiPolygon): [x: number, y: number] {
  let best: { at: [number, number]; distance: number } | null = null;
  for (const polygon of shape) {
    const found = widestRoom(polygon);
    if (found !== null && (best === null || found.distance > best.distance)) best = found;
  }
  if (best !== null) return best.at;
  for (const polygon of shape) {
    const found = scan(polygon);
    if (found !== null) return found;
  }
  const ring = shape.flat().find(({ length }) => length > 0);
  if (ring === undefined) throw new RangeError('inner point of an empty shape');
  return [ring[0]!, ring[1]!];
}

function widestRoom(polygon: Polygon): { at: [number, number]; distance: number } | null {
  const [minX, minY, maxX, maxY] = boxOf([polygon]);
  if (maxX <= minX || maxY <= minY) return null;
  const mx = metresPerUnitX((minY + maxY) / 2);
  const my = metresPerUnitY((minY + maxY) / 2);
  const side = Math.min((maxX - minX) * mx, (maxY - minY) * my);
  const across = Math.min(8, Math.ceil(((maxX - minX) * mx) / side));
  const up = Math.min(8, Math.ceil(((maxY - minY) * my) / side));
  const isWide = Math.max(maxX - minX, maxY - minY) > MAX_SPAN;
  const halfX = (maxX - minX) / across / 2;
  const halfY = (maxY - minY) / up / 2;
  const queue: Square[] = [];
  for (let i = 0; i < across; i++) {
    for (let j = 0; j < up; j++) {
      insert(queue, square(minX + (2 * i + 1) * halfX, minY + (2 * j + 1) * halfY, halfX, halfY));
    }
  }
  let best: { at: [number, number]; distance: number } | null = null;
  for (let looked = 0; queue.length > 0 && looked < MOST_SQUARES; looked++) {
    const next = queue.pop()!;
    if (best !== null && next.reach <= best.distance + side * PRECISION * 0.5) break;
    if (next.distance > (best?.distance ?? 0)) {
      const x = Math.round(next.x);
      const y = Math.round(next.y);
      if (sideOfPolygon(polygon, x, y) === 'inside') best = { at: [x, y], distance: next.distance };
    }
    if (next.halfX < 0.5 && next.halfY < 0.5) continue;
    const hx = next.halfX / 2;
    const hy = next.halfY / 2;
    insert(queue, square(next.x - hx, next.y - hy, hx, hy));
    insert(queue, square(next.x + hx, next.y - hy, hx, hy));
    insert(queue, square(next.x - hx, next.y + hy, hx, hy));
    insert(queue, square(next.x + hx, next.y + hy, hx, hy));
  }
  return best;

  function square(x: number, y: number, hx: number, hy: number): Square {
    // Beyond MAX_SPAN the distance is taken by whole numbers only.
    const distance = isWide
      ? signedDistanceM(polygon, Math.round(x), Math.round(y), mx, my)
      : signedDistanceM(polygon, x, y, mx, my);
    return { x, y, halfX: hx, halfY: hy, distance, reach: distance + Math.hypot(hx * mx, hy * my) };
  }
}

/** Keeps the queue in order of reach, the greatest last; equals in order of arrival from the back. */
function insert(queue: Square[], one: Square): void {
  let low = 0;
  let high = queue.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (queue[mid]!.reach < one.reach) low = mid + 1;
    else high = mid;
  }
  queue.splice(low, 0, one);
}

/** Metres to the nearest edge, negative outside; floats will do, the lattice point is tested exactly afterwards. */
function signedDistanceM(polygon: Polygon, x: number, y: number, mx: number, my: number): number {
  let inside = false;
  let least = Infinity;
  for (const ring of polygon) {
    let ax = ring[ring.length - 2]!;
    let ay = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const bx = ring[i]!;
      const by = ring[i + 1]!;
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
      least = Math.min(least, segmentDistanceM(x, y, ax, ay, bx, by, mx, my));
      ax = bx;
      ay = by;
    }
  }
  return inside ? least : -least;
}

/** For shapes a few units wide: level lines next to the vertices, the middle of the longest stretch inside first. */
function scan(polygon: Polygon): [number, number] | null {
  const heights = new Set<number>();
  for (const ring of polygon)
    for (let i = 1; i < ring.length; i += 2) for (const d of [0, 1, -1]) heights.add(ring[i]! + d);
  const levels = [...heights].sort((a, b) => a - b).slice(0, 3000);
  for (const y of levels) {
    const crossings: number[] = [];
    for (const ring of polygon) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const ay = ring[i + 1]!;
        const by = ring[j + 1]!;
        if (ay === y) crossings.push(ring[i]!);
        if (ay > y !== by > y) crossings.push(ring[i]! + ((ring[j]! - ring[i]!) * (y - ay)) / (by - ay));
      }
    }
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i++) {
      const middle = (crossings[i]! + crossings[i + 1]!) / 2;
      for (const x of [Math.floor(middle), Math.ceil(middle)]) {
        if (sideOfPolygon(polygon, x, y) === 'inside') return [x, y];
      }
    }
  }
  return null;
}
