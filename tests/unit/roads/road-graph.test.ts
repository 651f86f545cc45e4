/** Roads as a graph, and ways along it. */
import { describe, expect, it } from 'vitest';
import { apart, Plane } from '../../../server/roads/plane.ts';
import { roadGraph } from '../../../server/roads/road-graph.ts';
import { routeOf } from '../../../server/roads/route.ts';
import { STREETS, TOWN } from '../../support/simulated-town.ts';

const road = (...line: (readonly [number, number])[]) => ({
  ...{ name: null, class: 'lane' },
  line: line.map(([x, y]) => ({ x, y })),
});
const nodeAt = (graph: typeof TOWN, x: number, y: number): number =>
  graph.nodes.findIndex((node) => apart(node, { x, y }) < 0.01);

describe('the plane', () => {
  it('gives back degrees to the last digit and measures as the ellipsoid does', () => {
    const plane = new Plane([117.03, 30.05]);
    expect(plane.lonLat(plane.spot([117.0412345, 30.0467891]))).toEqual([117.0412345, 30.0467891]);
    expect(apart(plane.spot([117.03, 30.05]), plane.spot([117.03, 30.06]))).toBeCloseTo(1108.6, 0);
  });
});

describe('the graph', () => {
  it('has a node where roads cross, though none is drawn there, and no edge longer than 20 m', () => {
    expect(TOWN.at[nodeAt(TOWN, 100, 200)]).toHaveLength(4);
    expect(Math.max(...TOWN.edges.map(({ length }) => length))).toBeLessThanOrEqual(20.001);
    expect(TOWN.edges.reduce((sum, { length }) => sum + length, 0)).toBeCloseTo(8 * 400, 3);
  });

  it.each([
    ['touches', 1, 3],
    ['ends before', 4, 2],
  ])('a lane that %s a road has %s m to it: there meet %s edges', (_word, gap, meeting) => {
    const graph = roadGraph([road([0, 0], [15, 0], [30, 0]), road([15, 15], [15, gap])], 20);
    expect(graph.at[nodeAt(graph, 15, 0)]).toHaveLength(meeting);
  });

  it('has the fewest edges where nothing bounds their length', () => {
    const graph = roadGraph(STREETS, Infinity);
    expect(graph.edges).toHaveLength(8 * 5);
    expect(graph.nodes).toHaveLength(4 * 4 + 8 * 2);
  });

  it('draws the same road once', () => {
    expect(roadGraph([road([0, 0], [10, 0]), road([10, 0], [0, 0])], 20).edges).toHaveLength(1);
    expect(roadGraph([], 20).edges).toEqual([]);
  });
});

describe('a way', () => {
  it('is the shortest one', () => {
    const way = routeOf(TOWN, nodeAt(TOWN, 0, 0), nodeAt(TOWN, 200, 100))!;
    expect(way.reduce((sum, { edge }) => sum + edge.length, 0)).toBeCloseTo(300, 3);
    expect(way.at(-1)!.to).toBe(nodeAt(TOWN, 200, 100));
  });

  it('is nothing to where one is, and null where no road leads', () => {
    const graph = roadGraph([road([0, 0], [10, 0]), road([0, 50], [10, 50])], 20);
    expect(routeOf(graph, 0, 0)).toEqual([]);
    expect(routeOf(graph, nodeAt(graph, 0, 0), nodeAt(graph, 0, 50))).toBeNull();
  });
});
