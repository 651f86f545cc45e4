/** Ground to build on: a ring in metres with a kind of border on each side, and what must be kept clear. */
import type { LineKind } from './mesh.ts';
import { along, corners, grown, isFree, type OrientedBox } from './oriented-box.ts';
import {
  add,
  area,
  at,
  contains,
  cross,
  direction,
  distance,
  distanceToRing,
  mix,
  type Point,
  polar,
  subtract,
} from './plane.ts';

/** A side runs from its point to the next side's point. */
export interface Side {
  readonly point: Point;
  readonly kind: LineKind;
  /** Of the road that runs along it. */
  readonly road: string | null;
}

/** Metres between the middle of a line and the nearest building. */
const SETBACK_M: Record<LineKind, number> = {
  main: 26,
  secondary: 19,
  street: 13,
  lane: 8.5,
  wall: 6.5,
  ridge: 9,
  river: 78,
  outline: 25,
};

/** The same for a shop front. */
export const SHOP_FRONT_M: Record<LineKind, number> = { ...SETBACK_M, main: 21, secondary: 14.5, street: 10 };

export class Ground {
  readonly sides: readonly Side[];
  readonly ring: readonly Point[];
  private readonly taken: OrientedBox[];

  /** Shop fronts may stand nearer to a street than the rest: keepSides() adds the full setbacks after them. */
  constructor(sides: readonly Side[]) {
    this.sides = sides;
    this.ring = sides.map((s) => s.point);
    this.taken = [];
    this.keepSides(SHOP_FRONT_M);
  }

  keepSides(setback: Record<LineKind, number> = SETBACK_M): void {
    this.sides.forEach((s, i) => {
      this.taken.push(along(s.point, at(this.ring, i + 1), setback[s.kind] - 0.01));
    });
  }

  copy(): Ground {
    const twin = new Ground(this.sides);
    twin.taken.push(...this.taken);
    return twin;
  }

  isFree(boxes: readonly OrientedBox[]): boolean {
    return boxes.every((box) => corners(box).every((p) => contains(this.ring, p)) && isFree(box, this.taken));
  }

  /** Nothing else may come within `clear` metres of these boxes. */
  keep(boxes: readonly OrientedBox[], clear: number): void {
    this.taken.push(...boxes.map((box) => grown(box, clear)));
  }

  /** Bounds of the ring seen along an angle: least and greatest along and across it. */
  extent(angle: number): { x0: number; x1: number; y0: number; y1: number } {
    const ux = polar(angle, 1);
    const uy = polar(angle + Math.PI / 2, 1);
    const xs = this.ring.map((p) => p[0] * ux[0] + p[1] * ux[1]);
    const ys = this.ring.map((p) => p[0] * uy[0] + p[1] * uy[1]);
    return { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
  }
}

/** The angle, within 45° of east, that most of the border keeps: buildings stand along it and face south. */
export function bearing(ring: readonly Point[]): number {
  let [s, c] = [0, 0];
  ring.forEach((p, i) => {
    const next = at(ring, i + 1);
    s += distance(p, next) * Math.sin(4 * direction(p, next));
    c += distance(p, next) * Math.cos(4 * direction(p, next));
  });
  return Math.atan2(s, c) / 4;
}

/**
 * Cuts ground by a straight line through a point: both parts, with a side of the given kind along the cut, and the cut
 * itself. Null where the line meets the border more than twice.
 */
export function halve(
  sides: readonly Side[],
  through: Point,
  angle: number,
  cut: { readonly kind: LineKind; readonly road: string | null },
): { parts: [Side[], Side[]]; chord: [Point, Point] } | null {
  const d = polar(angle, 1);
  const parts: [Side[], Side[]] = [[], []];
  const chord: Point[] = [];
  sides.forEach((side, i) => {
    const next = sides[(i + 1) % sides.length] as Side;
    const [a, b] = [side.point, next.point].map((p) => cross(d, subtract(p, through))) as [number, number];
    const [here, there] = a >= 0 ? parts : [parts[1], parts[0]];
    here.push(side);
    if (a >= 0 === b >= 0) return;
    const point = mix(side.point, next.point, a / (a - b));
    here.push({ point, ...cut });
    there.push({ ...side, point });
    chord.push(point);
  });
  return chord.length === 2 ? { parts, chord: chord as [Point, Point] } : null;
}

/** The ring moved inwards by a distance per side, or null where that does not give a plain ring. */
export function inset(border: readonly Side[], metres: (kind: LineKind) => number): Point[] | null {
  const sides = border.filter((side, i) => {
    const before = border[(i + border.length - 1) % border.length] as Side;
    const after = border[(i + 1) % border.length] as Side;
    const turn = direction(side.point, after.point) - direction(before.point, side.point);
    return before.kind !== side.kind || Math.cos(turn) < 0.998;
  });
  const lines = sides.map((side, i) => {
    const next = (sides[(i + 1) % sides.length] as Side).point;
    const a = direction(side.point, next);
    const off = polar(a + Math.PI / 2, metres(side.kind));
    return { p: add(side.point, off), q: add(next, off), d: polar(a, 1) };
  });
  const out: Point[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [m, n] = [lines[(i + lines.length - 1) % lines.length], lines[i]] as [(typeof lines)[0], (typeof lines)[0]];
    const turn = cross(m.d, n.d);
    if (Math.abs(turn) < 0.05) out.push(mix(m.q, n.p, 0.5));
    else {
      const t = cross(subtract(n.p, m.p), n.d) / turn;
      out.push(add(m.p, [m.d[0] * t, m.d[1] * t]));
    }
  }
  const ring = sides.map((s) => s.point);
  const isPlain = out.every((p, i) => {
    const edge = subtract(at(out, i + 1), p);
    const old = subtract(at(ring, i + 1), at(ring, i));
    return (contains(ring, p) || distanceToRing(p, ring) < 0.01) && edge[0] * old[0] + edge[1] * old[1] > 0;
  });
  return isPlain && area(out) > 0.3 * area(ring) ? out : null;
}
