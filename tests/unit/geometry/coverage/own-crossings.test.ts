/** The quick proofs that a shape does not cross itself, on literal rings and against all pairs of sides. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FlatRings } from '../../../../server/geometry/flat-rings.ts';
import { MAX_SPAN } from '../../../../server/geometry/lattice.ts';
import { OwnCrossings } from '../../../../server/geometry/own-crossings.ts';
import type { MultiPolygon, Ring } from '../../../../server/geometry/polygon.ts';
import { crossesProperly } from '../../../../server/geometry/predicates.ts';
import { eachSide } from '../../../../server/geometry/sides.ts';
import { starSense } from '../../../../server/geometry/star-shaped.ts';
import { between, mulberry32 } from '../../../support/random.ts';
import { box, hole, moved, ring, shape } from '../../../support/shapes.ts';
import { syntheticCounty } from '../../../support/synthetic-county.ts';

const COMB = ring([0, 0], [90, 0], [90, 50], [70, 50], [70, 9], [50, 9], [50, 50], [30, 50], [30, 9], [0, 9]);
const SPIRAL = ring(
  [0, 0],
  [50, 0],
  [50, 50],
  [0, 50],
  [0, 20],
  [30, 20],
  [30, 30],
  [10, 30],
  [10, 40],
  [40, 40],
  [40, 10],
  [0, 10],
);
const PENTAGRAM = ring([0, 100], [-59, -81], [95, 31], [-95, 31], [59, -81]);
const BOW_TIE = ring([0, 0], [40, 30], [40, 0], [0, 30]);

function mayCross(one: MultiPolygon): boolean {
  const rings = new FlatRings(0);
  rings.add(one);
  return new OwnCrossings().mayCross(rings, 0, rings.starts.length);
}

function crosses(one: MultiPolygon): boolean {
  const sides: (readonly [number, number, number, number])[] = [];
  eachSide(one, (...side) => sides.push(side));
  return sides.some((a, i) => sides.slice(i + 1).some((b) => crossesProperly(...a, ...b)));
}

function turned(one: Ring): Ring {
  return Int32Array.from({ length: one.length }, (_, i) => one[one.length - 2 - i + 2 * (i % 2)]!);
}

describe('a shape', () => {
  it.each<[string, MultiPolygon, boolean]>([
    ['nothing', [], false],
    ['a box', shape(box(0, 0, 9, 9)), false],
    ['a box with a hole', shape(box(0, 0, 9, 9), hole(3, 3, 6, 6)), false],
    ['two parts', [[box(0, 0, 9, 9)], [box(9, 3, 12, 6)]], false],
    ['a comb', shape(COMB), false],
    ['a spiral', shape(SPIRAL), false],
    ['a ring that touches itself in a point', shape(ring([0, 0], [4, 4], [8, 0], [8, 8], [4, 4], [0, 8])), false],
    ['a spike', shape(ring([0, 0], [9, 0], [9, 9], [9, 20], [9, 9], [0, 9])), false],
    ['repeated points', shape(ring([0, 0], [9, 0], [9, 0], [9, 9], [0, 0])), false],
    ['one point', shape(ring([3, 3])), false],
    ['a bow-tie', shape(BOW_TIE), true],
    ['a pentagram, whose sides all turn left', shape(PENTAGRAM), true],
    ['a hole across its shell', shape(box(0, 0, 9, 9), hole(6, 3, 12, 6)), true],
    ['two parts across each other', [[box(0, 0, 9, 9)], [box(3, -3, 6, 12)]], true],
    ['a box with a side through it', shape(ring([0, 0], [9, 0], [9, 9], [4, 9], [5, -2], [3, 9], [0, 9])), true],
  ])('%s', (_, one, expected) => {
    expect(crosses(one)).toBe(expected);
    for (const factor of [1, 1_000, 15_000_000]) expect(mayCross(moved(one, factor, -3, 5))).toBe(expected);
  });

  it('that crosses itself is never said not to', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    const shapes = fc.array(fc.array(point, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 3 });
    const counts = { crossing: 0, simple: 0, unsure: 0 };
    fc.assert(
      fc.property(shapes, fc.constantFrom(1, 77, 170_000_000), (points, factor) => {
        const one = moved([points.map((list) => ring(...list))], factor, 3, -8);
        const is = crosses(one);
        const may = mayCross(one);
        expect(is && !may).toBe(false);
        counts[is ? 'crossing' : may ? 'unsure' : 'simple'] += 1;
      }),
      { seed: 20261122, numRuns: 2000 },
    );
    expect(counts.crossing).toBeGreaterThan(400);
    expect(counts.simple).toBeGreaterThan(400);
    expect(counts.unsure).toBe(0);
  });

  it('of a county is proved not to, until a vertex is thrown across it', () => {
    const random = mulberry32(3);
    for (const [polygon] of syntheticCounty({ grids: 40, vertices: 60, seed: 3 })) {
      expect(mayCross([polygon!])).toBe(false);
      const thrown = polygon![0]!.slice();
      const at = 2 * between(random, 0, thrown.length / 2 - 1);
      thrown[at]! += 40_000;
      expect(mayCross(shape(thrown))).toBe(crosses(shape(thrown)));
    }
  });

  it('with many long sides close together is given up', () => {
    const count = 3000;
    const zigzag = Array.from({ length: count }, (_, i): [number, number] =>
      i % 2 === 0 ? [i, 2 * i] : [i + 9000, i],
    );
    expect(mayCross(shape(ring(...zigzag, [20_000, -9], [0, -9])))).toBe(true);
  });
});

describe('a ring seen whole from one point', () => {
  it.each<[string, Ring, number]>([
    ['a box', box(0, 0, 9, 9), 1],
    ['a box clockwise', hole(0, 0, 9, 9), -1],
    ['a jagged ring', ring([0, 0], [20, 6], [40, 0], [34, 20], [40, 40], [20, 34], [0, 40], [6, 20]), 1],
    ['a triangle', ring([0, 0], [9, 0], [0, 9]), 1],
    ['a comb', COMB, 0],
    ['a bow-tie', BOW_TIE, 0],
    ['a pentagram: twice around', PENTAGRAM, 0],
    ['a box gone around twice', ring([0, 0], [9, 0], [9, 9], [0, 9], [0, 0], [9, 0], [9, 9], [0, 9]), 0],
    ['a spike', ring([0, 0], [9, 0], [20, 0], [9, 0], [9, 9], [0, 9]), 0],
    ['two points', ring([0, 0], [9, 0]), 0],
    ['no area', ring([0, 0], [9, 9], [4, 4]), 0],
    ['a box too wide for exact products', box(0, 0, MAX_SPAN, 9), 0],
    ['a box across the equator, whose numbers differ in sign', box(3, -5, 9, 5), 0],
  ])('%s', (_, one, expected) => {
    expect(starSense(one, 0, one.length / 2)).toBe(expected);
  });

  it('is simple, and has that sense both ways round and from any vertex', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }));
    let seen = 0;
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 7 }), (points) => {
        const one = ring(...points);
        const sense = starSense(one, 0, points.length);
        if (sense === 0) return;
        seen += 1;
        expect(crosses(shape(one))).toBe(false);
        expect(new Set(points.map(String)).size).toBe(points.length);
        expect(starSense(turned(one), 0, points.length)).not.toBe(sense);
        const behind = Int32Array.of(-7, -7, ...one, 99, 99);
        expect(starSense(behind, 1, points.length)).toBe(sense);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
    expect(seen).toBeGreaterThan(300);
  });
});
