/** How far it is on foot. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apart } from '../../../server/roads/plane.ts';
import { type Road, roadGraph } from '../../../server/roads/road-graph.ts';
import { routeOf } from '../../../server/roads/route.ts';
import { OFF_ROAD_M, walkingDistances } from '../../../server/roads/walking.ts';
import { STREETS } from '../../support/simulated-town.ts';

const SEED = 20261130;
const TOWN = roadGraph(STREETS, Infinity);
const road = (kind: string, ...line: (readonly [number, number])[]): Road => ({
  ...{ name: null, class: kind },
  line: line.map(([x, y]) => ({ x, y })),
});
const spot = (x: number, y: number) => ({ x, y });

describe('the distance on foot', () => {
  it.each([
    ['along one street', [10, 0], [70, 0], 60],
    ['round a corner', [0, 50], [50, 0], 100],
    ['from beside the street', [50, 8], [350, 0], 308],
    ['to the other side of a plot', [50, 20], [50, 80], 20 + 50 + 100 + 50 + 20],
    ['straight, where both stand in the open by the same street', [50, 8], [53, 12], 5],
    ['nothing to where one is', [50, 0], [50, 0], 0],
    ['beyond the end of the street', [-50, 0], [-150, 0], 100],
  ] as const)('is measured %s', (_word, [x, y], [u, v], metres) => {
    expect(walkingDistances(TOWN, spot(x, y), [spot(u, v)])[0]).toBeCloseTo(metres, 6);
  });

  it.each([
    ['who stands far from every road', spot(-50 - OFF_ROAD_M - 1, 0)],
    ['who stands by a road that leads nowhere', spot(2000, 2000)],
  ])('is not known of one %s', (_word, at) => {
    const graph = roadGraph([...STREETS, road('lane', [2000, 2000], [2050, 2000])], Infinity);
    expect(walkingDistances(graph, spot(0, 0), [at, spot(0, 10)])).toEqual([null, 10]);
    expect(walkingDistances(graph, at, [spot(0, 0)])).toEqual([null]);
  });

  it('is not known of anybody where no road is loaded', () => {
    expect(walkingDistances(roadGraph([], Infinity), spot(0, 0), [spot(1, 1)])).toEqual([null]);
  });

  it('goes along a highway only where nothing else leads', () => {
    const round = [road('lane', [0, 0], [0, 300], [400, 300], [400, 0]), road('trunk', [0, 0], [400, 0], [900, 0])];
    const graph = roadGraph(round, Infinity);
    expect(walkingDistances(graph, spot(0, 0), [spot(400, 0), spot(900, 0)])).toEqual([1000, 900]);
  });

  it('is never shorter than the straight line, the same both ways, and that of the route between crossings', () => {
    const inTown = fc.record({ x: fc.integer({ min: -50, max: 350 }), y: fc.integer({ min: -50, max: 350 }) });
    const crossing = fc.integer({ min: 0, max: TOWN.nodes.length - 1 });
    fc.assert(
      fc.property(inTown, inTown, crossing, crossing, (one, other, from, goal) => {
        const [there] = walkingDistances(TOWN, one, [other]);
        const [back] = walkingDistances(TOWN, other, [one]);
        expect(there!).toBeGreaterThanOrEqual(apart(one, other) - 1e-9);
        expect(there!).toBeCloseTo(back!, 6);
        const route = routeOf(TOWN, from, goal)!.reduce((sum, { edge }) => sum + edge.length, 0);
        expect(walkingDistances(TOWN, TOWN.nodes[from]!, [TOWN.nodes[goal]!])[0]).toBeCloseTo(route, 6);
      }),
      { seed: SEED, numRuns: 300 },
    );
  });
});
