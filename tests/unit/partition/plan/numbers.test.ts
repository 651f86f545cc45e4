/** Numbers of grids, previews of strokes, and the list of what is wrong. */
import { describe, expect, it } from 'vitest';
import { bandOf } from '../../../../server/partition/plan/band.ts';
import { mergeBody, pinBody, splitBody } from '../../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { previewStroke } from '../../../../server/partition/plan/preview.ts';
import { PlanProblems, type Problem } from '../../../../server/partition/plan/problems.ts';
import { grid, house, line, rectangle, river, scene } from '../../../support/cell-scene.ts';
import { bytesOf, groundOf, only, planOn, slotRecord } from '../../../support/partition/plan-scene.ts';
import { assign, eightHouses, lock, type Make, split, splitMicro } from '../../../support/partition/plan-steps.ts';

const [A, B, C, D, E, G] = [0, 1, 2, 3, 4, 6];

describe('numbers of a grid', () => {
  it('are sums over its cells', () => {
    const { numbers } = only(planOn(eightHouses)).divisions.grid;
    const { cells, households, uncounted, areaCm2, outlineCm, borderCm, outerCm, compactness } = numbers.numbers(0);
    expect([cells, households, uncounted]).toEqual([4, 410, 0]);
    expect([Math.round(areaCm2 / 1e4), Math.round(outlineCm / 100), Math.round(outerCm / 100)]).toEqual([
      10000, 400, 300,
    ]);
    // Inside, minor road, main road, barrier: two stretches of 50 m between houses.
    expect(borderCm).toEqual([10000, 0, 0, 0]);
    expect(compactness).toBeCloseTo(Math.PI / 4, 3);
  });

  it('tell who was not counted, and that a river parts what a bridge joins', () => {
    const banks = {
      barriers: [river([100, 0], [100, 100])],
      today: [grid('G1', rectangle(0, 0, 200, 100))],
      buildings: [house('A', 50, 50, 10, 10, -1), house('B', 150, 50, 10, 10, 30)],
    };
    const apart = only(planOn(groundOf([scene(banks)]))).divisions.grid.numbers;
    expect([apart.numbers(0).households, apart.numbers(0).uncounted]).toEqual([30, 1]);
    expect(apart.parts(0)).toEqual([[B], [A]]);
    const joined = scene({ ...banks, crossings: [line([90, 50], [110, 50])] });
    expect(only(planOn(groundOf([joined]))).divisions.grid.numbers.parts(0)).toEqual([[A, B]]);
  });

  it.each([
    [149, {}, 'under', 1],
    [150, {}, 'within', 0],
    [400, {}, 'within', 0],
    [437, {}, 'over', -37],
    [0, { kind: 'dedicated' }, 'exempt', 0],
    [0, { role: 'dedicated' }, 'exempt', 0],
    [0, { role: 'locked' }, 'under', 150],
  ] as const)('%i households %o: %s, needs %i', (households, more, state, needs) => {
    expect(bandOf(slotRecord('X', more), households, { min: 150, max: 400 })).toEqual({ state, needs });
  });
});

describe('a preview', () => {
  it('tells both grids and what would be cut off, and changes nothing', () => {
    const plan = planOn(eightHouses);
    const before = bytesOf(plan);
    const { slots, refusal } = previewStroke(only(plan), 'grid', [B, 5], 1);
    expect(refusal).toBeNull();
    expect(slots.map(({ slot, before: old, after }) => [slot, old.households, after.households])).toEqual([
      [0, 410, 204],
      [1, 418, 624],
    ]);
    expect(bytesOf(plan)).toBe(before);
    const lone = previewStroke(only(plan), 'grid', [C, G], 0);
    expect(lone.slots.map(({ slot, partsAfter, cutOff }) => [slot, partsAfter, cutOff])).toEqual([
      [0, 1, []],
      [1, 1, []],
    ]);
    const broken = previewStroke(only(plan), 'grid', [D], 0);
    expect(broken.slots.map(({ slot, partsAfter, cutOff }) => [slot, partsAfter, cutOff])).toEqual([
      [0, 2, [D]],
      [1, 1, []],
    ]);
    expect(previewStroke(only(plan), 'grid', [D], 1)).toEqual({ slots: [], refusal: null });
  });

  it('tells why it would be refused', () => {
    const plan = planOn(eightHouses);
    plan.apply(lock(0)(only(plan), plan)!);
    expect(previewStroke(only(plan), 'grid', [A, C], 1).refusal).toMatchObject({ reason: 'grid-locked', slots: [0] });
  });
});

describe('the list of problems', () => {
  const told = (problems: readonly Problem[]): string[] =>
    problems.map(({ kind, slot, cells, households }) => `${kind} ${slot} [${cells}] ${households}`);
  const problemsAfter = (...makes: Make[]): PlanProblems => {
    const plan = planOn(eightHouses);
    for (const make of makes) expect(plan.apply(make(only(plan), plan)!)).not.toHaveProperty('refusal');
    return new PlanProblems(plan, { grid: { min: 150, max: 420 }, micro: null });
  };

  const cases: readonly (readonly [string, readonly Make[], readonly string[]])[] = [
    ['nothing wrong', [], []],
    ['too small and too large', [assign([A, B, E], 1)], ['under 0 [5] 45', 'over 1 [0,1,2,3,4,6,7] -303']],
    ['in parts', [assign([D], 0)], ['parted 0 [3] 103', 'over 0 [0,1,3,4,5] -93']],
    ['an empty grid', [split(0, [])], ['empty 2 [] 0']],
    [
      'in no grid, piece by piece',
      [split(0, [A]), split(1, [D], 'O'), (c) => mergeBody(c, 'grid', [2, 3])],
      ['unassigned null [0] 100', 'unassigned null [3] 103'],
    ],
    ['a dedicated grid of any size', [split(0, [A]), lock(2, 'dedicated')], []],
    [
      'cells pinned together',
      [(c) => pinBody(c, { pin: 'together', cells: [A, 1, C, 1] }, true)],
      ['pin-broken null [0,2] 202'],
    ],
    [
      'a line not to be crossed',
      [(c) => pinBody(c, { pin: 'never-cross', arcs: [3] }, true)],
      ['pin-broken null [0,1] 201'],
    ],
    [
      'micro cells whose grid moved on',
      [splitMicro([A, B], 0), assign([B], 1)],
      ['over 1 [1,2,3,6,7] -99', 'uncovered null [4,5] 209', 'astray 0 [1] 101'],
    ],
    ['a grid without micro grids owes nothing', [splitMicro([A, B, E, 5], 0)], []],
    [
      'what micro grids leave out, piece by piece, grid by grid',
      [splitMicro([B, E], 0), splitMicro([C, D], 1, 'O')],
      ['uncovered null [0] 100', 'uncovered null [5] 105', 'uncovered null [6,7] 213', 'parted 0 [1] 101'],
    ],
    ['an empty micro grid covers nothing', [splitMicro([], 1)], ['uncovered null [2,3,6,7] 418', 'empty 0 [] 0']],
  ];
  it.each(cases)('%s', (_, makes, expected) => {
    expect(told(problemsAfter(...makes).list())).toEqual(expected);
  });

  it('tells of micro grids which grid they are in', () => {
    const list = problemsAfter(splitMicro([], 0, 'O'), splitMicro([C, D], 1)).list();
    expect(list.map(({ kind, level, slot, parent, at: place }) => [kind, level, slot, parent, place !== null])).toEqual(
      [
        ['uncovered', 'micro', null, 0, true],
        ['uncovered', 'micro', null, 1, true],
        ['empty', 'micro', 0, 0, false],
      ],
    );
  });

  it('is gone through in both directions, also from a problem that is no longer there', () => {
    const problems = problemsAfter(assign([A, B, E], 1));
    const [first, second] = problems.list();
    expect(problems.step(null, 1)).toBe(first);
    expect(problems.step(first!, 1)).toBe(second);
    expect(problems.step(second!, 1)).toBe(first);
    expect(problems.step(first!, -1)).toBe(second);
    const between: Problem = { ...first!, kind: 'over' };
    expect([problems.step(between, 1), problems.step(between, -1)]).toEqual([second, first]);
    expect(problemsAfter().step(first!, 1)).toBeNull();
  });

  it('is looked at again where something was done', () => {
    const plan = planOn(eightHouses);
    const problems = new PlanProblems(plan, { grid: { min: 150, max: 420 }, micro: null });
    expect(problems.list()).toEqual([]);
    plan.apply(splitBody(only(plan), 'grid', 0, [], slotRecord('N')));
    expect(problems.list()).toEqual([]);
    problems.forget('C');
    expect(problems.list()).toHaveLength(1);
    expect(only(plan).divisions.grid.numbers.parts(UNASSIGNED)).toEqual([]);
  });
});
