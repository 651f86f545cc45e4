/** The layer as a whole: its name, its graph, and the way from an old layer to a new one. */
import { describe, expect, it } from 'vitest';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import { graphOfLayer } from '../../../../server/partition/cells/layer-graph.ts';
import { rebaseLayer } from '../../../../server/partition/cells/layer-rebase.ts';
import { compound, grid, house, rectangle, river, road, scene, spot } from '../../../support/cell-scene.ts';

const PARTS = {
  barriers: [
    road('main-road', [100, -5], [100, 105]),
    road('minor-road', [0, 40], [103, 47]),
    river([150, 0], [151, 100]),
  ],
  compounds: [compound('K', rectangle(10, 10, 90, 35))],
  today: [grid('G1', rectangle(0, 0, 120, 100)), grid('G2', rectangle(120, 0, 200, 100))],
  buildings: [house('A', 30, 20), house('B', 60, 25), spot('C', 50, 70), house('D', 112, 60), house('E', 180, 20)],
};

describe('a layer', () => {
  it('is named by its content: order and direction of the input mean nothing', () => {
    const one = buildCells(scene(PARTS));
    const other = buildCells(
      scene({
        barriers: [...PARTS.barriers].reverse().map((barrier) => ({
          ...barrier,
          points: Int32Array.from([...barrier.points.subarray(2), ...barrier.points.subarray(0, 2)]),
        })),
        compounds: PARTS.compounds,
        today: [...PARTS.today].reverse(),
        buildings: [...PARTS.buildings].reverse(),
      }),
    );
    expect(other.hash).toBe(one.hash);
    expect(other).toEqual(one);
  });

  it('gets another name with one household more', () => {
    const more = PARTS.buildings.map((one) => (one.id === 'A' ? { ...one, households: 21 } : one));
    expect(buildCells(scene({ ...PARTS, buildings: more })).hash).not.toBe(buildCells(scene(PARTS)).hash);
  });

  it('is a graph in which every cell has its whole outline', () => {
    const layer = buildCells(scene(PARTS));
    const graph = graphOfLayer(layer, new Set(['K']));
    expect(graph.cells.ids).toEqual(layer.cells.map(({ id }) => id));
    expect(graph.compounds.map(({ id, whole, cells }) => [id, whole, cells.length])).toEqual([['K', true, 2]]);
    const around = Float64Array.from(graph.cells.outerCm);
    graph.arcs.left.forEach((left, arc) => {
      around[left]! += graph.arcs.lenCm[arc]!;
      around[graph.arcs.right[arc]!]! += graph.arcs.lenCm[arc]!;
    });
    const total = graph.cells.outerCm.reduce((sum, cm) => sum + cm, 0);
    expect(total / 100).toBeCloseTo(600, 0);
    // No shape has a shorter outline than the circle of its area.
    graph.cells.areaCm2.forEach((area, cell) => {
      expect(around[cell]!).toBeGreaterThan(2 * Math.sqrt(Math.PI * area) - 10);
    });
    expect(graph.arcs.left.length).toBe(layer.arcs.filter(({ left, right }) => left >= 0 && right >= 0).length);
  });
});

describe('from an old layer to a new one', () => {
  it('goes by places, wherever their ground has gone', () => {
    const old = buildCells(scene({ buildings: [house('A', 50, 50), house('B', 150, 50)] }));
    const fresh = buildCells(scene({ buildings: [house('A', 150, 50), house('B', 50, 50), house('C', 55, 80)] }));
    const { oldOf, gone } = rebaseLayer(old, fresh);
    const named = fresh.cells.map(({ id }, cell) => [id, old.cells[oldOf[cell]!]?.id]);
    // C is new; most of its ground was A's.
    expect(named).toEqual([
      ['A', 'A'],
      ['B', 'B'],
      ['C', 'A'],
    ]);
    expect(gone).toEqual([]);
  });

  it('goes by the largest common area where there are no places', () => {
    const old = buildCells(scene({ barriers: [road('minor-road', [100, 0], [100, 100])] }));
    const fresh = buildCells(scene({ barriers: [road('minor-road', [130, 0], [131, 100])] }));
    const { oldOf, gone } = rebaseLayer(old, fresh);
    const west = old.cells.findIndex(({ x }) => x === Math.min(...old.cells.map((cell) => cell.x)));
    const order = fresh.cells.map(({ x }, cell) => [x, oldOf[cell] === west] as const).sort((a, b) => a[0] - b[0]);
    expect(order.map(([, isWest]) => isWest)).toEqual([true, false]);
    expect(gone).toEqual([]);
  });

  it('says which cells are gone, and which are on new ground', () => {
    const old = buildCells(scene({ buildings: [house('A', 50, 50), house('B', 150, 50)] }));
    const fresh = buildCells(
      scene({ parent: [[rectangle(0, 0, 200, 100)], [rectangle(300, 0, 400, 100)]], buildings: [house('A', 50, 50)] }),
    );
    const { oldOf, gone } = rebaseLayer(old, fresh);
    expect(fresh.cells.map(({ kind }, cell) => [kind, old.cells[oldOf[cell]!]?.id])).toEqual([
      ['building', 'A'],
      ['empty', undefined],
    ]);
    expect(gone.map((cell) => old.cells[cell]!.id)).toEqual(['B']);
  });
});
