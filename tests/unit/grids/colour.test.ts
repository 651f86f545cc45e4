import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { colourGrids } from '../../../server/grids/colour.ts';
import { neighbours } from '../../../server/grids/neighbours.ts';
import { syntheticCounty } from '../../support/synthetic-county.ts';

const box = (x: number, y: number, w: number, h: number): MultiPolygon => [
  [Int32Array.of(x, y, x + w, y, x + w, y + h, x, y + h)],
];

describe('neighbours', () => {
  it.each<[string, MultiPolygon[], number[][]]>([
    ['share a whole border', [box(0, 0, 9, 9), box(9, 0, 9, 9)], [[1], [0]]],
    ['share a part of a border without a common vertex', [box(0, 0, 9, 9), box(9, 3, 9, 9)], [[1], [0]]],
    ['touch in a corner', [box(0, 0, 9, 9), box(9, 9, 9, 9)], [[1], [0]]],
    ['touch with a corner on a side', [box(0, 0, 9, 9), [[Int32Array.of(9, 4, 12, 2, 12, 6)]]], [[1], [0]]],
    ['cross', [box(0, 0, 9, 9), box(5, 5, 9, 9)], [[1], [0]]],
    ['are equal', [box(0, 0, 9, 9), box(0, 0, 9, 9)], [[1], [0]]],
    [
      'are three on one border',
      [box(0, 0, 9, 9), box(9, 0, 9, 9), box(9, 0, 4, 9)],
      [
        [1, 2],
        [0, 2],
        [0, 1],
      ],
    ],
    ['are no neighbours one unit apart', [box(0, 0, 9, 9), box(10, 0, 9, 9)], [[], []]],
    ['are no neighbours of themselves', [[box(0, 0, 9, 9)[0]!, box(9, 9, 3, 3)[0]!]], [[]]],
    ['are none without grids', [], []],
  ])('%s', (_, grids, expected) => {
    expect(neighbours(grids)).toEqual(expected);
  });
});

describe('colours', () => {
  it('differ between neighbours and are at most six on a map drawn from nothing', () => {
    const near = neighbours(syntheticCounty({ grids: 400, vertices: 20, seed: 5, enclaves: 0.1 }));
    const colours = colourGrids(
      near,
      near.map(() => null),
    );
    for (const [grid, others] of near.entries())
      for (const other of others) expect(colours[other]).not.toBe(colours[grid]);
    expect(Math.max(...colours)).toBeLessThan(6);
  });

  it('are kept by grids that have one, and new grids take the smallest that is free', () => {
    const near = [[1], [0, 2], [1, 3], [2]];
    expect(colourGrids(near, [3, null, 0, null])).toEqual([3, 1, 0, 1]);
  });

  it('are given back as they are even when two kept neighbours are alike', () => {
    expect(colourGrids([[1], [0]], [2, 2])).toEqual([2, 2]);
  });

  it('differ between every new grid and all its neighbours, whatever the map and whatever was kept', () => {
    const graph = fc.integer({ min: 1, max: 25 }).chain((count) =>
      fc.record({
        count: fc.constant(count),
        edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 80 }),
        kept: fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: null }), {
          minLength: count,
          maxLength: count,
        }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ count, edges, kept }) => {
        const sets = Array.from({ length: count }, () => new Set<number>());
        for (const [a, b] of edges) if (a !== b) sets[a]!.add(b) && sets[b]!.add(a);
        const near = sets.map((set) => [...set]);
        const colours = colourGrids(near, kept);
        for (const [grid, others] of near.entries()) {
          if (kept[grid] !== null) expect(colours[grid]).toBe(kept[grid]);
          else for (const other of others) expect(colours[other]).not.toBe(colours[grid]);
        }
      }),
      { seed: 20261122, numRuns: 300 },
    );
  });
});
