import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareProducts } from '../../../server/geometry/exact-product.ts';
import { turn } from '../../../server/geometry/segment-meeting.ts';

const sign = (value: number | bigint): number => (value > 0 ? 1 : value < 0 ? -1 : 0);

describe('compareProducts', () => {
  it('orders products of halves up to 2³⁴ as BigInt does, near ties too', () => {
    const half = fc.integer({ min: -(2 ** 35), max: 2 ** 35 }).map((n) => n / 2);
    const nudge = fc.integer({ min: -2, max: 2 }).map((n) => n / 2);
    fc.assert(
      fc.property(half, half, nudge, nudge, (a, b, da, db) => {
        const want = sign(BigInt(2 * a) * BigInt(2 * b) - BigInt(2 * (a + da)) * BigInt(2 * (b + db)));
        expect(sign(compareProducts(a, b, a + da, b + db))).toBe(want);
      }),
      { seed: 20261122, numRuns: 5000 },
    );
  });
});

describe('turn', () => {
  it('has the right sign on lattices beyond 2⁵³, where differences are rounded too', () => {
    const unit = fc.integer({ min: -1000, max: 1000 });
    const coordinate = fc.double({ min: 1, max: 180, noNaN: true }).map((degrees) => Math.round(degrees * 2 ** 52));
    fc.assert(
      fc.property(coordinate, coordinate, coordinate, coordinate, unit, unit, unit, (ax, ay, bx, by, k, ex, ey) => {
        const t = k / 1000;
        const cx = Math.round(ax + t * (bx - ax)) + ex;
        const cy = Math.round(ay + t * (by - ay)) + ey;
        const [x, y] = [BigInt(ax), BigInt(ay)];
        const want = sign((BigInt(bx) - x) * (BigInt(cy) - y) - (BigInt(by) - y) * (BigInt(cx) - x));
        expect(sign(turn(ax, ay, bx, by, cx, cy))).toBe(want);
      }),
      { seed: 20261122, numRuns: 5000 },
    );
  });
});
