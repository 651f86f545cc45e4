/** Cells around buildings: points, plans, both, and everything that goes wrong with them elsewhere. */
import { describe, expect, it } from 'vitest';
import { sideOf } from '../../../../server/geometry/point-in-polygon.ts';
import { arcTurns } from '../../../../server/partition/cells/arc-turns.ts';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import type { CellLayer } from '../../../../server/partition/cells/cell-layer.ts';
import type { Building } from '../../../../server/partition/cells/cells-input.ts';
import { outlines } from '../../../../server/partition/cells/outlines.ts';
import {
  areaM2,
  at,
  cellOf,
  compound,
  house,
  kindsOf,
  line,
  rectangle,
  river,
  road,
  scene,
  spot,
} from '../../../support/cell-scene.ts';

/** Whether each point of a list, in metres, is in the cell of the place. */
function holds(layer: CellLayer, place: string, ...points: readonly (readonly [number, number])[]): boolean[] {
  const shapes = outlines(layer, arcTurns(layer), Int32Array.from(layer.cells.keys()));
  const shape = shapes.get(layer.cells.indexOf(cellOf(layer, place)))!;
  return points.map(([x, y]) => sideOf(shape, ...at(x, y)) !== 'outside');
}

const placesOf = (layer: CellLayer): string[][] => layer.cells.map(({ places }) => [...places]);

describe('buildings', () => {
  it('gives a face with one building to it, and one without to nobody', () => {
    const layer = buildCells(
      scene({ barriers: [road('minor-road', [100, 0], [100, 100])], buildings: [house('A', 40, 50)] }),
    );
    expect(layer.cells.map(({ kind, households }) => [kind, households])).toEqual([
      ['building', 20],
      ['empty', 0],
    ]);
    expect(areaM2(cellOf(layer, 'A'))).toBeCloseTo(10000, -2);
  });

  it('divides the ground half-way between two equal houses', () => {
    const layer = buildCells(scene({ buildings: [house('A', 50, 50), house('B', 150, 50)] }));
    for (const place of ['A', 'B']) expect(areaM2(cellOf(layer, place))).toBeCloseTo(10000, -2);
    expect(holds(layer, 'A', [99, 10], [99, 90], [101, 50])).toEqual([true, true, false]);
  });

  it('goes by walls, not by middles', () => {
    const layer = buildCells(scene({ buildings: [house('A', 50, 50, 80, 40), house('B', 150, 50, 10, 10)] }));
    // The wall of A is at 90, that of B at 145: the seam is at 117.5, not at 100.
    expect(holds(layer, 'A', [115, 50], [120, 50])).toEqual([true, false]);
  });

  const points: readonly (readonly [string, readonly Building[], readonly (readonly string[])[]])[] = [
    ['one point', [spot('A', 50, 50)], [['A']]],
    ['two points', [spot('A', 50, 50), spot('B', 150, 50)], [['A'], ['B']]],
    [
      'four points on a square (GEOS 1040)',
      [spot('A', 50, 25), spot('B', 150, 25), spot('C', 150, 75), spot('D', 50, 75)],
      [['A'], ['B'], ['C'], ['D']],
    ],
    [
      'points on one line (GEOS 1062)',
      [spot('A', 20, 50), spot('B', 60, 50), spot('C', 100, 50), spot('D', 180, 50)],
      [['A'], ['B'], ['C'], ['D']],
    ],
    ['two points 0.3 m apart', [spot('A', 50, 50), spot('B', 50.3, 50), spot('C', 150, 50)], [['A', 'B'], ['C']]],
    ['two points 0.7 m apart (GEOS 1123)', [spot('A', 50, 50), spot('B', 50.7, 50)], [['A'], ['B']]],
    ['the same point three times', [spot('A', 50, 50), spot('B', 50, 50), spot('C', 50, 50)], [['A', 'B', 'C']]],
    [
      'a point in the plan of another',
      [house('A', 50, 50), spot('B', 52, 52), spot('C', 150, 50)],
      [['A', 'B'], ['C']],
    ],
    [
      'a plan on the same ground twice',
      [house('A', 50, 50), house('B', 50, 50), spot('C', 150, 50)],
      [['A', 'B'], ['C']],
    ],
    ['a tower on its podium', [house('A', 50, 50, 60, 40), house('B', 40, 45, 15, 15)], [['A', 'B']]],
    ['an id twice', [house('A', 50, 50), house('A', 150, 50)], [['A']]],
    ['a place beyond the community', [house('A', 50, 50), spot('B', 220, 50)], [['A']]],
    ['a place 3 m beyond the community', [house('A', 50, 50), spot('B', 203, 50)], [['A'], ['B']]],
    ['a place on the border', [house('A', 50, 50), spot('B', 200, 50)], [['A'], ['B']]],
    ['a place in the corner', [house('A', 50, 50), spot('B', 0, 0)], [['A'], ['B']]],
  ];
  it.each(points)('%s', (_, buildings, expected) => {
    const layer = buildCells(scene({ buildings }));
    expect(placesOf(layer)).toEqual(expected);
    const known = new Set(expected.flat());
    const counted = new Map(buildings.filter(({ id }) => known.has(id)).map(({ id, households }) => [id, households]));
    expect(layer.cells.reduce((sum, { households }) => sum + households, 0)).toBe(
      [...counted.values()].reduce((sum, households) => sum + households, 0),
    );
  });

  it('mixes points and plans', () => {
    const layer = buildCells(
      scene({ buildings: [house('A', 40, 50, 60, 20), spot('B', 100, 50), house('C', 160, 50)] }),
    );
    expect(placesOf(layer)).toEqual([['A'], ['B'], ['C']]);
    expect(holds(layer, 'B', [100, 50], [97, 50], [69, 50])).toEqual([true, true, false]);
  });

  it('tells what it joins, moves, leaves out and finds twice', () => {
    const layer = buildCells(
      scene({
        buildings: [house('A', 50, 50), spot('B', 50, 50), house('A', 90, 50), spot('D', 203, 50), spot('E', 300, 50)],
      }),
    );
    expect(layer.report.findings.map(({ kind, subjects }) => [kind, ...subjects])).toEqual([
      ['place-moved', 'D'],
      ['place-outside', 'E'],
      ['place-repeated', 'A'],
      ['places-joined', 'A', 'B'],
    ]);
  });

  it('keeps an unknown count unknown and sums what is counted', () => {
    const layer = buildCells(
      scene({ buildings: [spot('A', 50, 50, -1), spot('B', 120, 50, -1), spot('C', 120, 50.2, 7)] }),
    );
    expect(layer.cells.map(({ households }) => households)).toEqual([-1, 7]);
  });

  it('takes the middle of a plan when the point is beside it', () => {
    const bent = {
      id: 'A',
      footprint: [[line([10, 10], [50, 10], [50, 20], [20, 20], [20, 60], [10, 60])]],
      households: 5,
    };
    const layer = buildCells(scene({ buildings: [{ ...bent, point: at(40, 40) }, spot('B', 150, 50)] }));
    expect(kindsOf(layer)).toEqual(['point-off-footprint']);
    expect(holds(layer, 'A', [15, 15], [15, 55], [45, 15])).toEqual([true, true, true]);
  });

  describe('ground plans stay whole', () => {
    const rows: readonly (readonly [string, readonly Building[]])[] = [
      ['houses wall to wall', Array.from({ length: 8 }, (_, i) => house(`A${i}`, 20 + 10 * i, 50, 10, 12))],
      ['houses 10 cm apart', Array.from({ length: 8 }, (_, i) => house(`A${i}`, 20 + 10.1 * i, 50, 10, 12))],
      [
        'a long house beside small ones',
        [house('A', 100, 50, 180, 10), ...[20, 50, 80, 110, 140].map((x) => house(`B${x}`, x, 58, 6, 5))],
      ],
      [
        'a house in the court of another',
        [
          {
            ...house('A', 60, 50),
            footprint: [[rectangle(40, 30, 80, 70), line([45, 35], [45, 65], [75, 65], [75, 35])]],
            point: at(42, 50),
          },
          house('B', 60, 50, 8, 8),
        ],
      ],
      ['a hut against a wall', [house('A', 60, 50, 40, 20), house('B', 81, 50, 2, 2)]],
    ];
    it.each(rows)('%s', (_, buildings) => {
      const layer = buildCells(scene({ buildings }));
      expect(layer.cells).toHaveLength(buildings.length);
      const shapes = outlines(layer, arcTurns(layer), Int32Array.from(layer.cells.keys()));
      for (const { id, footprint, point } of buildings) {
        const own = shapes.get(layer.cells.indexOf(cellOf(layer, id)))!;
        expect(sideOf(own, ...point)).toBe('inside');
        for (const ring of footprint!.flat()) {
          for (let i = 0; i < ring.length; i += 2) {
            // A corner on the seam may be off by a unit.
            const near = [-2, 0, 2].flatMap((dx) =>
              [-2, 0, 2].map((dy) => sideOf(own, ring[i]! + dx, ring[i + 1]! + dy)),
            );
            expect(near.some((side) => side !== 'outside')).toBe(true);
          }
        }
      }
    });

    it('overlapping plans make no stripes (momepy 168): the common ground is that of the lower id', () => {
      const layer = buildCells(scene({ buildings: [house('A', 50, 50, 40, 20), house('B', 80, 52, 40, 20)] }));
      expect(placesOf(layer)).toEqual([['A'], ['B']]);
      expect(kindsOf(layer)).toEqual(['footprints-overlap']);
      expect(holds(layer, 'A', [65, 50], [69, 50], [72, 50])).toEqual([true, true, false]);
    });
  });

  describe('a building over a line', () => {
    it('belongs to the face of its point, told when more than a fifth lies beyond (momepy 568)', () => {
      const barriers = [road('main-road', [100, 0], [100, 100])];
      const slight = buildCells(scene({ barriers, buildings: [house('A', 92, 50, 20, 10), spot('B', 150, 50)] }));
      expect(kindsOf(slight)).toEqual([]);
      const much = buildCells(scene({ barriers, buildings: [house('A', 95, 50, 20, 10), spot('B', 150, 50)] }));
      expect(much.report.findings.map(({ kind, subjects, detail }) => [kind, ...subjects, detail.percent])).toEqual([
        ['building-astride', 'A', 25],
      ]);
      expect(placesOf(much)).toEqual([['A'], ['B']]);
      expect(much.ties).toEqual([]);
    });

    it('is one cell though three roads run through it', () => {
      const barriers = [
        road('main-road', [95, 0], [95, 100]),
        road('main-road', [100, 0], [100, 100]),
        road('plot', [0, 52], [200, 52]),
      ];
      const layer = buildCells(scene({ barriers, buildings: [house('A', 97, 50, 30, 10), spot('B', 150, 50)] }));
      expect(layer.cells.filter(({ places }) => places.includes('A'))).toHaveLength(1);
      expect(layer.cells).toHaveLength(6);
    });

    it('keeps its ground in one part where its cell would reach round a notch (momepy 130, 695)', () => {
      // The pond's bank is a deep notch between the two houses.
      const notch = river([95, 100], [95, 20], [105, 20], [105, 100]);
      const layer = buildCells(scene({ barriers: [notch], buildings: [house('A', 85, 90), house('B', 150, 10)] }));
      expect(layer.cells.map(({ kind }) => kind).sort()).toEqual(['building', 'building', 'empty']);
    });
  });

  describe('compounds', () => {
    const buildings = [house('A', 40, 50), house('B', 70, 50), house('C', 150, 50)];

    it('holds the cells inside its outline together', () => {
      const layer = buildCells(scene({ buildings, compounds: [compound('K', rectangle(20, 20, 100, 80))] }));
      expect(layer.compounds.map(({ id, cells }) => [id, cells.map((cell) => layer.cells[cell]!.places)])).toEqual([
        ['K', [['A'], ['B']]],
      ]);
    });

    it('goes by what buildings say where there is no outline', () => {
      const said = buildings.map((one) => (one.id === 'C' ? one : { ...one, compound: 'K' }));
      const layer = buildCells(scene({ buildings: said }));
      expect(layer.compounds.map(({ id, cells }) => [id, cells.map((cell) => layer.cells[cell]!.places)])).toEqual([
        ['K', [['A'], ['B']]],
      ]);
    });

    it('is a wall that nobody gets across but at a gate when it is hard', () => {
      const compounds = [compound('K', rectangle(20, 20, 100, 80), true)];
      expect(kindsOf(buildCells(scene({ buildings, compounds })))).toEqual(['component-apart']);
      expect(kindsOf(buildCells(scene({ buildings, compounds, crossings: [line([100, 50])] })))).toEqual([]);
    });
  });

  describe('an oversized building', () => {
    const units = [120, 130, 110].map((households, i) => ({ id: `T${i}`, households, point: at(30 + 30 * i, 50) }));
    const tower: Building = { ...house('T', 60, 50, 90, 12, 360), units };

    it('is cut between its units, in equal slices along its axis', () => {
      const layer = buildCells(scene({ buildings: [tower, house('B', 180, 50)], cutAbove: 300 }));
      expect(layer.cells.map(({ id, places, households }) => [id, places, households])).toEqual([
        ['B', ['B'], 20],
        ['T/1', ['T0'], 120],
        ['T/2', ['T', 'T1'], 130],
        ['T/3', ['T2'], 110],
      ]);
      expect(holds(layer, 'T0', [16, 50], [44, 50], [46, 50])).toEqual([true, true, false]);
      expect(holds(layer, 'T1', [46, 50], [74, 50], [76, 50])).toEqual([true, true, false]);
    });

    it('stays whole when nobody wants it cut, or its units do not add up', () => {
      expect(buildCells(scene({ buildings: [tower] })).cells).toHaveLength(1);
      const short = { ...tower, units: units.slice(1) };
      const layer = buildCells(scene({ buildings: [short], cutAbove: 300 }));
      expect(layer.cells).toHaveLength(1);
      expect(layer.report.findings.map(({ kind, detail }) => [kind, detail.slices])).toEqual([
        ['building-oversized', 0],
      ]);
    });
  });
});
