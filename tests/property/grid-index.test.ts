/** The index against the plain BigInt test, on inputs that make every special case common. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GridIndex } from '../../server/geometry/grid-index.ts';
import { Hits } from '../../server/geometry/hits.ts';
import { MAX_SPAN } from '../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { exactHits } from '../support/exact-ring.ts';
import { between, mulberry32 } from '../support/random.ts';

const seed = 20261122;
const INT32_MAX = 2 ** 31 - 1;
const INT32_MIN = -(2 ** 31);

function listed(index: GridIndex, x: number, y: number): { grid: number; onBorder: boolean }[] {
  const hits = new Hits();
  index.locate(x, y, hits);
  return Array.from({ length: hits.count }, (_, i) => ({ grid: hits.grids[i]!, onBorder: hits.onBorder[i] === 1 }));
}

function expectSame(index: GridIndex, grids: readonly MultiPolygon[], x: number, y: number): void {
  const want = exactHits(grids, x, y);
  const got = listed(index, x, y);
  if (JSON.stringify(got) !== JSON.stringify(want)) expect({ x, y, got }).toEqual({ x, y, got: want });
  if (index.locateFirst(x, y) !== (want[0]?.grid ?? -1)) {
    expect({ x, y, first: index.locateFirst(x, y) }).toEqual({ x, y, first: want[0]?.grid ?? -1 });
  }
}

/** Any closed paths at all: the answer is defined by parity and border, for dirty rings too. */
function anyGrids(span: number, most: number) {
  const coordinate = fc.integer({ min: 0, max: span });
  const ring = fc
    .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 7 })
    .map((points) => Int32Array.from(points.flat()));
  const polygon = fc.array(ring, { minLength: 1, maxLength: 2 });
  const grid = fc.array(polygon, { minLength: 0, maxLength: 2 });
  return fc.array(grid, { minLength: 0, maxLength: most });
}

/** The lattice point nearest to the line from 0,0 to dx,dy without being on it: dx·y − dy·x = the greatest common divisor. */
function beside(dx: number, dy: number): [number, number] {
  let [a, b] = [BigInt(dx), BigInt(dy)];
  let [u, v, s, t] = [1n, 0n, 0n, 1n];
  while (b !== 0n) {
    const q = a / b;
    [a, b] = [b, a - q * b];
    [u, s] = [s, u - q * s];
    [v, t] = [t, v - q * t];
  }
  // u·dx + v·dy = gcd, so y = u and x = −v; one full step along the edge brings both into its box.
  const [x, y] = [Number(-v), Number(u)];
  return x < 0 || y < 0 ? [x + dx / Number(a), y + dy / Number(a)] : [x, y];
}

describe('GridIndex on tiny lattices', () => {
  it('answers every lattice point in and around 700 sets of arbitrary rings like the plain test', () => {
    fc.assert(
      fc.property(anyGrids(11, 4), fc.integer({ min: -50, max: 50 }), (grids, shift) => {
        const moved = grids.map((grid) => grid.map((polygon) => polygon.map((ring) => ring.map((v) => v + shift))));
        const index = GridIndex.build(moved);
        for (let x = shift - 2; x <= shift + 13; x++) {
          for (let y = shift - 2; y <= shift + 13; y++) expectSame(index, moved, x, y);
        }
      }),
      { seed, numRuns: 700 },
    );
  });

  it('answers vertices, edge midpoints and random points of larger sets like the plain test', () => {
    fc.assert(
      fc.property(anyGrids(400, 25), fc.integer(), (grids, pointSeed) => {
        const index = GridIndex.build(grids);
        const random = mulberry32(pointSeed);
        for (let i = 0; i < 40; i++) expectSame(index, grids, between(random, -3, 403), between(random, -3, 403));
        for (const ring of grids.flat(2)) {
          expectSame(index, grids, ring[0]!, ring[1]!);
          expectSame(index, grids, (ring[0]! + ring[2]!) >> 1, (ring[1]! + ring[3]!) >> 1);
        }
      }),
      { seed, numRuns: 150 },
    );
  });

  it('lists more than 32 grids over one cell in the order of the border rule', () => {
    const random = mulberry32(seed);
    const grids: MultiPolygon[] = Array.from({ length: 90 }, () => {
      const x = between(random, 0, 6);
      const y = between(random, 0, 6);
      const r = between(random, 1, 7);
      return [[Int32Array.of(x, y, x + r, y, x + r, y + r, x, y + r)]];
    });
    const index = GridIndex.build(grids);
    let most = 0;
    for (let x = -1; x <= 15; x++) {
      for (let y = -1; y <= 15; y++) {
        expectSame(index, grids, x, y);
        most = Math.max(most, listed(index, x, y).length);
      }
    }
    expect(most).toBeGreaterThan(32);
  });
});

describe('GridIndex beyond float64', () => {
  const spans = [MAX_SPAN - 1, MAX_SPAN, MAX_SPAN + 1, 2 * MAX_SPAN + 1, 2 ** 31 - 1];

  it.each(spans)('is exact next to edges that span %i units', (span) => {
    const random = mulberry32(span | 0);
    const low = Math.max(INT32_MIN, -Math.floor(span / 2));
    const high = Math.min(INT32_MAX, low + span);
    for (let round = 0; round < 12; round++) {
      const grids: MultiPolygon[] = Array.from({ length: 3 }, () => [
        [
          Int32Array.of(
            low,
            between(random, low, high),
            high,
            between(random, low, high),
            between(random, low, high),
            high,
          ),
        ],
      ]);
      const index = GridIndex.build(grids);
      for (const ring of grids.flat(2)) {
        for (let i = 0; i < ring.length; i += 2) {
          const j = (i + 2) % ring.length;
          for (let k = 0; k < 12; k++) {
            const t = random();
            const x = Math.round(ring[i]! + t * (ring[j]! - ring[i]!)) + between(random, -1, 1);
            const y = Math.round(ring[i + 1]! + t * (ring[j + 1]! - ring[i + 1]!)) + between(random, -1, 1);
            if (Math.max(Math.abs(x), Math.abs(y)) < INT32_MAX) expectSame(index, grids, x, y);
          }
          expectSame(index, grids, ring[i]!, ring[i + 1]!);
        }
      }
    }
  });

  it.each(spans)('tells the lattice points nearest to an edge of %i units from those on it', (span) => {
    const random = mulberry32(span | 0);
    const low = -Math.floor(span / 2);
    for (let round = 0; round < 40; round++) {
      const dx = span - between(random, 0, 99);
      const dy = between(random, Math.floor(span / 3), span);
      const grids: MultiPolygon[] = [[[Int32Array.of(low, low, low + dx, low + dy, low, low + dy)]]];
      const index = GridIndex.build(grids);
      const [px, py] = beside(dx, dy);
      for (const [x, y] of [
        [px, py],
        [dx - px, dy - py],
        [px, py + 1],
      ] as const) {
        if (x >= 0 && x <= dx && y >= 0 && y <= dy) expectSame(index, grids, low + x, low + y);
      }
    }
  });

  it('is exact in the corners of the int32 range', () => {
    const whole: MultiPolygon = [
      [Int32Array.of(INT32_MIN, INT32_MIN, INT32_MAX, INT32_MIN, INT32_MAX, INT32_MAX, INT32_MIN, INT32_MAX)],
    ];
    const half: MultiPolygon = [[Int32Array.of(INT32_MIN, INT32_MIN, INT32_MAX, INT32_MIN, INT32_MAX, INT32_MAX)]];
    const grids = [whole, half];
    const index = GridIndex.build(grids);
    const at = [INT32_MIN, INT32_MIN + 1, -1, 0, 1, 12345, INT32_MAX - 1, INT32_MAX];
    for (const x of at) for (const y of at) expectSame(index, grids, x, y);
  });

  it('finds edges that run exactly through reference points of cells', () => {
    // Every diagonal of a block of whole cells, so that references at halves lie on them whatever the cell size.
    const grids: MultiPolygon[] = [];
    for (let d = -8; d <= 8; d++) grids.push([[Int32Array.of(0, d, 64, 64 + d, 64, 65 + d, 0, d + 1)]]);
    const index = GridIndex.build(grids);
    for (let x = -1; x <= 65; x++) for (let y = -9; y <= 74; y++) expectSame(index, grids, x, y);
  });
});
