/** Many repairs in one draft, and what repairs do to sizes and people. */
import { describe, expect, it } from 'vitest';
import { type CoverageInput, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { repairAll } from '../../../../server/geometry/repair-all.ts';
import { repairEffect } from '../../../../server/geometry/repair-effect.ts';
import { at, grid, plain, points } from '../../../support/plain-grids.ts';
import { box, ring, shape } from '../../../support/shapes.ts';

const LEFT = grid('a', box(0, 0, 10, 10));
const PARENT = at(shape(box(0, 0, 30, 10)));

/** A gap between a and b, b and c on each other, c beyond the parent, and c twice. */
const BROKEN: CoverageInput = {
  grids: [LEFT, grid('b', box(11, 0, 20, 10)), grid('c', box(18, 0, 32, 10)), grid('d', box(18, 0, 32, 10))],
  universe: PARENT,
};

describe('repairing all', () => {
  it('leaves a clean coverage, with one change for each grid however often it was mended', () => {
    const { findings } = checkCoverage(BROKEN);
    const done = repairAll(BROKEN, findings);
    expect(done.left).toEqual([]);
    expect([...done.repaired].sort()).toEqual(findings.map(({ id }) => id).sort());
    expect(done.changes.map(({ code, after }) => [code, after === null ? null : plain(after)])).toEqual([
      ['a', '0 0 10 0 11 0 11 10 10 10 0 10'],
      ['c', '20 0 30 0 30 10 20 10'],
      ['d', null],
    ]);
    expect(checkCoverage({ ...BROKEN, grids: done.grids }).findings).toEqual([]);
    expect(done.grids.map(({ code }) => code)).toEqual(['a', 'b', 'c']);
  });

  it('is the same whatever the order of the findings', () => {
    const { findings } = checkCoverage(BROKEN);
    expect(repairAll(BROKEN, [...findings].reverse())).toEqual(repairAll(BROKEN, findings));
  });

  it('says why findings are left, and touches nothing for them', () => {
    const input = { ...BROKEN, grids: [LEFT, grid('b', box(10, 0, 32, 10))], points: points([31, 5, 4], [40, 5, 1]) };
    const { findings } = checkCoverage(input);
    const done = repairAll(input, findings);
    expect(done.changes).toEqual([]);
    const reasons = done.left.map(({ finding, code }) => [findings.find(({ id }) => id === finding)!.kind, code]);
    expect(reasons).toContainEqual(['outside-parent', 'would-lose-building']);
  });

  it('counts a finding as mended when the repair of another has mended it', () => {
    // The vertex of b on a's border is also a corner of the gap that a gets.
    const input = {
      grids: [
        LEFT,
        grid('b', ring([10, 0], [20, 0], [20, 5], [12, 5], [12, 4], [10, 4])),
        grid('c', box(12, 5, 20, 10)),
      ],
      universe: at(shape(box(0, 0, 20, 10))),
    };
    const { findings } = checkCoverage(input);
    expect(findings.map(({ kind }) => kind).sort()).toEqual(['gap-parent', 't-junction']);
    const done = repairAll(input, findings);
    expect([...done.repaired].sort()).toEqual(findings.map(({ id }) => id).sort());
    expect(checkCoverage({ ...input, grids: done.grids }).findings).toEqual([]);
  });

  it('leaves a finding that is not there at all', () => {
    const { findings } = checkCoverage(BROKEN);
    const gap = findings.filter(({ kind }) => kind === 'gap-parent');
    const whole = { grids: [grid('a', box(0, 0, 30, 10))], universe: PARENT };
    expect(repairAll(whole, gap).left).toEqual([{ finding: gap[0]!.id, code: 'nothing-to-do' }]);
  });
});

describe('the effect of changes', () => {
  it('is square metres and households of each grid, and what changes hands by the border rule', () => {
    const input: CoverageInput = {
      grids: [LEFT, grid('b', box(9, 0, 20, 10)), grid('c', box(21, 0, 30, 10))],
      universe: PARENT,
      points: {
        ...points([9.5, 5, 3], [9, 6, 5], [15, 5, 7], [20.5, 5, 2], [20.6, 5, -1], [9.6, 5, 4]),
        overrides: [null, null, null, null, null, 'b'],
      },
    };
    const { findings } = checkCoverage(input);
    const places = findings.filter(({ kind }) => kind === 'overlap' || kind === 'gap-parent');
    const { changes } = repairAll(input, places);
    const effect = repairEffect(input, changes);
    expect(
      effect.changes.map(({ code, householdsBefore, householdsAfter }) => [code, householdsBefore, householdsAfter]),
    ).toEqual([
      ['a', 8, 5],
      ['b', 11, 16],
    ]);
    // The building on the new border stays with a, the lower code; the one assigned by hand was b's all along.
    expect(effect.moved).toEqual({ buildings: 3, households: 5 });
    const [a, b] = effect.changes;
    expect(a!.afterM2 / a!.beforeM2).toBeCloseTo(0.9, 4);
    expect(b!.afterM2 / b!.beforeM2).toBeCloseTo(12 / 11, 4);
  });

  it('counts the households of a dropped grid with the one that stays', () => {
    const input = { grids: [LEFT, grid('b', box(0, 0, 10, 10))], points: points([5, 5, 6]) };
    const { changes } = repairAll(input, checkCoverage(input).findings);
    expect(repairEffect(input, changes)).toMatchObject({
      changes: [{ code: 'b', after: null, afterM2: 0, householdsBefore: 0, householdsAfter: 0 }],
      moved: { buildings: 0, households: 0 },
    });
  });

  it('is nothing without points', () => {
    const { changes } = repairAll(BROKEN, checkCoverage(BROKEN).findings);
    expect(repairEffect(BROKEN, changes).moved).toEqual({ buildings: 0, households: 0 });
  });
});
