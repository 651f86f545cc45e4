/** Whole divisions put in place of others. */
import { describe, expect, it } from 'vitest';
import { applyBody } from '../../../../server/partition/plan/bodies.ts';
import type { CommunityPlan } from '../../../../server/partition/plan/community-plan.ts';
import { drawn, only, planOn, slotRecord } from '../../../support/partition/plan-scene.ts';
import { edited, eightHouses, lock, type Make, run } from '../../../support/partition/plan-steps.ts';

type Slots = ReturnType<CommunityPlan['division']>['slots'];

describe('apply', () => {
  const makeDivision = (c: CommunityPlan, slotOf: (cell: number) => number, slots = c.division('grid').slots) => {
    const copy = planOn(eightHouses);
    c.layer.cells.forEach((_, cell) => {
      only(copy).divisions.grid.numbers.move(cell, slotOf(cell));
    });
    return { slots, assignment: only(copy).division('grid').assignment };
  };
  const apply =
    (slotOf: (cell: number) => number, slots?: (slots: Slots) => Slots): Make =>
    (c) =>
      applyBody(
        [{ community: c, level: 'grid', division: makeDivision(c, slotOf, slots?.(c.division('grid').slots)) }],
        'proposal',
        'certificate',
      );

  it('puts a whole division in place', () => {
    const { plan } = run([
      apply(
        (cell) => (cell < 4 ? 0 : 2),
        (slots) => [slots[0]!, null, slotRecord('N')],
      ),
    ]);
    expect(drawn(plan)).toBe('ABCD - EFGH');
  });

  const refused: readonly (readonly [string, readonly Make[], string])[] = [
    ['a slot that is none', [apply(() => 4)], 'slot-unknown'],
    ['the same', [apply((cell) => (cell % 4 < 2 ? 0 : 1))], 'changes-nothing'],
    ['a locked grid with other cells', [lock(0), apply(() => 0)], 'grid-locked'],
    [
      'a locked grid left out',
      [
        lock(0),
        apply(
          () => 1,
          (slots) => [null, slots[1]!],
        ),
      ],
      'grid-locked',
    ],
    [
      'a key twice',
      [
        apply(
          () => 0,
          (slots) => [...slots, slotRecord('G1', { code: null })],
        ),
      ],
      'key-taken',
    ],
    [
      'a code twice',
      [
        apply(
          () => 0,
          (slots) => [...slots, slotRecord('N', { code: 'G1' })],
        ),
      ],
      'code-taken',
    ],
    [
      'a state that is past',
      [
        edited(
          apply(() => 0),
          (b) => {
            if (b.kind === 'apply') b.before.parts[0]!.division = b.args.parts[0]!.division;
          },
        ),
      ],
      'stale',
    ],
    [
      'no base64',
      [
        edited(
          apply(() => 0),
          (b) => {
            if (b.kind === 'apply') b.args.parts[0]!.division.assignment = '%';
          },
        ),
      ],
      'malformed',
    ],
    [
      'too few cells',
      [
        edited(
          apply(() => 0),
          (b) => {
            if (b.kind === 'apply') b.args.parts[0]!.division.assignment = 'AAA=';
          },
        ),
      ],
      'malformed',
    ],
  ];
  it.each(refused)('refuses %s', (_, makes, reason) => {
    expect(run(makes).reason).toBe(reason);
  });
});
