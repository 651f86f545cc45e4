/** The union of shapes on literal squares and on real layers. */
import { describe, expect, it } from 'vitest';
import { totalAreaM2 } from '../../../../server/geometry/area.ts';
import { checkCoverage } from '../../../../server/geometry/coverage.ts';
import { dissolve } from '../../../../server/geometry/dissolve.ts';
import type { MultiPolygon } from '../../../../server/geometry/polygon.ts';
import { fixture, readLayer } from '../../../support/layer.ts';
import { box, hole, ring, shape } from '../../../support/shapes.ts';

function text(one: MultiPolygon): string {
  return one.map((polygon) => polygon.map((r) => r.join(' ')).join(' | ')).join(' + ');
}

describe('dissolve', () => {
  it.each<[string, MultiPolygon[], string]>([
    ['nothing', [], ''],
    ['one square', [shape(box(0, 0, 2, 2))], '0 0 2 0 2 2 0 2'],
    [
      'two that share an edge, whose ends stay',
      [shape(box(0, 0, 2, 2)), shape(box(2, 0, 4, 2))],
      '0 0 2 0 4 0 4 2 2 2 0 2',
    ],
    [
      'two with a vertex that one lacks',
      [shape(box(0, 0, 2, 2)), shape(box(2, 0, 4, 1))],
      '0 0 2 0 4 0 4 1 2 1 2 2 0 2',
    ],
    ['two that overlap', [shape(box(0, 0, 3, 2)), shape(box(2, 1, 4, 3))], '0 0 3 0 3 1 4 1 4 3 2 3 2 2 0 2'],
    ['the same twice', [shape(box(0, 0, 2, 2)), shape(box(0, 0, 2, 2))], '0 0 2 0 2 2 0 2'],
    ['one inside another', [shape(box(0, 0, 5, 5)), shape(box(1, 1, 2, 2))], '0 0 5 0 5 5 0 5'],
    ['two apart', [shape(box(5, 5, 6, 6)), shape(box(0, 0, 2, 2))], '0 0 2 0 2 2 0 2 + 5 5 6 5 6 6 5 6'],
    [
      'two that touch in a corner stay parts',
      [shape(box(0, 0, 2, 2)), shape(box(2, 2, 4, 4))],
      '0 0 2 0 2 2 0 2 + 2 2 4 2 4 4 2 4',
    ],
    ['a hole stays a hole', [shape(box(0, 0, 5, 5), hole(1, 1, 2, 2))], '0 0 5 0 5 5 0 5 | 1 1 1 2 2 2 2 1'],
    [
      'a hole filled by another is gone',
      [shape(box(0, 0, 5, 5), hole(1, 1, 2, 2)), shape(box(1, 1, 2, 2))],
      '0 0 5 0 5 5 0 5',
    ],
    [
      'an island in a hole is a part',
      [shape(box(0, 0, 9, 9), hole(1, 1, 8, 8)), shape(box(3, 3, 4, 4))],
      '0 0 9 0 9 9 0 9 | 1 1 1 8 8 8 8 1 + 3 3 4 3 4 4 3 4',
    ],
    [
      'a wall that touches itself in a corner has a hole that touches its shell',
      [shape(box(0, 0, 6, 2)), shape(box(4, 2, 6, 6)), shape(box(0, 2, 2, 4)), shape(box(2, 4, 4, 6))],
      '0 0 6 0 6 2 6 6 4 6 2 6 2 4 0 4 0 2 | 2 2 2 4 4 4 4 2',
    ],
  ])('%s', (_, shapes, expected) => {
    const union = dissolve(shapes);
    expect(text(union)).toBe(expected);
    expect(text(dissolve([union]))).toBe(text(union));
  });

  it('is the same whatever the order, the parts and the start of the rings', () => {
    const shapes = [shape(box(0, 0, 3, 2)), shape(box(2, 1, 4, 3)), shape(ring([7, 0], [9, 1], [8, 5]))];
    const turned = [[shapes[2]![0]!, [ring([4, 3], [2, 3], [2, 1], [4, 1])]], shapes[0]!];
    expect(text(dissolve(turned))).toBe(text(dissolve(shapes)));
  });

  it('rounds crossings to the lattice and stays valid where rounding makes borders meet again', () => {
    const shapes = [
      shape(ring([0, 0], [1000, 1], [0, 2])),
      shape(ring([0, 1], [1000, 2], [0, 3])),
      shape(ring([0, 5], [3, -4], [5, 7])),
    ];
    const union = dissolve(shapes);
    const check = checkCoverage({ grids: [{ code: 'a', polygons: union }], minAreaM2: 0 });
    expect(check.findings.filter(({ kind }) => kind === 'overlap' || kind === 'invalid-ring')).toEqual([]);
    expect(text(dissolve([union]))).toBe(text(union));
  });
});

const providence = fixture('maup-providence');

describe(providence.title, () => {
  it.skipIf(providence.absent)('blocks dissolved by ward are the 15 wards', () => {
    const blocks = readLayer(`${providence.folder}blocks.geojson`);
    const wards = readLayer(`${providence.folder}districts.geojson`);
    const byWard = new Map<number, MultiPolygon[]>();
    for (const { code, polygons } of blocks.grids) {
      const ward = Number(blocks.properties[Number(code)]!.WARD);
      byWard.set(ward, [...(byWard.get(ward) ?? []), polygons]);
    }
    expect(byWard.size).toBe(15);
    for (const { code, polygons } of wards.grids) {
      const union = dissolve(byWard.get(Number(wards.properties[Number(code)]!.id))!);
      expect(totalAreaM2(union) / totalAreaM2(polygons)).toBeCloseTo(1, 9);
      const against = checkCoverage({ grids: [{ code: 'ward', polygons: union }], universe: polygons, minAreaM2: 0 });
      expect([against.gapM2, against.outsideM2]).toEqual([0, 0]);
    }
  });
});

const taipei = fixture('tw-taipei-statunits');

describe(taipei.title, () => {
  it.skipIf(taipei.absent)('the units dissolved are one parent that they fill', () => {
    const { grids } = readLayer(`${taipei.folder}base_units.geojson`);
    const universe = dissolve(grids.map(({ polygons }) => polygons));
    expect(universe.length).toBe(1);
    expect(checkCoverage({ grids, universe, minAreaM2: 0 }).findings).toEqual([]);
  });
});
