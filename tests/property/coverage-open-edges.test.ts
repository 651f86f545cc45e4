/**
 * The table of open edges against one of all edges with every crossing searched for: the same open edges with the same uses, the
 * same meetings among them, the same grids set aside.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CoverageGrid, CoverageInput } from '../../server/geometry/coverage.ts';
import { crossings } from '../../server/geometry/crossings.ts';
import { type EdgeUses, openEdges } from '../../server/geometry/edge-uses.ts';
import { tableOf } from '../../server/geometry/grid-table.ts';
import { selfCrossings } from '../../server/geometry/invalid-grids.ts';
import { openTableOf } from '../../server/geometry/open-table.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { between, mulberry32 } from '../support/random.ts';
import { movedVertex } from '../support/random-edits.ts';
import { moved, ring, shape, smallShape } from '../support/shapes.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';

const SEED = 20261122;

function ends({ ax, ay, bx, by }: EdgeUses, edge: number): string {
  return `${ax[edge]} ${ay[edge]} ${bx[edge]} ${by[edge]}`;
}

/** Ends and uses of each open edge, and the ends of each pair that meets. */
function told(table: EdgeUses, pairs: Int32Array): { open: string[]; meetings: string[] } {
  const open = [...openEdges(table)].map((edge) => `${ends(table, edge)}: ${table.stateOf(edge)}`).sort();
  const meetings: string[] = [];
  for (let i = 0; i < pairs.length; i += 2) {
    const [e, f] = [pairs[i]!, pairs[i + 1]!];
    if (table.isOpen(e) && table.isOpen(f)) meetings.push([ends(table, e), ends(table, f)].sort().join(' x '));
  }
  return { open, meetings: meetings.sort() };
}

function expectSame(input: CoverageInput): { invalid: number; meetings: number } {
  const { grids } = input;
  const { table: all } = tableOf(grids, input);
  const pairs = crossings(all);
  const aside = selfCrossings(all, pairs);
  for (const grid of aside.keys()) all.move(grid, grids[grid]!.polygons, 'grid', 'unjudged');
  const { table, invalid } = openTableOf(grids, input);
  const expected = told(all, pairs);
  expect([...invalid]).toEqual([...aside].sort(([a], [b]) => a - b));
  expect(told(table, crossings(table, openEdges(table)))).toEqual(expected);
  return { invalid: invalid.size, meetings: expected.meetings.length };
}

/** Any rings of few points: many cross or touch themselves, or run back along themselves. */
const anyRing = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 7 })
  .map((points) => shape(ring(...points)));

describe('the table of open edges', () => {
  it('is what is open of all edges, whatever the shapes', () => {
    const heap = fc.array(fc.oneof(smallShape(9), anyRing), { maxLength: 9 });
    let invalid = 0;
    let meetings = 0;
    fc.assert(
      fc.property(
        fc.record({
          grids: heap,
          universe: fc.option(smallShape(9)),
          exclusions: fc.array(smallShape(9), { maxLength: 2 }),
          unjudged: fc.array(anyRing, { maxLength: 2 }),
          factor: fc.constantFrom(1, 300, 9_000_000, 190_000_000),
        }),
        ({ grids, universe, exclusions, unjudged, factor }) => {
          const at = (one: MultiPolygon): MultiPolygon => moved(one, factor, -5, 7);
          const coded = (one: MultiPolygon, i: number): CoverageGrid => ({ code: `g${i}`, polygons: at(one) });
          // A grid of two parts that may lie on each other.
          const parts = grids.length > 3 ? [[...grids[0]!, ...grids[1]!], ...grids.slice(2)] : grids;
          const found = expectSame({
            grids: parts.map(coded),
            ...(universe === null ? {} : { universe: at(universe) }),
            exclusions: exclusions.flatMap(at),
            unjudged: unjudged.map(coded),
          });
          invalid += found.invalid;
          meetings += found.meetings;
        },
      ),
      { seed: SEED, numRuns: 400 },
    );
    expect(invalid).toBeGreaterThan(300);
    expect(meetings).toBeGreaterThan(4000);
  });

  it('is so where neighbours share the sides of a twisted ring, so that every edge of it is matched', () => {
    let twisted = 0;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
        const random = mulberry32(seed);
        let grids = syntheticCounty({ grids: 16, vertices: 10, seed }).map(
          (polygons, i): CoverageGrid => ({ code: `g${i}`, polygons }),
        );
        for (let move = 0; move < 3; move++) {
          const { polygons } = grids[between(random, 0, 15)]!;
          const at = 2 * between(random, 0, polygons[0]![0]!.length / 2 - 1);
          const vertex = [polygons[0]![0]![at]!, polygons[0]![0]![at + 1]!] as const;
          const [dx, dy] = [between(random, -15_000, 15_000), between(random, -15_000, 15_000)];
          grids = grids.map((grid) => ({ ...grid, polygons: movedVertex(grid.polygons, vertex, dx, dy) }));
        }
        twisted += expectSame({ grids }).invalid;
      }),
      { seed: SEED, numRuns: 100 },
    );
    expect(twisted).toBeGreaterThan(50);
  });
});
