/** Operations on a small plan, and what each does. */
import { describe, expect, it } from 'vitest';
import { bendBody, mergeBody, moveNodeBody, uncutBody } from '../../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { DerivedShapes } from '../../../../server/partition/plan/derived-shapes.ts';
import { arcsAt, placeOf } from '../../../../server/partition/plan/move-node.ts';
import { bytesOf, drawn, only, planOn } from '../../../support/partition/plan-scene.ts';
import {
  assign,
  bend,
  cut,
  eightHouses,
  type Make,
  moveNode,
  nodeAt,
  run,
  split,
  splitMicro,
} from '../../../support/partition/plan-steps.ts';

const [A, B, C, D, E, F, G, H] = [0, 1, 2, 3, 4, 5, 6, 7];

describe('what operations do', () => {
  const done: readonly (readonly [string, readonly Make[], string])[] = [
    ['nothing', [], 'ABEF CDGH'],
    ['assign', [assign([B, F], 1)], 'AE BCDFGH'],
    ['assign from several slots', [assign([B, C], 0), assign([A, C, D], 1)], 'BEF ACDGH'],
    ['split', [split(0, [A, B])], 'EF CDGH AB'],
    ['split off everything', [split(0, [A, B, E, F])], ' CDGH ABEF'],
    ['split off nothing', [split(0, [])], 'ABEF CDGH '],
    ['merge', [(c) => mergeBody(c, 'grid', [1], 0)], 'ABCDEFGH'],
    ['merge into nowhere', [(c) => mergeBody(c, 'grid', [1])], 'ABEF'],
    ['merge of the first', [(c) => mergeBody(c, 'grid', [0], 1)], '- ABCDEFGH'],
    ['split of what is in no grid', [(c) => mergeBody(c, 'grid', [1]), split(UNASSIGNED, [C, H], 'G2')], 'ABEF - CH'],
    [
      'numbers are not given twice',
      [split(0, [A]), (c) => mergeBody(c, 'grid', [2], 0), split(0, [A], 'O')],
      'BEF CDGH - A',
    ],
    ['cut', [cut(A, 10, 0, 50)], 'A/1BEFA/2 CDGH'],
    ['cut and uncut', [cut(A, 10, 0, 50), (c) => uncutBody(c, 8)], 'ABEF CDGH'],
  ];
  it.each(done)('%s', (_, makes, expected) => {
    const { plan, reason } = run(makes);
    expect(reason).toBeNull();
    expect(drawn(plan)).toBe(expected);
  });

  it('bends move area between the two cells and nothing else', () => {
    const { plan } = run([bend(A, B, [40, 25])]);
    const m2 = only(plan).layer.cells.map(({ areaCm2 }) => Math.round(areaCm2 / 1e4));
    // A triangle of 50 m by 10 m.
    expect(m2).toEqual([2250, 2750, 2500, 2500, 2500, 2500, 2500, 2500]);
  });

  it('a node takes the ends of all its arcs with it, and nothing else changes', () => {
    const { plan } = run([moveNode([50, 50], [60, 45])]);
    const { layer, divisions } = only(plan);
    // A is 0,0 50,0 60,45 0,50 and so on round the node: trapezia by the shoelace rule.
    const m2 = layer.cells.map(({ areaCm2 }) => Math.round(areaCm2 / 1e4));
    expect(m2).toEqual([2625, 2125, 2500, 2500, 2875, 2375, 2500, 2500]);
    expect(divisions.grid.numbers.numbers(0).outlineCm).toBe(40000);
    expect(layer.overlay.bends.map(({ arc }) => arc)).toEqual(arcsAt(only(plan).base, nodeAt(only(plan), [50, 50])));
  });

  it('a node on a border of two grids moves the borders of both', () => {
    const { plan } = run([moveNode([100, 50], [90, 50])]);
    const { numbers } = only(plan).divisions.grid;
    const told = [0, 1].map((slot) => numbers.numbers(slot));
    expect(told.map(({ areaCm2 }) => Math.round(areaCm2 / 1e4))).toEqual([9500, 10500]);
    const shapes = new DerivedShapes(only(plan));
    expect(shapes.findings).toEqual([]);
    expect([0, 1].map((slot) => shapes.shapes.get(slot)!.flat()[0]!.length / 2)).toEqual([5, 5]);
  });

  it('a node where it was built leaves nothing behind', () => {
    const { plan } = run([
      bend(A, B, [45, 25]),
      moveNode([50, 50], [55, 55]),
      (c) => moveNodeBody(c, nodeAt(c, [50, 50]), placeOf(only(planOn(eightHouses)).layer, nodeAt(c, [50, 50]))),
      (c) => bendBody(c, 3, [...c.base.arcs[3]!.points]),
    ]);
    expect(bytesOf(plan)).toBe(bytesOf(planOn(eightHouses)));
  });

  it('cuts share households as they say, not by area', () => {
    const { plan } = run([
      cut(H, 190, 50, 100, { left: { places: ['H'], households: 107 }, right: { places: [], households: 0 } }),
    ]);
    const { cells } = only(plan).layer;
    expect([H, 8].map((i) => [cells[i]!.id, cells[i]!.households, Math.round(cells[i]!.areaCm2 / 1e4)])).toEqual([
      ['H/1', 107, 2000],
      ['H/2', 0, 500],
    ]);
  });

  it('cuts through a building between its units', () => {
    const units = {
      units: true,
      left: { places: ['A-1'], households: 60 },
      right: { places: ['A-2'], households: 40 },
    };
    const { plan, reason } = run([cut(A, 25, 0, 50, units)]);
    expect(reason).toBeNull();
    expect([0, 8].map((i) => only(plan).layer.cells[i]!.places)).toEqual([['A-1'], ['A-2']]);
  });
});

describe('micro grids', () => {
  it('lie over the same cells, and their cells stay when the grid moves on', () => {
    const { plan } = run([splitMicro([A, B], 0), assign([B], 1)]);
    const community = only(plan);
    expect(community.divisions.micro.numbers.cellsOf(0)).toEqual([A, B]);
    expect(drawn(plan)).toBe('AEF BCDGH');
    expect([D, E, F, G, H].every((cell) => community.divisions.micro.numbers.slotOf[cell] === UNASSIGNED)).toBe(true);
  });
});
