/** Grids in force: given back vertex for vertex, and what is said where they leave gaps, overlap or cut a building. */
import { describe, expect, it } from 'vitest';
import type { MultiPolygon } from '../../../../server/geometry/polygon.ts';
import { canonicalShape } from '../../../../server/geometry/region-shape.ts';
import { arcTurns } from '../../../../server/partition/cells/arc-turns.ts';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import type { CellLayer } from '../../../../server/partition/cells/cell-layer.ts';
import type { CellsInput } from '../../../../server/partition/cells/cells-input.ts';
import { outlines } from '../../../../server/partition/cells/outlines.ts';
import { cellOf, grid, house, line, opening, rectangle, road, scene, spot } from '../../../support/cell-scene.ts';

function outlinesToday(layer: CellLayer): ReadonlyMap<string, MultiPolygon> {
  const shapes = outlines(
    layer,
    arcTurns(layer),
    Int32Array.from(layer.cells, ({ today }) => today),
  );
  return new Map([...shapes].map(([slot, shape]) => [layer.todayCodes[slot]!, shape]));
}

/** Grids end on straight sides of the ground, so that it gains vertices; this is told everywhere and left out here. */
const told = (layer: CellLayer) =>
  layer.report.findings
    .filter(({ kind }) => kind !== 'parent-vertex')
    .map(({ kind, subjects }) => [kind, ...subjects].join(' '));

/** A border that is not on the lattice's axes, so that whatever is noded onto it has to be rounded. */
const SLANTED = [
  [97.13, 0],
  [103.77, 41.9],
  [99.01, 100],
] as const;
const WEST = grid('G1', line([0, 0], ...SLANTED, [0, 100]));
const EAST = grid('G2', line([200, 0], [200, 100], ...[...SLANTED].reverse()));

const roads = [road('main-road', [-3, 31.7], [203, 57.9]), road('minor-road', [61.3, -2], [140.9, 102])];
const houses = [house('A', 40, 20), house('B', 80, 70), house('C', 130, 20), house('D', 160, 80), spot('E', 170, 30)];

describe('the grids in force', () => {
  const exact: readonly (readonly [string, Partial<CellsInput>])[] = [
    ['alone', {}],
    ['with roads across their borders', { barriers: roads }],
    ['with buildings on both sides', { buildings: houses }],
    ['with everything', { barriers: roads, buildings: houses }],
    [
      'with a road along the border that has other vertices',
      { barriers: [road('main-road', ...SLANTED, [99.01, 120])] },
    ],
  ];
  it.each(exact)('come back vertex for vertex, %s', (_, parts) => {
    const layer = buildCells(scene({ today: [EAST, WEST], ...parts }));
    const shapes = outlinesToday(layer);
    for (const { code, polygons } of [WEST, EAST]) expect(shapes.get(code)).toEqual(canonicalShape(polygons));
    expect(told(layer)).toEqual([]);
  });

  it('come back with a hole, an enclave of another and a part apart', () => {
    const today = [
      grid('G1', rectangle(0, 0, 200, 100), opening(50, 30, 90, 70)),
      { code: 'G2', polygons: [[rectangle(50, 30, 90, 70), opening(60, 40, 80, 60)]] },
      { code: 'G3', polygons: [[rectangle(60, 40, 80, 60)]] },
    ];
    const layer = buildCells(scene({ today, barriers: roads, buildings: houses }));
    const shapes = outlinesToday(layer);
    for (const { code, polygons } of today) expect(shapes.get(code)).toEqual(canonicalShape(polygons));
  });

  it('come back in several parts, told', () => {
    const today = [
      { code: 'G1', polygons: [[rectangle(0, 0, 50, 100)], [rectangle(150, 0, 200, 100)]] },
      grid('G2', rectangle(50, 0, 150, 100)),
    ];
    const layer = buildCells(scene({ today, barriers: roads }));
    expect(outlinesToday(layer).get('G1')).toEqual(canonicalShape(today[0]!.polygons));
    expect(told(layer)).toEqual(['today-multipart G1']);
  });

  it('gain the vertices that only their neighbours have, told', () => {
    const today = [
      grid('G1', line([0, 0], [104, 0], [100, 100], [0, 100])),
      grid('G2', line([104, 0], [200, 0], [200, 30], [102.8, 30])),
      grid('G3', line([102.8, 30], [200, 30], [200, 100], [100, 100])),
    ];
    const layer = buildCells(scene({ today }));
    expect(told(layer).filter((text) => text.startsWith('today-vertex'))).toEqual(['today-vertex G1']);
    expect(outlinesToday(layer).get('G1')![0]![0]!).toHaveLength(10);
  });

  it('keep their part of a sliver between a road and a border that run side by side', () => {
    const beside = SLANTED.map(([x, y]) => [x + 0.05, y] as const);
    const layer = buildCells(
      scene({ today: [WEST, EAST], barriers: [road('main-road', ...beside)], buildings: houses }),
    );
    const shapes = outlinesToday(layer);
    for (const { code, polygons } of [WEST, EAST]) expect(shapes.get(code)).toEqual(canonicalShape(polygons));
    expect(told(layer).some((text) => text.startsWith('sliver-merged'))).toBe(true);
  });

  it('leave a gap unassigned, and an overlap to the lowest code, as locate answers', () => {
    const today = [grid('G2', rectangle(0, 0, 110, 100)), grid('G1', rectangle(100, 0, 180, 100))];
    const layer = buildCells(scene({ today, buildings: [spot('A', 105, 50), spot('B', 190, 50), spot('C', 50, 50)] }));
    const gridOf = (place: string) => layer.todayCodes[cellOf(layer, place).today];
    expect([gridOf('A'), gridOf('B'), gridOf('C')]).toEqual(['G1', undefined, 'G2']);
    expect(told(layer)).toEqual(['today-gap', 'today-overlap G1 G2']);
  });

  it('are cut at the community, the rest told', () => {
    const layer = buildCells(scene({ today: [grid('G1', rectangle(0, 0, 230, 100))] }));
    expect(told(layer)).toEqual(['today-outside G1']);
    expect(outlinesToday(layer).get('G1')).toEqual(canonicalShape(scene({}).parent));
  });

  describe('a building that a border cuts', () => {
    const today = [grid('G1', rectangle(0, 0, 100, 100)), grid('G2', rectangle(100, 0, 200, 100))];

    it('keeps its households on the side of its point; the part beyond is tied to it', () => {
      const layer = buildCells(scene({ today, buildings: [house('A', 97, 50, 20, 10, 33), house('B', 160, 50)] }));
      const cut = layer.cells.filter(({ id }) => id.startsWith('A'));
      expect(cut.map(({ id, kind, households, today: own }) => [id, kind, households, own])).toEqual([
        ['A', 'building', 33, 0],
        ['A~1', 'part', 0, 1],
      ]);
      expect(layer.ties.map((tie) => tie.map((cell) => layer.cells[cell]!.id))).toEqual([['A', 'A~1']]);
      expect(told(layer)).toEqual(['building-cut A']);
    });

    it('is not tied across a road: there the line is to be a border', () => {
      const barriers = [road('minor-road', [100, 0], [100, 100])];
      const layer = buildCells(
        scene({ today, barriers, buildings: [house('A', 97, 50, 20, 10), house('B', 160, 50)] }),
      );
      expect(layer.cells.map(({ id }) => id)).toEqual(['A', 'B']);
      expect(layer.ties).toEqual([]);
    });

    it('is not tied for less than a square metre', () => {
      const layer = buildCells(scene({ today, buildings: [house('A', 95.05, 50, 10, 10), house('B', 160, 50)] }));
      expect(layer.cells.map(({ id }) => id)).toEqual(['A', 'B']);
    });
  });
});
