/** A grid in micro grids, from the first cut to the last undo: the same operations, judged inside the grid. */
import { describe, expect, it } from 'vitest';
import type { OperationBody } from '../../../../server/contract/plan-operations.ts';
import {
  applyBody,
  assignBody,
  mergeBody,
  setGridBody,
  splitIntoBody,
} from '../../../../server/partition/plan/bodies.ts';
import { UNASSIGNED } from '../../../../server/partition/plan/cell-ranges.ts';
import { DerivedShapes } from '../../../../server/partition/plan/derived-shapes.ts';
import { PlanLog } from '../../../../server/partition/plan/plan-log.ts';
import { previewStroke } from '../../../../server/partition/plan/preview.ts';
import { PlanProblems } from '../../../../server/partition/plan/problems.ts';
import { bytesOf, drawn, only, planOn, slotRecord } from '../../../support/partition/plan-scene.ts';
import { eightHouses } from '../../../support/partition/plan-steps.ts';

const [A, B, C, E, F] = [0, 1, 2, 4, 5];
const [G1, G2] = [0, 1];
const micro = (key: string, parent = G1) => slotRecord(key, { kind: 'micro', parent });

function open() {
  const log = new PlanLog(planOn(eightHouses));
  const community = only(log.plan);
  const shapes = new DerivedShapes(community, 'micro');
  const problems = new PlanProblems(log.plan, { grid: { min: 150, max: 420 }, micro: { min: 50, max: 220 } });
  let number = 0;
  return {
    log,
    community,
    author: () => ({ ref: `reference-${number++}`, actor: 'li', at: '2026-11-26T08:00:00Z' }),
    do(body: OperationBody | null): string {
      const result = log.do(body!, this.author());
      return 'refusal' in result ? result.refusal.reason : this.look();
    },
    /** Cells of the micro grids, gaps and overlaps in them, and what is wrong. */
    look(): string {
      shapes.update();
      problems.forget('C');
      const { numbers, slots } = community.divisions.micro;
      const cells = slots.map((slot, i) => (slot === null ? '-' : `${slot.name}[${numbers.cellsOf(i)}]`));
      const holes = shapes.findings.map(({ kind, areaM2 }) => `${kind} ${Math.round(areaM2 ?? 0)}`);
      const wrong = problems.list().map((one) => `${one.kind} ${one.slot ?? one.parent} [${one.cells}]`);
      return [...cells, ...holes, ...wrong].join(' | ');
    },
  };
}

describe('micro grids of one grid', () => {
  it('are cut, painted, dissolved and taken back without a trace', () => {
    const one = open();
    const { log, community } = one;
    const start = bytesOf(log.plan);
    const parts = [
      { record: micro('M1'), cells: [A] },
      { record: micro('M2'), cells: [B] },
      { record: micro('M3'), cells: [E] },
    ];
    expect(one.do(splitIntoBody(community, 'micro', UNASSIGNED, parts))).toBe(
      'M1[0] | M2[1] | M3[4] | missing-cell 2500 | uncovered 0 [5]',
    );
    expect(one.do(assignBody(community, 'micro', [F], 2))).toBe('M1[0] | M2[1] | M3[4,5]');
    const third = community.divisions.micro.numbers.numbers(2);
    expect([third.households, Math.round(third.areaCm2 / 1e4), Math.round(third.outlineCm / 100)]).toEqual([
      209, 5000, 300,
    ]);
    expect(one.do(assignBody(community, 'micro', [B, C], 0))).toBe('outside-grid');
    expect(previewStroke(community, 'micro', [C], 0).refusal).toMatchObject({ reason: 'outside-grid', cells: [C, 1] });
    expect(one.do(assignBody(community, 'micro', [B], 0))).toBe('M1[0,1] | M2[] | M3[4,5] | empty 1 []');
    expect(one.do(assignBody(community, 'micro', [E], 1))).toBe('M1[0,1] | M2[4] | M3[5]');
    expect(one.do(mergeBody(community, 'micro', [1], 2))).toBe('M1[0,1] | - | M3[4,5]');
    expect(one.do(setGridBody(community, 'micro', 2, { name: '三号' }))).toBe('M1[0,1] | - | 三号[4,5]');
    expect(drawn(log.plan)).toBe('ABEF CDGH');
    expect(one.do(mergeBody(community, 'micro', [0, 2]))).toBe('');
    while (log.undoOf('li') !== null) expect(log.undo(log.undoOf('li')!, one.author())).not.toHaveProperty('refusal');
    expect(bytesOf(log.plan)).toBe(start);
    while (log.redoOf('li') !== null) expect(log.redo(log.redoOf('li')!, one.author())).not.toHaveProperty('refusal');
    expect(one.look()).toBe('');
  });

  it('follow a stroke of their grid only as far as they are told to', () => {
    const one = open();
    const { log, community } = one;
    one.do(
      splitIntoBody(community, 'micro', UNASSIGNED, [
        { record: micro('M1'), cells: [A, B] },
        { record: micro('M2'), cells: [E, F] },
      ]),
    );
    const before = bytesOf(log.plan);
    expect(one.do(assignBody(community, 'grid', [B], G2))).toBe(
      'M1[0,1] | M2[4,5] | over 1 [1,2,3,6,7] | astray 0 [1]',
    );
    expect(one.do(assignBody(community, 'micro', [B], UNASSIGNED))).toBe('M1[0] | M2[4,5] | over 1 [1,2,3,6,7]');
    expect(one.do(assignBody(community, 'micro', [B], 0))).toBe('outside-grid');
    log.undo(3, one.author());
    log.undo(2, one.author());
    expect(bytesOf(log.plan)).toBe(before);
  });

  it('of two grids meet without a gap, and the rest of the community owes none', () => {
    const one = open();
    const { community } = one;
    one.do(splitIntoBody(community, 'micro', UNASSIGNED, [{ record: micro('M1'), cells: [A, B, E, F] }]));
    expect(one.look()).toBe('M1[0,1,4,5] | over 0 [0,1,4,5]');
    one.do(splitIntoBody(community, 'micro', UNASSIGNED, [{ record: micro('N1', G2), cells: [C] }]));
    expect(one.look()).toBe('M1[0,1,4,5] | N1[2] | missing-cell 7500 | uncovered 1 [3,6,7] | over 0 [0,1,4,5]');
    expect(one.do(mergeBody(community, 'micro', [0], 1))).toBe('outside-grid');
  });

  it('are not applied beyond their grid, unless the grid goes with them', () => {
    const one = open();
    const { community } = one;
    one.do(splitIntoBody(community, 'micro', UNASSIGNED, [{ record: micro('M1'), cells: [A] }]));
    const copy = only(planOn(eightHouses, one.log.plan.snapshot()));
    copy.divisions.micro.numbers.move(C, 0);
    copy.divisions.grid.numbers.move(C, G1);
    const whole = (level: 'grid' | 'micro') => ({ community, level, division: copy.division(level) });
    expect(one.do(applyBody([whole('micro')], 'import', null))).toBe('outside-grid');
    expect(one.do(applyBody([whole('micro'), whole('grid')], 'import', null))).toMatch(/^M1\[0,2\]/);
  });
});
