/** The sweep and the cells against each other and against looking at every pair. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meet } from '../../server/geometry/segment-meeting.ts';
import { nearPairs } from '../../server/geometry/segment-pairs.ts';
import { sweepPairs } from '../../server/geometry/segment-sweep.ts';

type Search = (segments: Float64Array, visit: (i: number, j: number) => boolean) => void;

const everyPair: Search = (segments, visit) => {
  for (let j = 1; j < segments.length / 4; j++) for (let i = 0; i < j; i++) if (visit(i, j)) return;
};

/** 'crossing' when two segments cross or overlap, otherwise the list of those that touch. */
function found(search: Search, segments: Float64Array): string {
  const touching = new Set<string>();
  let crossing = false;
  search(segments, (i, j) => {
    const kind = meet(...(segments.subarray(4 * i, 4 * i + 4) as unknown as Four), ...four(segments, j)).kind;
    if (kind === 'touch') touching.add(`${i} ${j}`);
    crossing = kind === 'cross' || kind === 'overlap';
    return crossing;
  });
  return crossing ? 'crossing' : [...touching].sort().join();
}

type Four = [number, number, number, number];
const four = (segments: Float64Array, i: number) => segments.subarray(4 * i, 4 * i + 4) as unknown as Four;

describe.each([
  ['the sweep', sweepPairs],
  ['the cells', nearPairs],
])('%s', (_, search) => {
  it.each([
    [4, 6],
    [9, 5],
    [1e15, 6],
  ])('finds what a look at every pair finds, on a lattice up to %d', (top, most) => {
    const coordinate = fc.integer({ min: 0, max: top });
    const segment = fc
      .tuple(coordinate, coordinate, coordinate, coordinate)
      .filter(([ax, ay, bx, by]) => ax !== bx || ay !== by);
    const seen = { crossing: 0, apart: 0 };
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: most }), (list) => {
        const segments = Float64Array.from(list.flat());
        const want = found(everyPair, segments);
        seen[want === 'crossing' ? 'crossing' : 'apart'] += 1;
        expect(found(search, segments)).toBe(want);
      }),
      { seed: 20261122, numRuns: 3000 },
    );
    expect(Math.min(seen.crossing, seen.apart)).toBeGreaterThan(200);
  });
});

describe('a crowded ring', () => {
  it('of 20,000 long spikes is gone through without looking at most pairs', () => {
    const count = 20_000;
    const at = (i: number): [number, number] => {
      const angle = (2 * Math.PI * i) / count;
      const r = i % 2 === 0 ? 5e8 : 2e8;
      return [Math.round(r * Math.cos(angle)), Math.round(r * Math.sin(angle))];
    };
    const ring = Float64Array.from(Array.from({ length: count }, (_, i) => [...at(i), ...at((i + 1) % count)]).flat());
    let visits = 0;
    sweepPairs(ring, () => {
      visits += 1;
      return false;
    });
    expect(visits).toBeLessThan(4 * count);
  });
});
