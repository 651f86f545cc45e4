/** The short way through the validity gate: never for a ring of which there is anything to say. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import { plainRing } from '../../../server/geometry/plain-ring.ts';
import { ringFaults } from '../../../server/geometry/ring-fault.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

type Point = readonly [number, number];

function degrees(points: readonly Point[]): number[][] {
  return points.map(([x, y]) => [toDegrees(1_180_000_000 + x), toDegrees(307_000_000 + y)]);
}

function units(ring: Int32Array | null): Point[] | null {
  if (ring === null) return null;
  return Array.from(
    { length: ring.length / 2 },
    (_, i): Point => [ring[2 * i]! - 1_180_000_000, ring[2 * i + 1]! - 307_000_000],
  );
}

describe('a plain ring', () => {
  const BOX: Point[] = [
    [0, 0],
    [9, 0],
    [9, 9],
    [0, 9],
  ];
  const L: Point[] = [
    [0, 0],
    [90, 0],
    [90, 9],
    [9, 9],
    [9, 90],
    [0, 90],
  ];

  it.each<[string, Point[], Point[]]>([
    ['a box', BOX, BOX],
    ['a closed box', [...BOX, [0, 0]], BOX],
    [
      'a clockwise box, turned',
      [
        [0, 0],
        [0, 9],
        [9, 9],
        [9, 0],
      ],
      BOX,
    ],
    ['an L, which no point sees whole from the middle', L, L],
    [
      'points along a side',
      [
        [0, 0],
        [4, 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ],
      [
        [0, 0],
        [4, 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ],
    ],
  ])('%s', (_, points, expected) => {
    expect(units(plainRing(degrees(points)))).toEqual(expected);
  });

  it.each<[string, Point[]]>([
    ['nothing', []],
    ['one point', [[0, 0]]],
    [
      'two points',
      [
        [0, 0],
        [9, 0],
      ],
    ],
    [
      'no area',
      [
        [0, 0],
        [9, 0],
        [4, 0],
      ],
    ],
    [
      'a point twice',
      [
        [0, 0],
        [9, 0],
        [9, 0],
        [9, 9],
      ],
    ],
    [
      'a point a unit from the last',
      [
        [0, 0],
        [9, 0],
        [10, 1],
        [9, 9],
      ],
    ],
    [
      'an end a unit from the start',
      [
        [0, 0],
        [9, 0],
        [9, 9],
        [1, 0],
      ],
    ],
    [
      'a bow-tie',
      [
        [0, 0],
        [9, 9],
        [9, 0],
        [0, 9],
      ],
    ],
    [
      'a spike',
      [
        [0, 0],
        [9, 0],
        [20, 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ],
    ],
    [
      'a spike along a side',
      [
        [0, 0],
        [90, 0],
        [30, 0],
        [30, 90],
        [0, 90],
      ],
    ],
    [
      'a vertex on a side',
      [
        [0, 0],
        [90, 0],
        [90, 90],
        [40, 0],
        [0, 90],
      ],
    ],
    [
      'a vertex met again',
      [
        [0, 0],
        [40, 40],
        [80, 0],
        [80, 80],
        [40, 40],
        [0, 80],
      ],
    ],
  ])('is not %s', (_, points) => {
    expect(plainRing(degrees(points))).toBeNull();
    expect(plainRing(degrees([...points].reverse()))).toBeNull();
  });

  it('is not one of more than 6.7° that no point sees whole', () => {
    expect(plainRing(L.map(([x, y]) => [x, y / 9]))).toBeNull();
  });

  it('has no fault, and every simple ring of few sides is one', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 }));
    const counts = { plain: 0, faulty: 0 };
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 8 }), (points) => {
        const apart = points.map(([x, y]): Point => [2 * x, 2 * y]);
        // A last point that repeats the first only closes the ring.
        if (String(apart[0]) === String(apart[apart.length - 1])) apart.pop();
        const faults = ringFaults([[Float64Array.from(apart.flat())]]);
        const repeats = apart.some((p, i) => String(p) === String(apart[(i + 1) % apart.length]));
        const isPlain = plainRing(degrees(apart)) !== null;
        expect(isPlain).toBe(faults.length === 0 && !repeats);
        counts[isPlain ? 'plain' : 'faulty'] += 1;
      }),
      { seed: 20261122, numRuns: 4000 },
    );
    expect(counts.plain).toBeGreaterThan(400);
    expect(counts.faulty).toBeGreaterThan(400);
  });

  it('is every grid of a county', () => {
    for (const [polygon] of syntheticCounty({ grids: 50, vertices: 40, seed: 4 })) {
      const shell = polygon![0]!;
      const positions = Array.from({ length: shell.length / 2 }, (_, i) => [
        toDegrees(shell[2 * i]!),
        toDegrees(shell[2 * i + 1]!),
      ]);
      expect(plainRing(positions)).toEqual(shell);
    }
  });
});
