// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { announcement } from '../../client/state/announce.ts';
import { chosen, level, paintFrom, pointed, stroke, type Tool } from '../../client/state/plan/choice.ts';
import type { Hold } from '../../client/state/plan/gesture.ts';
import { planSession, refusal } from '../../client/state/plan/opened.ts';
import { dropGesture, hover, lead, pick, press, release } from '../../client/state/plan/strokes.ts';
import { moving, slotAtStart } from '../../client/state/plan/taken.ts';
import { undo } from '../../client/state/plan/undoing.ts';
import { session as account } from '../../client/state/who.ts';
import { UNASSIGNED } from '../../server/partition/plan/cell-ranges.ts';
import { at, type Metres } from '../support/cell-scene.ts';
import { only } from '../support/partition/plan-scene.ts';
import { assign, lock, run, split, splitMicro } from '../support/partition/plan-steps.ts';
import { drag, emptyHand, HOLD, inHand, now, open } from '../support/plan-hand.ts';

beforeEach(emptyHand);

describe('painting', () => {
  it.each<[string, Tool, number, Metres[], Partial<Hold>, string]>([
    ['a click of the smallest brush', 'brush', 0, [[125, 25]], {}, 'ABCEF DGH'],
    [
      'a stroke',
      'brush',
      0,
      [
        [125, 25],
        [125, 75],
      ],
      {},
      'ABCEFG DH',
    ],
    [
      'a stroke that leaps',
      'brush',
      0,
      [
        [110, 25],
        [190, 25],
      ],
      {},
      'ABCDEF GH',
    ],
    ['a wide brush', 'brush', 1, [[125, 45]], {}, 'ABCEFG DH'],
    [
      'a rectangle, taken as it ends',
      'rectangle',
      0,
      [
        [110, 10],
        [190, 90],
        [140, 90],
      ],
      {},
      'ABCEFG DH',
    ],
    [
      'a box whatever the tool',
      'brush',
      0,
      [
        [110, 10],
        [140, 90],
      ],
      { box: true },
      'ABCEFG DH',
    ],
    [
      'a lasso',
      'lasso',
      0,
      [
        [101, 60],
        [199, 60],
        [199, 90],
        [101, 90],
      ],
      {},
      'ABEFGH CD',
    ],
    ['a plot', 'plot', 0, [[125, 75]], {}, 'ABEFGH CD'],
    ['the connected part', 'fill', 0, [[125, 75]], {}, 'ABCDEFGH '],
    ['a building of no compound', 'compound', 0, [[125, 75]], {}, 'ABEFG CDH'],
  ])('%s gives cells to the chosen grid in one step', (_, of, size, places, more, expected) => {
    chosen.value = { community: 'C', slot: 0 };
    inHand(of, size);
    drag(places, more);
    expect(now()).toBe(expected);
    expect(planSession.value!.plan.seq).toBe(1);
    expect(stroke.value).toBeNull();
    undo();
    expect(now()).toBe('ABEF CDGH');
  });

  it('tells what it would do all the while, and does nothing when it is dropped', () => {
    chosen.value = { community: 'C', slot: 0 };
    inHand('brush');
    press(...at(125, 25), HOLD);
    expect(stroke.value).toMatchObject({ cells: [2], slot: 0, isDown: true });
    lead(at(125, 75));
    expect(stroke.value?.cells).toEqual([2, 6]);
    const [mine, other] = stroke.value!.preview.slots;
    expect([mine?.before.households, mine?.after.households]).toEqual([410, 410 + 102 + 106]);
    expect(other?.after.households).toBe(other!.before.households - 208);
    expect(dropGesture()).toBe(true);
    expect([stroke.value, now(), planSession.value!.plan.seq]).toEqual([null, 'ABEF CDGH', 0]);
    release();
    expect(planSession.value!.plan.seq).toBe(0);
    expect(dropGesture()).toBe(false);
  });

  it('with nothing chosen takes the grid under the first press', () => {
    inHand('brush');
    drag([
      [75, 25],
      [125, 25],
    ]);
    expect(chosen.value).toEqual({ community: 'C', slot: 0 });
    expect(now()).toBe('ABCEF DGH');
  });

  it('asks for a grid where there is none to take', () => {
    inHand('brush');
    press(...at(900, 900), HOLD);
    release();
    expect(announcement.value).toContain('请先选择');
    expect(planSession.value!.plan.seq).toBe(0);
  });

  it('with Shift takes cells of the grid under the press only', () => {
    open(run([split(1, [6, 7], 'N')]).plan);
    chosen.value = { community: 'C', slot: 0 };
    inHand('brush');
    press(...at(125, 25), { ...HOLD, shift: true });
    expect(paintFrom.value).toEqual({ community: 'C', slot: 1 });
    lead(at(125, 75));
    release();
    expect(paintFrom.value).toBeNull();
    expect(now()).toBe('ABCEF D GH');
  });

  it('says what a click would do before it is made', () => {
    chosen.value = { community: 'C', slot: 0 };
    inHand('brush');
    hover(at(125, 25), HOLD);
    expect(pointed.value).toEqual({ community: 'C', cell: 2 });
    expect(stroke.value).toMatchObject({ cells: [2], isDown: false });
    hover(at(25, 25), HOLD);
    expect(stroke.value?.cells).toEqual([]);
    hover(null, HOLD);
    expect([pointed.value, stroke.value]).toEqual([null, null]);
  });

  it('into a locked grid is refused with its place, and the next press forgets it', () => {
    open(run([lock(1)]).plan);
    chosen.value = { community: 'C', slot: 0 };
    inHand('brush');
    drag([[125, 25]]);
    expect(refusal.value).toMatchObject({ reason: 'grid-locked', slots: [1], cells: [2, 1] });
    expect(now()).toBe('ABEF CDGH');
    press(...at(25, 25), HOLD);
    expect(refusal.value).toBeNull();
    dropGesture();
  });

  it('of micro grids stays within their grid', () => {
    open(run([splitMicro([0], 0)]).plan);
    level.value = 'micro';
    chosen.value = { community: 'C', slot: 0 };
    inHand('brush');
    drag([[75, 25]]);
    expect(only(planSession.value!.plan).divisions.micro.numbers.cellsOf(0)).toEqual([0, 1]);
    drag([[125, 25]]);
    expect(refusal.value?.reason).toBe('outside-grid');
  });

  it('is for those who may: others choose', () => {
    account.value = { login: 'demo-viewer', grants: [{ role: 'viewer', area: null }] } as never;
    inHand('brush');
    expect(press(...at(125, 25), HOLD)).toBe(false);
    pick(...at(125, 25));
    expect(chosen.value).toEqual({ community: 'C', slot: 1 });
  });
});

describe('giving back', () => {
  it('takes cells back to the grid each was in at the start, in one step', () => {
    open(run([assign([1], 1), assign([2], 0)]).plan);
    inHand('restore');
    drag([
      [75, 25],
      [125, 25],
    ]);
    expect(now()).toBe('ABEF CDGH');
    expect(planSession.value!.plan.seq).toBe(1);
  });

  it('leaves cells whose grid has gone, and micro grids begin with none', () => {
    const { plan } = run([
      (c) => ({
        kind: 'merge',
        args: { community: 'C', layer: c.base.hash, level: 'grid', slots: [1], kept: 0 },
        before: { parts: [{ slot: 1, record: c.slot('grid', 1)!, cells: [2, 2, 6, 2] }] },
      }),
    ]);
    const to = slotAtStart(only(plan), 'grid');
    expect([to(0), to(2)]).toEqual([0, null]);
    expect(slotAtStart(only(plan), 'micro')(2)).toBe(UNASSIGNED);
    expect(moving(only(plan), 'grid', [0, 2], to, null).size).toBe(0);
  });
});

describe('a click without a tool', () => {
  it('chooses the grid there, and lets go beside the plan', () => {
    inHand('pick');
    pick(...at(125, 25));
    expect(chosen.value).toEqual({ community: 'C', slot: 1 });
    pick(...at(900, 900));
    expect(chosen.value).toBeNull();
  });
});
