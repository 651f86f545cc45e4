/** Operations on a small plan, and what each does. */
import { describe, expect, it } from 'vitest';
import { mergeBody, uncutBody } from '../../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { drawn, only } from '../../../support/partition/plan-scene.ts';
import { assign, bend, cut, type Make, run, split, splitMicro } from '../../../support/partition/plan-steps.ts';

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
