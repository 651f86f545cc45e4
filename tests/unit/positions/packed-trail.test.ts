import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packTrail, unpackTrail } from '../../../server/positions/rules/packed-trail.ts';
import { VarintReader, VarintWriter } from '../../../server/positions/rules/varint.ts';

const columns = (rows: readonly (readonly [number, number, number, number])[]) => ({
  t: Float64Array.from(rows, ([t]) => t),
  x: Int32Array.from(rows, ([, x]) => x),
  y: Int32Array.from(rows, ([, , y]) => y),
  accuracy: Uint8Array.from(rows, ([, , , accuracy]) => accuracy),
});

describe('numbers as varints', () => {
  it.each([
    [0, [0]],
    [127, [127]],
    [128, [128, 1]],
    [300, [172, 2]],
    [Number.MAX_SAFE_INTEGER, [255, 255, 255, 255, 255, 255, 255, 15]],
  ])('%i', (value, bytes) => {
    const writer = new VarintWriter();
    writer.unsigned(value);
    expect([...writer.finish()]).toEqual(bytes);
    expect(new VarintReader(Uint8Array.from(bytes)).unsigned()).toBe(value);
  });

  it('folds the sign away', () => {
    const writer = new VarintWriter();
    for (const value of [0, -1, 1, -2, 63, -64]) writer.signed(value);
    expect([...writer.finish()]).toEqual([0, 1, 2, 3, 126, 127]);
  });

  it('refuses bytes that end within a number, or that never end one', () => {
    expect(() => new VarintReader(Uint8Array.of(128)).unsigned()).toThrow(RangeError);
    expect(() => new VarintReader(new Uint8Array(20).fill(255)).unsigned()).toThrow(RangeError);
  });
});

describe('a packed trail', () => {
  it('comes back as it was', () => {
    const row = fc.tuple(
      fc.integer({ min: 0, max: 86_400_000 }),
      fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }),
      fc.integer({ min: -900_000_000, max: 900_000_000 }),
      fc.integer({ min: 0, max: 255 }),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 100 }), (rows) => {
        const sorted = rows
          .map((one) => [1.76e12 + one[0], one[1], one[2], one[3]] as const)
          .sort((a, b) => a[0] - b[0]);
        expect(unpackTrail(packTrail(columns(sorted)))).toEqual(columns(sorted));
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  it('takes some seven bytes a fix of a walk', () => {
    const rows = Array.from(
      { length: 2880 },
      (_, i) => [1.76e12 + i * 10_000, 1_170_000_000 + i * 120, 300_000_000 - i * 90, 8 + (i % 3)] as const,
    );
    expect(packTrail(columns(rows)).length / rows.length).toBeLessThan(8);
  });

  it('refuses what is no trail, or not the whole of one', () => {
    const packed = packTrail(
      columns([
        [1, 2, 3, 4],
        [5, 6, 7, 8],
      ]),
    );
    expect(() => unpackTrail(packed.subarray(0, packed.length - 1))).toThrow(RangeError);
    expect(() => unpackTrail(Uint8Array.of(...packed, 1))).toThrow(RangeError);
    expect(() => unpackTrail(Uint8Array.of(2, 0))).toThrow('of form 2');
    expect(() => unpackTrail(Uint8Array.of(1, 200, 200, 3))).toThrow(RangeError);
  });
});
