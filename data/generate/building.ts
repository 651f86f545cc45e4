/**
 * A building of the demo county while it is being made: its shape as oriented boxes (metres), its entrances, and counts.
 * Households are counts on entrances or on the building; nobody lives in this data.
 */
import { corners, type OrientedBox } from './oriented-box.ts';
import { add, type Point, rotate } from './plane.ts';

export type Use = 'residence' | 'house' | 'shops' | 'institution' | 'works';

export interface Unit {
  readonly at: Point;
  readonly capacity: number;
  households: number;
}

export interface Building {
  readonly use: Use;
  /** One box, or two that share a corner for an L. */
  readonly boxes: readonly OrientedBox[];
  readonly storeys: number;
  /** Entrances with counts of their own; empty for a house and for whatever holds no households. */
  readonly units: readonly Unit[];
  readonly capacity: number;
  households: number;
  shops: number;
  name: string | null;
  address: string;
  compound: string | null;
}

interface Parts {
  readonly use: Use;
  readonly boxes: readonly OrientedBox[];
  readonly storeys: number;
  readonly units?: readonly Unit[];
  readonly capacity?: number;
  readonly shops?: number;
  readonly name?: string | null;
}

export function building(parts: Parts): Building {
  const units = parts.units ?? [];
  const capacity = parts.capacity ?? units.reduce((sum, u) => sum + u.capacity, 0);
  return {
    use: parts.use,
    boxes: parts.boxes,
    storeys: parts.storeys,
    units,
    capacity,
    households: 0,
    shops: parts.shops ?? 0,
    name: parts.name ?? null,
    address: '',
    compound: null,
  };
}

/** Entrances along the long side of a slab, from its left end. */
export function entrances(box: OrientedBox, count: number, capacity: number): Unit[] {
  return Array.from({ length: count }, (_, i) => {
    const along = ((i + 0.5) / count) * 2 - 1;
    const at = add(box.centre, rotate([along * box.half[0], box.half[1] * 0.4], box.angle));
    return { at, capacity, households: 0 };
  });
}

/** The footprint, counter-clockwise: a rectangle, or an L of a long box and a wing that stands on its back at one end. */
export function footprint(made: Building): Point[] {
  const [body, wing] = made.boxes as [OrientedBox, OrientedBox | undefined];
  if (!wing) return corners(body);
  const local = (p: Point): Point => rotate([p[0] - body.centre[0], p[1] - body.centre[1]], -body.angle);
  const w = corners(wing).map(local);
  const [hx, hy] = body.half;
  const [x0, x1] = [Math.min(...w.map((p) => p[0])), Math.max(...w.map((p) => p[0]))];
  const top = Math.max(...w.map((p) => p[1]));
  const isLeft = x0 <= -hx + 1e-6;
  const ring: Point[] = isLeft
    ? [
        [-hx, -hy],
        [hx, -hy],
        [hx, hy],
        [x1, hy],
        [x1, top],
        [-hx, top],
      ]
    : [
        [-hx, -hy],
        [hx, -hy],
        [hx, top],
        [x0, top],
        [x0, hy],
        [-hx, hy],
      ];
  return ring.map((p) => add(body.centre, rotate(p, body.angle)));
}

/** An L: the wing is as deep as the body and stands out `reach` metres behind it, at the left or the right end. */
export function withWing(body: OrientedBox, reach: number, isLeft: boolean): OrientedBox[] {
  const [hx, hy] = body.half;
  const half: Point = [hy, reach / 2];
  const x = isLeft ? -hx + hy : hx - hy;
  const centre = add(body.centre, rotate([x, hy + reach / 2], body.angle));
  return [body, { centre, half, angle: body.angle }];
}
