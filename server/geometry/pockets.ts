/**
 * Pockets of the outside that a narrow mouth leads into, on one perimeter ring. A mouth is the shortest segment from a corner
 * to a side (or its end) across the outside, where the two banks belong to different grids. What it cuts off is a pocket when
 * it is deep: its area is at least DEPTH times the square of the mouth, that is, as deep on average as DEPTH mouths are wide.
 * Of mouths that cut off nested pockets the one with the greatest excess of area over that square is taken, so the mouth of a
 * slit is at its end and not on the coast beyond.
 */
import { metresPerUnitX, metresPerUnitY, segmentDistanceM } from './distance.ts';
import type { PerimeterRing } from './perimeter.ts';
import { RowIndex } from './row-index.ts';

export interface Pocket {
  readonly mouthM: number;
  /** Corners in order with the pocket on the left, x0, y0, …; the last side is the mouth. Where a side is met, not rounded. */
  readonly points: readonly number[];
  /** Owners of the sides along it. */
  readonly owners: ReadonlySet<number>;
}

/** How many mouths deep. */
const DEPTH = 4;

interface Mouth {
  /** The corner, and the side with the place on it. */
  readonly corner: number;
  readonly side: number;
  readonly x: number;
  readonly y: number;
  readonly mouthM: number;
  /** Whether the pocket runs from the corner onwards to the side, or from the side onwards to the corner. */
  readonly onwards: boolean;
  readonly excess: number;
}

/** The pockets whose mouth is at most `widestM` metres, the greatest excess first. No two overlap. */
export function pocketsOf(ring: PerimeterRing, widestM: number): Pocket[] {
  const mouths = new MouthSearch(ring, widestM).all();
  const count = ring.x.length;
  const taken = new Uint8Array(count);
  const pockets: Pocket[] = [];
  for (const mouth of mouths) {
    const sides = sidesOf(mouth, count);
    if (sides.some((side) => taken[side] === 1)) continue;
    for (const side of sides) taken[side] = 1;
    const { x, y, owner } = ring;
    const corners = mouth.onwards ? sides : sides.slice(1);
    const points = corners.flatMap((i) => [x[i]!, y[i]!]);
    if (mouth.onwards) points.push(mouth.x, mouth.y);
    else points.unshift(mouth.x, mouth.y);
    if (!mouth.onwards) points.push(x[mouth.corner]!, y[mouth.corner]!);
    pockets.push({
      mouthM: mouth.mouthM,
      points: withoutRepeats(points),
      owners: new Set(sides.map((i) => owner[i]!)),
    });
  }
  return pockets;
}

/** A mouth that ends at a corner gives that corner twice. */
function withoutRepeats(points: readonly number[]): number[] {
  return points.filter((_, i) => {
    const x = i - (i % 2);
    const before = (x + points.length - 2) % points.length;
    return points[x] !== points[before] || points[x + 1] !== points[before + 1];
  });
}

/** The sides along the pocket in order. */
function sidesOf({ corner, side, onwards }: Mouth, count: number): number[] {
  const first = onwards ? corner : side;
  const last = onwards ? side : (corner + count - 1) % count;
  const sides: number[] = [];
  for (let i = first; ; i = (i + 1) % count) {
    sides.push(i);
    if (i === last) return sides;
  }
}

class MouthSearch {
  readonly #ring: PerimeterRing;
  readonly #count: number;
  readonly #widestM: number;
  readonly #rows: RowIndex;
  /** Doubled area swept from corner 0, as seen from it, up to each corner; the last is that of the whole ring. */
  readonly #swept: Float64Array;

  constructor(ring: PerimeterRing, widestM: number) {
    const { x, y } = ring;
    const count = x.length;
    this.#ring = ring;
    this.#count = count;
    this.#widestM = widestM;
    const low = new Float64Array(count);
    const high = new Float64Array(count);
    this.#swept = new Float64Array(count + 1);
    for (let i = 0; i < count; i++) {
      const j = (i + 1) % count;
      const reach = widestM / metresPerUnitY(y[i]!) + 1;
      low[i] = Math.min(y[i]!, y[j]!) - reach;
      high[i] = Math.max(y[i]!, y[j]!) + reach;
      this.#swept[i + 1] = this.#swept[i]! + this.#cross(x[i]!, y[i]!, x[j]!, y[j]!);
    }
    this.#rows = new RowIndex(low, high);
  }

  /** Every mouth with a positive excess, the greatest first. */
  all(): Mouth[] {
    const { x, y, owner } = this.#ring;
    const found: Mouth[] = [];
    for (let corner = 0; corner < this.#count; corner++) {
      const before = owner[(corner + this.#count - 1) % this.#count]!;
      const after = owner[corner]!;
      const px = x[corner]!;
      const py = y[corner]!;
      const mx = metresPerUnitX(py);
      const my = metresPerUnitY(py);
      const reach = this.#widestM / mx;
      const near = this.#rows.at(py);
      for (let k = 0; k < near.length; k++) {
        const side = near[k]!;
        const bank = owner[side]!;
        if (bank < 0 || (bank === before && bank === after)) continue;
        const end = side + 1 === this.#count ? 0 : side + 1;
        if (side === corner || end === corner) continue;
        if ((x[side]! < px - reach && x[end]! < px - reach) || (x[side]! > px + reach && x[end]! > px + reach))
          continue;
        const mouthM = segmentDistanceM(px, py, x[side]!, y[side]!, x[end]!, y[end]!, mx, my);
        if (!(mouthM > 0) || mouthM > this.#widestM) continue;
        const [fx, fy] = footOn(px, py, x[side]!, y[side]!, x[end]!, y[end]!, mx, my);
        for (const onwards of [true, false]) {
          const own = onwards ? after : before;
          if (own < 0 || own === bank) continue;
          const excess = (this.#doubled(corner, side, fx, fy, onwards) / 2) * mx * my - DEPTH * mouthM * mouthM;
          if (excess <= 0 || !this.#isAcross(corner, side, fx, fy, near)) continue;
          found.push({ corner, side, x: fx, y: fy, mouthM, onwards, excess });
        }
      }
    }
    return found.sort((a, b) => b.excess - a.excess || a.mouthM - b.mouthM || a.corner - b.corner || a.side - b.side);
  }

  /** Twice the area that the mouth cuts off, positive when it has the outside on its left. */
  #doubled(corner: number, side: number, fx: number, fy: number, onwards: boolean): number {
    const { x, y } = this.#ring;
    const [px, py] = [x[corner]!, y[corner]!];
    if (onwards) {
      const along = this.#between(corner, side) + this.#cross(x[side]!, y[side]!, fx, fy);
      return along + this.#cross(fx, fy, px, py);
    }
    const end = (side + 1) % this.#count;
    return this.#cross(fx, fy, x[end]!, y[end]!) + this.#between(end, corner) + this.#cross(px, py, fx, fy);
  }

  #between(from: number, to: number): number {
    const swept = this.#swept[to]! - this.#swept[from]!;
    return from <= to ? swept : swept + this.#swept[this.#count]!;
  }

  #cross(ax: number, ay: number, bx: number, by: number): number {
    const { x, y } = this.#ring;
    return (ax - x[0]!) * (by - y[0]!) - (bx - x[0]!) * (ay - y[0]!);
  }

  /** Whether the segment leaves the corner to the outside and meets no other side on its way. */
  #isAcross(corner: number, side: number, fx: number, fy: number, near: Int32Array): boolean {
    const { x, y } = this.#ring;
    const before = (corner + this.#count - 1) % this.#count;
    const after = (corner + 1) % this.#count;
    const [px, py] = [x[corner]!, y[corner]!];
    const turn = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number): number =>
      (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
    const leftOfIn = turn(x[before]!, y[before]!, px, py, fx, fy) > 0;
    const leftOfOut = turn(px, py, x[after]!, y[after]!, fx, fy) > 0;
    const isConvex = turn(x[before]!, y[before]!, px, py, x[after]!, y[after]!) > 0;
    if (isConvex ? !(leftOfIn && leftOfOut) : !(leftOfIn || leftOfOut)) return false;
    for (let k = 0; k < near.length; k++) {
      const other = near[k]!;
      const end = other + 1 === this.#count ? 0 : other + 1;
      if (other === side || other === corner || end === corner) continue;
      const [ax, ay, bx, by] = [x[other]!, y[other]!, x[end]!, y[end]!];
      // The end of a neighbouring side may be where the mouth ends; nothing else may be on it.
      if ((ax === fx && ay === fy) || (bx === fx && by === fy)) continue;
      if (Math.max(ax, bx) < Math.min(px, fx) || Math.min(ax, bx) > Math.max(px, fx)) continue;
      if (Math.max(ay, by) < Math.min(py, fy) || Math.min(ay, by) > Math.max(py, fy)) continue;
      const c = turn(px, py, fx, fy, ax, ay);
      const d = turn(px, py, fx, fy, bx, by);
      if ((c > 0 && d > 0) || (c < 0 && d < 0)) continue;
      const a = turn(ax, ay, bx, by, px, py);
      const b = turn(ax, ay, bx, by, fx, fy);
      if (!((a > 0 && b > 0) || (a < 0 && b < 0))) return false;
    }
    return true;
  }
}

/** The place on a side that is nearest to p. */
function footOn(
  px: number,
  py: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  mx: number,
  my: number,
): [x: number, y: number] {
  const ux = (bx - ax) * mx;
  const uy = (by - ay) * my;
  const t = ((px - ax) * mx * ux + (py - ay) * my * uy) / (ux * ux + uy * uy);
  if (!(t > 0)) return [ax, ay];
  return t >= 1 ? [bx, by] : [ax + t * (bx - ax), ay + t * (by - ay)];
}
