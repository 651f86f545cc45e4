/** Roads as a graph, the part of one grid, ways along it and walks on them. */
import { describe, expect, it } from 'vitest';
import { ASIDE_M, BORDER_M, isWithin, ownRoads } from '../../../server/simulate/own-roads.ts';
import { apart, Plane } from '../../../server/simulate/plane.ts';
import { roadGraph } from '../../../server/simulate/road-graph.ts';
import { routeOf } from '../../../server/simulate/route.ts';
import { Walk } from '../../../server/simulate/walk.ts';
import { offRoad, ring, SQUARE, TOWN } from '../../support/simulated-town.ts';

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
    const graph = roadGraph([road([0, 0], [15, 0], [30, 0]), road([15, 15], [15, gap])]);
    expect(graph.at[nodeAt(graph, 15, 0)]).toHaveLength(meeting);
  });

  it('draws the same road once', () => {
    expect(roadGraph([road([0, 0], [10, 0]), road([10, 0], [0, 0])]).edges).toHaveLength(1);
    expect(roadGraph([]).edges).toEqual([]);
  });
});

describe('the roads of a grid', () => {
  it('are those in it and on its border', () => {
    const own = ownRoads(TOWN, SQUARE);
    expect(own.length).toBeCloseTo(6 * 200, 3);
    expect(own.graph.nodes.every((spot) => isWithin(SQUARE, spot))).toBe(true);
    expect(
      own.inner.map((node) => own.graph.nodes[node]!).every(({ x, y }) => x >= 0 && x <= 200 && y >= 0 && y <= 200),
    ).toBe(true);
  });

  it('leave out a part that hangs together with the rest only outside', () => {
    const graph = roadGraph([road([0, 0], [100, 0]), road([100, 0], [100, 50]), road([100, 50], [60, 50])]);
    expect(ownRoads(graph, [ring([-10, -10], [70, -10], [70, 60], [-10, 60])]).length).toBeCloseTo(60, 0);
  });

  it('are walked on the own side where they are the border', () => {
    const { side } = ownRoads(TOWN, SQUARE);
    const at = side({ x: 200, y: 50 });
    expect(at.x).toBeLessThan(200);
    expect(apart(at, { x: 200, y: 50 })).toBeLessThanOrEqual(ASIDE_M + 0.001);
    expect(side({ x: 100, y: 50 })).toEqual({ x: 100, y: 50 });
  });

  it('are none where no road is', () => {
    const none = ownRoads(TOWN, [ring([10, 10], [40, 10], [40, 40], [10, 40])]);
    expect([none.length, none.inner]).toEqual([0, []]);
    expect(isWithin(SQUARE, { x: 200 + BORDER_M + 1, y: 50 })).toBe(false);
  });
});

describe('a way', () => {
  it('is the shortest one', () => {
    const way = routeOf(TOWN, nodeAt(TOWN, 0, 0), nodeAt(TOWN, 200, 100))!;
    expect(way.reduce((sum, { edge }) => sum + edge.length, 0)).toBeCloseTo(300, 3);
    expect(way.at(-1)!.to).toBe(nodeAt(TOWN, 200, 100));
  });

  it('is nothing to where one is, and null where no road leads', () => {
    const graph = roadGraph([road([0, 0], [10, 0]), road([0, 50], [10, 50])]);
    expect(routeOf(graph, 0, 0)).toEqual([]);
    expect(routeOf(graph, nodeAt(graph, 0, 0), nodeAt(graph, 0, 50))).toBeNull();
  });
});

describe('a walk', () => {
  it('is on the road at every second, at its speed, and ends at the end', () => {
    const from = nodeAt(TOWN, 0, 0);
    const walk = new Walk(TOWN, from, routeOf(TOWN, from, nodeAt(TOWN, 200, 100))!, 1.2);
    expect(walk.seconds).toBeCloseTo(250, 3);
    for (let s = 0; s < 250; s++) {
      expect(offRoad(walk.at(s).spot)).toBeLessThan(0.001);
      expect(apart(walk.at(s).spot, walk.at(s + 1).spot)).toBeLessThanOrEqual(1.2001);
    }
    expect(apart(walk.at(900).spot, { x: 200, y: 100 })).toBeLessThan(0.001);
    expect([0, 90]).toContain(walk.at(10).course);
  });
});
