import { describe, expect, it } from 'vitest';
import { packLayers, unpackLayers } from '../../../../server/partition/plan/layer-pack.ts';

describe('layers in one answer', () => {
  it.each([
    ['none', []],
    ['one', [[1, 2, 3]]],
    ['an empty one between others', [[9], [], [8, 7]]],
    ['one longer than a byte counts', [Array.from({ length: 70_000 }, (_, i) => i % 251)]],
  ])('%s: out comes what went in', (_, layers: number[][]) => {
    const packed = packLayers(layers.map((layer) => Uint8Array.from(layer)));
    expect(unpackLayers(packed).map((layer) => [...layer])).toEqual(layers);
  });

  it.each([1, 3, 5, 7])('is refused when %i bytes at the end are missing', (missing) => {
    const packed = packLayers([Uint8Array.of(1, 2, 3, 4, 5), Uint8Array.of(6, 7, 8, 9)]);
    expect(() => unpackLayers(packed.subarray(0, packed.length - missing))).toThrow(RangeError);
  });
});
