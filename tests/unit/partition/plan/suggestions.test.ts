/** With whom a grid is best merged, and who takes what is cut off from it. */
import { describe, expect, it } from 'vitest';
import { mergeBody } from '../../../../server/partition/plan/bodies.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import type { EditedPlan } from '../../../../server/partition/plan/edited-plan.ts';
import { mergeChoices } from '../../../../server/partition/plan/merge-choices.ts';
import { giveAwayBody, partHomes } from '../../../../server/partition/plan/part-homes.ts';
import type { Standard } from '../../../../server/partition/standard.ts';
import { grid, house, line, rectangle, river, scene } from '../../../support/cell-scene.ts';
import { drawn, groundOf, only, planOn } from '../../../support/partition/plan-scene.ts';
import { assign, eightHouses, lock, type Make, split, splitMicro } from '../../../support/partition/plan-steps.ts';

const [A, B, C, D, E, F, G, H] = [0, 1, 2, 3, 4, 5, 6, 7];

function planAfter(...makes: readonly Make[]): EditedPlan {
  const plan = planOn(eightHouses);
  for (const make of makes) expect(plan.apply(make(only(plan), plan)!)).not.toHaveProperty('refusal');
  return plan;
}

describe('merges', () => {
  const told = (community: CommunityPlan, slot: number, standard: Standard | null): string[] =>
    mergeChoices(community, 'grid', slot, standard).map(
      ({ kept, gone, households, band, borderCm }) =>
        `${gone} into ${kept}: ${households}${band === null ? '' : ` ${band.state} ${band.needs}`}, ${Math.round(borderCm / 100)} m`,
    );
  /** BF, CG, AE, D and H. */
  const five: readonly Make[] = [split(0, [A, E], 'N'), split(1, [D], 'O'), split(1, [H], 'P')];
  /** ABE, CG, DH and F. */
  const four: readonly Make[] = [split(1, [D, H], 'N'), split(0, [F], 'O')];
  const usual = { min: 150, max: 320 };

  it.each<readonly [string, readonly Make[], number, Standard | null, readonly string[]]>([
    [
      'into or out of the larger of the two, the lower first among equals',
      five,
      3,
      usual,
      ['3 into 1: 311 within 0, 50 m', '3 into 4: 210 within 0, 50 m'],
    ],
    [
      'nearest to the standard where none is within',
      five,
      0,
      usual,
      ['2 into 0: 410 over -90, 100 m', '0 into 1: 414 over -94, 100 m'],
    ],
    [
      'within the standard before the longer border',
      four,
      3,
      usual,
      ['3 into 1: 313 within 0, 50 m', '3 into 0: 410 over -90, 100 m'],
    ],
    [
      'the longer border where both are within',
      four,
      3,
      { min: 150, max: 500 },
      ['3 into 0: 410 within 0, 100 m', '3 into 1: 313 within 0, 50 m'],
    ],
    ['the longer border where there is no standard', four, 3, null, ['3 into 0: 410, 100 m', '3 into 1: 313, 50 m']],
    ['not with a locked grid', [...four, lock(1)], 3, usual, ['3 into 0: 410 over -90, 100 m']],
    ['not with a dedicated grid', [...four, lock(0, 'dedicated')], 3, usual, ['3 into 1: 313 within 0, 50 m']],
    ['not of a locked grid', [...four, lock(3)], 3, usual, []],
    [
      'not with cells in no grid',
      [...four, (c) => mergeBody(c, 'grid', [0])],
      3,
      usual,
      ['3 into 1: 313 within 0, 50 m'],
    ],
    ['not of a grid that is not there', four, 7, usual, []],
  ])('are offered %s', (_, makes, slot, standard, expected) => {
    const community = only(planAfter(...makes));
    expect(told(community, slot, standard)).toEqual(expected);
  });

  it('are offered as they will come out', () => {
    const plan = planAfter(...five);
    const [best] = mergeChoices(only(plan), 'grid', 3, usual);
    expect(plan.apply(mergeBody(only(plan), 'grid', [best!.gone], best!.kept))).not.toHaveProperty('refusal');
    expect(drawn(plan)).toBe('BF CDG AE - H');
    expect(only(plan).divisions.grid.numbers.households(best!.kept)).toBe(best!.households);
  });

  it('are offered over a river only where there is a bridge', () => {
    const banks = {
      barriers: [river([100, 0], [100, 100])],
      today: [grid('G1', rectangle(0, 0, 100, 100)), grid('G2', rectangle(100, 0, 200, 100))],
      buildings: [house('A', 50, 50, 10, 10, 100), house('B', 150, 50, 10, 10, 30)],
    };
    const apart = only(planOn(groundOf([scene(banks)])));
    expect(told(apart, 0, usual)).toEqual([]);
    const joined = scene({ ...banks, crossings: [line([90, 50], [110, 50])] });
    expect(told(only(planOn(groundOf([joined]))), 0, usual)).toEqual(['1 into 0: 130 under 20, 100 m']);
  });

  it('stay in the grid of a micro grid', () => {
    const plan = planAfter(splitMicro([B, F], 0, 'M'), splitMicro([A, E], 0, 'N'), splitMicro([C, G], 1, 'O'));
    const micro = (slot: number) => mergeChoices(only(plan), 'micro', slot, null).map((one) => one.slot);
    expect([0, 1, 2].map(micro)).toEqual([[1], [0], []]);
  });
});

describe('parts that are cut off', () => {
  const told = (community: CommunityPlan, part: readonly number[], standard: Standard | null): string[] =>
    partHomes(community, 'grid', part, standard).map(
      ({ slot, households, growth, borderCm }) => `${slot}: ${households} ${growth} ${Math.round(borderCm / 100)} m`,
    );
  const given = (plan: EditedPlan, standard: Standard | null, slot = 0): string => {
    const body = giveAwayBody(only(plan), 'grid', slot, standard);
    if (body === null) return 'nothing';
    expect(plan.apply(body)).not.toHaveProperty('refusal');
    return drawn(plan);
  };
  const usual = { min: 150, max: 310 };
  /** ABEF and D, CG, H. */
  const far: readonly Make[] = [split(1, [H], 'N'), assign([D], 0)];

  it('go first to whom they help, then over the longest border', () => {
    const community = only(planAfter(...far));
    expect(told(community, [D], usual)).toEqual(['2: 210 -43 50 m', '1: 311 1 50 m']);
    expect(told(community, [D], null)).toEqual(['1: 311 0 50 m', '2: 210 0 50 m']);
    expect(told(only(planAfter(split(0, [F], 'N'), assign([C], 2))), [C], null)).toEqual([
      '1: 418 0 100 m',
      '0: 407 0 50 m',
    ]);
  });

  it('are given away in one step', () => {
    const plan = planAfter(...far);
    expect(given(plan, usual)).toBe('ABEF CG DH');
    expect(given(plan, usual)).toBe('nothing');
  });

  it('are not all given to the one that each alone would help', () => {
    const parted: readonly Make[] = [
      assign([B, F], 1),
      split(1, [D], 'N'),
      split(1, [G], 'O'),
      assign([C, H], 0),
      lock(3),
    ];
    expect(drawn(planAfter(...parted))).toBe('ACEH BF D G');
    // Each would make D of 103 lawful; both would make it too large, and BF has room for one.
    const community = only(planAfter(...parted));
    expect([told(community, [H], usual)[0], told(community, [C], usual)[0]]).toEqual([
      '2: 210 -47 50 m',
      '2: 205 -47 50 m',
    ]);
    expect(given(planAfter(...parted), usual)).toBe('AE BCF DH G');
  });

  it('stay where nobody can take them', () => {
    expect(given(planAfter(...far, lock(1), lock(2, 'dedicated')), usual)).toBe('nothing');
    expect(given(planAfter(...far, lock(0)), usual)).toBe('nothing');
    expect(given(planAfter(), usual)).toBe('nothing');
    expect(given(planAfter(), usual, 9)).toBe('nothing');
  });

  it('of a micro grid stay in its grid', () => {
    const plan = planAfter(splitMicro([A, F], 0, 'M'), splitMicro([B, E], 0, 'N'), splitMicro([C, G], 1, 'O'));
    const body = giveAwayBody(only(plan), 'micro', 0, null)!;
    expect(plan.apply(body)).not.toHaveProperty('refusal');
    expect(only(plan).divisions.micro.numbers.cellsOf(1)).toEqual([A, B, E]);
    const astray = planAfter(splitMicro([A, F], 0, 'M'), splitMicro([B, E], 0, 'N'), assign([A], 1));
    expect(giveAwayBody(only(astray), 'micro', 0, null)).toBeNull();
  });
});
