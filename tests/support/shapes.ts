/** Small literal shapes for tests of the kernel, and a plain opinion of what covers a point that shares no code with the walk. */
import fc from 'fast-check';
import { sideOf } from '../../server/geometry/point-in-polygon.ts';
import type { MultiPolygon, Ring } from '../../server/geometry/polygon.ts';

/** A ring through these points. */
export function ring(...points: readonly (readonly [number, number])[]): Ring {
  return Int32Array.from(points.flat());
}

/** A counter-clockwise box. */
export function box(x0: number, y0: number, x1: number, y1: number): Ring {
  return ring([x0, y0], [x1, y0], [x1, y1], [x0, y1]);
}

/** A clockwise box, for a hole. */
export function hole(x0: number, y0: number, x1: number, y1: number): Ring {
  return ring([x0, y0], [x0, y1], [x1, y1], [x1, y0]);
}

/** One polygon of a shell and holes as a shape. */
export function shape(...rings: readonly Ring[]): MultiPolygon {
  return [rings];
}

/** The same shape moved and enlarged. */
export function moved(shapes: MultiPolygon, factor: number, dx: number, dy: number): MultiPolygon {
  return shapes.map((polygon) => polygon.map((r) => r.map((v, i) => v * factor + (i % 2 === 0 ? dx : dy))));
}

/** Numbers of the shapes that have the point inside, by the plain test. */
export function holdersOf(shapes: readonly MultiPolygon[], x: number, y: number): number[] {
  return shapes.flatMap((one, i) => (sideOf(one, x, y) === 'inside' ? [i] : []));
}

/** Triangles, boxes and boxes with a hole on a lattice so small that ends, crossings and borders often fall together. */
export function smallShape(size: number): fc.Arbitrary<MultiPolygon> {
  const point = fc.tuple(fc.integer({ min: 0, max: size }), fc.integer({ min: 0, max: size }));
  const triangle = fc
    .tuple(point, point, point)
    .map(([a, b, c]) => ({ a, b, c, turn: (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) }))
    .filter(({ turn }) => turn !== 0)
    .map(({ a, b, c, turn }) => shape(turn > 0 ? ring(a, b, c) : ring(a, c, b)));
  const frame = fc
    .tuple(point, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
    .map(([[x, y], w, h]) =>
      w > 2 && h > 2
        ? shape(box(x, y, x + w, y + h), hole(x + 1, y + 1, x + w - 1, y + h - 1))
        : shape(box(x, y, x + w, y + h)),
    );
  return fc.oneof(triangle, triangle, frame);
}
