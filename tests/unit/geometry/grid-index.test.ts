import { describe, expect, it } from 'vitest';
import { compareCoverings, ruleOf } from '../../../server/geometry/border-rule.ts';
import { contentHash } from '../../../server/geometry/content-hash.ts';
import { GridIndex } from '../../../server/geometry/grid-index.ts';
import { Hits } from '../../../server/geometry/hits.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { randomPoints, syntheticCounty } from '../../support/synthetic-county.ts';

const square = (x: number, y: number, r: number): MultiPolygon => [
  [Int32Array.of(x, y, x + r, y, x + r, y + r, x, y + r)],
];

describe('GridIndex', () => {
  it('puts grids that have the point inside before those that have it on the border, each by lowest number', () => {
    const grids = [square(0, 0, 10), square(10, 0, 10), square(5, 0, 10), square(5, 0, 11)];
    const hits = new Hits();
    expect(GridIndex.build(grids).locate(10, 5, hits)).toBe(4);
    expect([...hits.grids.subarray(0, 4)]).toEqual([2, 3, 0, 1]);
    expect([...hits.onBorder.subarray(0, 4)]).toEqual([0, 0, 1, 1]);
    expect(ruleOf(hits)).toBe('contains');
  });

  it('gives a point on a shared border to the lowest number', () => {
    const hits = new Hits();
    const index = GridIndex.build([square(0, 0, 10), square(10, 0, 10)]);
    expect(index.locate(10, 3, hits)).toBe(2);
    expect(ruleOf(hits)).toBe('border');
    expect(index.locateFirst(10, 3)).toBe(0);
  });

  it('knows the inside of a hole as outside and its border as border', () => {
    const [shell] = square(0, 0, 100)[0]!;
    const [hole] = square(40, 40, 20)[0]!;
    const index = GridIndex.build([[[shell!, hole!]]]);
    expect([index.locateFirst(50, 50), index.locateFirst(40, 50), index.locateFirst(20, 50)]).toEqual([-1, 0, 0]);
    expect(index.distanceToBorder(40, 50)).toBe(0);
  });

  it.each([
    ['no grids', []],
    ['grids without parts', [[], []]],
    ['a part without rings', [[[]]]],
    ['a ring without vertices', [[[new Int32Array(0)]]]],
  ] as [string, MultiPolygon[]][])('contains nothing when it is built from %s', (_, grids) => {
    const index = GridIndex.build(grids);
    expect(index.count).toBe(grids.length);
    expect(index.locateFirst(0, 0)).toBe(-1);
    expect(index.locate(0, 0, new Hits())).toBe(0);
    expect(index.distanceToBorder(0, 0)).toBe(Infinity);
    expect(index.nearest(0, 0, 1e9)).toBeNull();
    expect(GridIndex.restore(index.snapshot())?.locateFirst(0, 0)).toBe(-1);
  });

  it('keeps the numbers of grids when some are empty', () => {
    const index = GridIndex.build([[], square(0, 0, 10), [], square(20, 0, 10)]);
    expect([index.locateFirst(5, 5), index.locateFirst(25, 5), index.locateFirst(15, 5)]).toEqual([1, 3, -1]);
  });

  it('answers one number for each pair of locateMany', () => {
    const index = GridIndex.build([square(0, 0, 10), square(10, 0, 10)]);
    const out = new Int32Array(4).fill(7);
    index.locateMany(Int32Array.of(5, 5, 15, 5, 10, 5, 99, 5), out);
    expect([...out]).toEqual([0, 1, 0, -1]);
  });

  it.each([Number.NaN, Infinity, -Infinity])('contains no point with the coordinate %d', (odd) => {
    const index = GridIndex.build([square(0, 0, 10)]);
    expect([index.locateFirst(odd, 5), index.locateFirst(5, odd)]).toEqual([-1, -1]);
  });

  it('puts every point of an exact coverage inside one grid or on a border', () => {
    const grids = syntheticCounty({ grids: 400, vertices: 33, seed: 3, enclaves: 0.1 });
    const index = GridIndex.build(grids);
    const hits = new Hits();
    const points = randomPoints(grids, 20_000, 4);
    let answered = 0;
    for (let i = 0; i < points.length; i += 2) {
      const n = index.locate(points[i]!, points[i + 1]!, hits);
      if (n === 0) continue;
      answered += 1;
      expect(n === 1 ? true : hits.onBorder[0] === 1).toBe(true);
    }
    expect(answered).toBeGreaterThan(17_000);
  });
});

describe('the order of coverings', () => {
  it('sorts inside before border, then by number', () => {
    const shuffled = [
      { grid: 1, onBorder: true },
      { grid: 5, onBorder: false },
      { grid: 0, onBorder: true },
      { grid: 2, onBorder: false },
    ];
    expect(shuffled.sort(compareCoverings).map(({ grid }) => grid)).toEqual([2, 5, 0, 1]);
  });

  it('names no rule when nothing covers the point', () => {
    expect(ruleOf(new Hits())).toBeNull();
  });
});

describe('a snapshot', () => {
  const grids = syntheticCounty({ grids: 50, vertices: 16, seed: 11, enclaves: 0.2 });
  const index = GridIndex.build(grids);
  const bytes = index.snapshot();

  it('restores an index that answers the same and snapshots to the same bytes', () => {
    const restored = GridIndex.restore(bytes)!;
    const points = randomPoints(grids, 3000, 12);
    const before = new Int32Array(3000);
    const after = new Int32Array(3000);
    index.locateMany(points, before);
    restored.locateMany(points, after);
    expect(after).toEqual(before);
    expect([restored.count, restored.box, restored.contentHash]).toEqual([50, index.box, index.contentHash]);
    expect(restored.snapshot()).toEqual(bytes);
  });

  it('restores from bytes at an odd offset of a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(GridIndex.restore(larger.subarray(3))?.contentHash).toBe(index.contentHash);
  });

  it('is refused when any byte of the header or any 997th byte of the rest is changed', () => {
    const steps = [...Array(80).keys(), ...Array.from({ length: (bytes.length - 80) / 997 }, (_, i) => 80 + i * 997)];
    for (const at of steps) {
      const damaged = bytes.slice();
      damaged[at]! ^= 0x10;
      expect(GridIndex.restore(damaged), `byte ${at}`).toBeNull();
    }
  });

  it.each([0, 1, 79, 80, bytes.length - 4, bytes.length - 1])('is refused when cut to %i bytes', (length) => {
    expect(GridIndex.restore(bytes.slice(0, length))).toBeNull();
  });

  it('is refused with bytes after its end', () => {
    const longer = new Uint8Array(bytes.length + 4);
    longer.set(bytes);
    expect(GridIndex.restore(longer)).toBeNull();
  });

  it('carries the hash of the shapes it was built from', () => {
    expect(index.contentHash).toBe(contentHash(grids));
    expect(contentHash(grids.toReversed())).not.toBe(contentHash(grids));
    const nudged = structuredClone(grids) as MultiPolygon[];
    nudged[0]![0]![0]![0]! += 1;
    expect(contentHash(nudged)).not.toBe(contentHash(grids));
  });
});
