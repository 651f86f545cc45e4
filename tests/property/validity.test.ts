/** The validity test against a plain BigInt one, and the mending of what rounding breaks. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { doubledArea } from '../../server/geometry/area.ts';
import { checkMultiPolygon, checkPolygon } from '../../server/geometry/validity.ts';
import { exactCover } from '../support/exact-ring.ts';
import { mulberry32 } from '../support/random.ts';

const seed = 20261122;

type Point = readonly [bigint, bigint];

const turn = ([ax, ay]: Point, [bx, by]: Point, [cx, cy]: Point): bigint =>
  (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);

const on = (a: Point, b: Point, p: Point): boolean =>
  turn(a, b, p) === 0n && (p[0] - a[0]) * (p[0] - b[0]) + (p[1] - a[1]) * (p[1] - b[1]) <= 0n;

const meets = (a: Point, b: Point, c: Point, d: Point): boolean => {
  if (on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)) return true;
  return turn(a, b, c) > 0n !== turn(a, b, d) > 0n && turn(c, d, a) > 0n !== turn(c, d, b) > 0n;
};

/** Whether a ring without repeated points is simple: edges meet in the vertex between them and nowhere else. */
function isSimple(flat: readonly number[]): boolean {
  const points: Point[] = [];
  for (let i = 0; i < flat.length; i += 2) points.push([BigInt(flat[i]!), BigInt(flat[i + 1]!)]);
  const n = points.length;
  if (n < 3) return false;
  const at = (i: number): Point => points[i % n]!;
  for (let i = 0; i < n; i++) {
    if (on(at(i), at(i + 1), at(i + 2)) || on(at(i + 1), at(i + 2), at(i))) return false;
    for (let j = i + 2; j < n; j++) {
      if ((j + 1) % n !== i && meets(at(i), at(i + 1), at(j), at(j + 1))) return false;
    }
  }
  return true;
}

function withoutRepeats(flat: readonly number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < flat.length; i += 2) {
    const n = kept.length;
    if (n === 0 || kept[n - 2] !== flat[i] || kept[n - 1] !== flat[i + 1]) kept.push(flat[i]!, flat[i + 1]!);
  }
  while (kept.length > 2 && kept[0] === kept.at(-2) && kept[1] === kept.at(-1)) kept.length -= 2;
  return kept;
}

const degrees = (flat: ArrayLike<number>): [number, number][] =>
  Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i]! / 1e7, flat[2 * i + 1]! / 1e7]);

describe('checkPolygon on one ring', () => {
  it('accepts exactly the simple rings of a 6 × 6 lattice', () => {
    const coordinate = fc.integer({ min: 0, max: 5 });
    const ring = fc.array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 8 });
    let simple = 0;
    fc.assert(
      fc.property(ring, (points) => {
        const flat = withoutRepeats(points.flat());
        const checked = checkPolygon([degrees(points.flat())]);
        if (isSimple(flat)) simple += 1;
        expect(checked.ok).toBe(isSimple(flat));
      }),
      { seed, numRuns: 6000 },
    );
    expect(simple).toBeGreaterThan(500);
  });
});

describe('a polygon with a hole', () => {
  it('is accepted exactly when the hole leaves the inside in one piece', () => {
    const coordinate = fc.integer({ min: 0, max: 6 });
    const low = fc.integer({ min: 0, max: 2 });
    const high = fc.integer({ min: 4, max: 6 });
    const corners = fc.tuple(low, low, high, low, high, high, low, high, coordinate, coordinate);
    const shells = corners.map((flat) => withoutRepeats(flat)).filter(isSimple);
    const holes = fc
      .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 5 })
      .map((points) => withoutRepeats(points.flat()))
      .filter(isSimple);
    let accepted = 0;
    fc.assert(
      fc.property(shells, holes, (shell, hole) => {
        const checked = checkPolygon([degrees(shell), degrees(hole)]);
        const want = insideIsOnePiece(shell, hole);
        if (want) accepted += 1;
        expect([shell, hole, checked.ok]).toEqual([shell, hole, want]);
      }),
      { seed, numRuns: 4000 },
    );
    expect(accepted).toBeGreaterThan(40);
  });
});

/** The hole must not cross the shell, share a stretch with it, lie outside, or touch it in two points. */
function insideIsOnePiece(shell: readonly number[], hole: readonly number[]): boolean {
  const ends = (flat: readonly number[]) =>
    Array.from({ length: flat.length / 2 }, (_, i): [Point, Point] => {
      const j = (2 * i + 2) % flat.length;
      return [
        [BigInt(flat[2 * i]!), BigInt(flat[2 * i + 1]!)],
        [BigInt(flat[j]!), BigInt(flat[j + 1]!)],
      ];
    });
  const touches = new Set<string>();
  for (const [a, b] of ends(shell)) {
    for (const [c, d] of ends(hole)) {
      if (!meets(a, b, c, d)) continue;
      const shared = [a, b, c, d].filter((p) => on(a, b, p) && on(c, d, p)).map(String);
      if (new Set(shared).size !== 1) return false;
      touches.add(shared[0]!);
    }
  }
  if (touches.size > 1) return false;
  // Quarter points of the hole's edges: with one touch at most, all others are strictly on one side.
  const shell4 = shell.map((v) => v * 4);
  for (let i = 0; i < hole.length; i += 2) {
    const j = (i + 2) % hole.length;
    for (let k = 0; k < 4; k++) {
      const x = hole[i]! * (4 - k) + hole[j]! * k;
      const y = hole[i + 1]! * (4 - k) + hole[j + 1]! * k;
      if (exactCover([shell4], x, y) === 'outside') return false;
    }
  }
  return true;
}

describe('shapes that are valid before rounding', () => {
  /** Star-shaped around a centre, so simple as drawn, and so small that rounding breaks most of them. */
  function star(random: () => number, points: number, radius: number): [number, number][] {
    // Steps below half a turn, so that the centre is inside.
    return Array.from({ length: points }, (_, i) => {
      const angle = (2 * Math.PI * (i + random())) / points;
      const r = radius * (0.15 + 0.85 * random());
      return [(117e7 + r * Math.cos(angle)) / 1e7, (30e7 + r * Math.sin(angle)) / 1e7];
    });
  }

  it('are accepted or mended, never blamed on the user; what comes out is valid and about as large', () => {
    const random = mulberry32(seed);
    const seen = { clean: 0, mended: 0, gone: 0 };
    for (let round = 0; round < 1500; round++) {
      const points = 6 + Math.floor(random() * 40);
      const radius = 2 + random() * 12;
      const ring = star(random, points, radius);
      const checked = checkMultiPolygon([[ring]]);
      if (!checked.ok) {
        expect(checked.code).toBe('ring-below-resolution');
        seen.gone += 1;
        continue;
      }
      if (checked.repairs.some(({ code }) => code !== 'rounding-point-merged')) seen.mended += 1;
      else seen.clean += 1;
      const again = checkMultiPolygon(checked.polygons.map((rings) => rings.map(degrees)));
      expect(again).toMatchObject({ ok: true, repairs: [] });
      const area = checked.polygons.flat().reduce((sum, one) => sum + Number(doubledArea(one)) / 2, 0);
      expect(Math.abs(area - floatArea(ring))).toBeLessThan(perimeter(ring));
    }
    expect(seen.mended).toBeGreaterThan(300);
    expect(seen.gone).toBeLessThan(30);
  });

  it('are accepted or mended with holes and further parts too', () => {
    const random = mulberry32(seed + 1);
    let mended = 0;
    for (let round = 0; round < 700; round++) {
      const radius = 8 + random() * 50;
      const shell = star(random, 14 + Math.floor(random() * 20), radius);
      const hole = star(random, 6 + Math.floor(random() * 12), radius * 0.12);
      // A second part that nearly touches the first one in its northernmost vertex.
      const top = shell.reduce((a, b) => (b[1] > a[1] ? b : a));
      const part: [number, number][] = [
        [top[0], top[1] + 0.3e-7],
        [top[0] + 6e-7, top[1] + 5e-7],
        [top[0] - 6e-7, top[1] + 5e-7],
      ];
      const checked = checkMultiPolygon([[shell, hole], [part]]);
      expect(checked).toMatchObject({ ok: true });
      if (!checked.ok) continue;
      if (checked.repairs.some(({ code }) => code !== 'rounding-point-merged')) mended += 1;
      const again = checkMultiPolygon(checked.polygons.map((rings) => rings.map(degrees)));
      expect(again).toMatchObject({ ok: true, repairs: [] });
      const area = checked.polygons.flat().reduce((sum, one) => sum + Number(doubledArea(one)) / 2, 0);
      const want = floatArea(shell) - floatArea(hole) + floatArea(part);
      expect(Math.abs(area - want)).toBeLessThan(perimeter(shell) + perimeter(hole) + perimeter(part));
    }
    expect(mended).toBeGreaterThan(100);
  });

  const scaled = (ring: readonly [number, number][]) =>
    ring.map(([lon, lat]): [number, number] => [lon * 1e7 - 117e7, lat * 1e7 - 30e7]);

  function floatArea(ring: readonly [number, number][]): number {
    const points = scaled(ring);
    return points.reduce((sum, [x, y], i) => {
      const [nx, ny] = points[(i + 1) % points.length]!;
      return sum + (x * ny - nx * y) / 2;
    }, 0);
  }

  function perimeter(ring: readonly [number, number][]): number {
    const points = scaled(ring);
    return points.reduce((sum, [x, y], i) => {
      const [nx, ny] = points[(i + 1) % points.length]!;
      return sum + Math.hypot(nx - x, ny - y);
    }, 0);
  }
});
