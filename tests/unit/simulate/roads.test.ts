/** The part of the road graph in one grid, and walks on it. */
import { describe, expect, it } from 'vitest';
import { apart } from '../../../server/roads/plane.ts';
import { roadGraph } from '../../../server/roads/road-graph.ts';
import { routeOf } from '../../../server/roads/route.ts';
import { ASIDE_M, BORDER_M, isWithin, ownRoads } from '../../../server/simulate/own-roads.ts';
import { Walk } from '../../../server/simulate/walk.ts';
import { offRoad, ring, SQUARE, TOWN } from '../../support/simulated-town.ts';

const road = (...line: (readonly [number, number])[]) => ({
  ...{ name: null, class: 'lane' },
  line: line.map(([x, y]) => ({ x, y })),
});
const nodeAt = (graph: typeof TOWN, x: number, y: number): number =>
  graph.nodes.findIndex((node) => apart(node, { x, y }) < 0.01);

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
    const graph = roadGraph([road([0, 0], [100, 0]), road([100, 0], [100, 50]), road([100, 50], [60, 50])], 20);
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
