/** Random operations on plans: every one can be taken back, numbers are those of a full count, and a log is its state. */
import { describe, expect, it } from 'vitest';
import type { PlanOperation } from '../../../server/contract/plan-operations.ts';
import type { CellsInput } from '../../../server/partition/cells/cells-input.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { EditedPlan } from '../../../server/partition/plan/edited-plan.ts';
import { inverse } from '../../../server/partition/plan/inverse.ts';
import { type Author, PlanLog } from '../../../server/partition/plan/plan-log.ts';
import { bytesOf, EIGHT_HOUSES, type Ground, groundOf, only, planOn } from '../../support/partition/plan-scene.ts';
import { randomOperation, type Wish } from '../../support/partition/random-operations.ts';
import { mulberry32, type Random } from '../../support/random.ts';
import { syntheticDistrict } from '../../support/synthetic-district.ts';

const blocks: readonly CellsInput[] = syntheticDistrict({ seed: 12, cols: 1, rows: 1 });

/** Everything that is derived, as text. */
function numbersOf(plan: EditedPlan): string {
  const { layer, divisions } = only(plan);
  const told = Object.values(divisions).map(({ slots, numbers }) =>
    [...slots.keys(), UNASSIGNED].map((slot) => [numbers.numbers(slot), numbers.parts(slot), numbers.cellsOf(slot)]),
  );
  const arcs = layer.arcs.map(({ lenCm }) => lenCm);
  const cells = layer.cells.map(({ id, households, areaCm2, doubledArea, x, y }) => [
    id,
    households,
    areaCm2,
    doubledArea,
    x,
    y,
  ]);
  return JSON.stringify([told, cells, arcs, [...layer.nodes]]);
}

function stateOf(plan: EditedPlan): string {
  return bytesOf(plan) + numbersOf(plan);
}

function operate(ground: Ground, seed: number, steps: number): Map<string, number> {
  const random = mulberry32(seed);
  const plan = planOn(ground);
  const done = new Map<string, number>();
  for (let step = 0; step < steps; step++) {
    const body = randomOperation(only(plan), random, step);
    if (body === null) continue;
    const before = stateOf(plan);
    const outcome = plan.apply(body);
    if ('refusal' in outcome) {
      expect(stateOf(plan), `${step} ${body.kind} ${outcome.refusal.reason}`).toBe(before);
      done.set(outcome.refusal.reason, (done.get(outcome.refusal.reason) ?? 0) + 1);
      continue;
    }
    done.set(body.kind, (done.get(body.kind) ?? 0) + 1);
    const after = stateOf(plan);
    expect(stateOf(planOn(ground, plan.snapshot())), `${step} ${body.kind}, counted anew`).toBe(after);
    expect(inverse(inverse(body))).toEqual(body);
    expect(plan.apply(inverse(body), true), `${step} ${body.kind} back`).not.toHaveProperty('refusal');
    expect(stateOf(plan), `${step} ${body.kind} taken back`).toBe(before);
    plan.apply(inverse(inverse(body)), true);
    expect(stateOf(plan), `${step} ${body.kind} done again`).toBe(after);
  }
  return done;
}

describe('random operations', () => {
  it('are taken back to the last byte, and leave the numbers of a full count', () => {
    const counts = new Map<string, number>();
    const add = (some: ReadonlyMap<string, number>): void => {
      for (const [kind, count] of some) counts.set(kind, (counts.get(kind) ?? 0) + count);
    };
    const small = groundOf([EIGHT_HOUSES]);
    for (let seed = 1; seed <= 14; seed++) add(operate(small, seed, 50));
    add(operate(groundOf(blocks), 77, 20));
    for (const kind of [
      'assign',
      'split',
      'merge',
      'bendArc',
      'moveNode',
      'cutCell',
      'uncut',
      'setGrid',
      'lock',
      'pin',
      'apply',
    ]) {
      expect(counts.get(kind) ?? 0, kind).toBeGreaterThan(5);
    }
  });
});

describe('a log of two people who edit, undo and redo', () => {
  const ground = groundOf([EIGHT_HOUSES]);
  const author = (random: Random, step: number): Author => ({
    ref: `operation-${step}`,
    actor: random() < 0.5 ? 'li' : 'wang',
    at: '2026-11-26T08:00:00Z',
  });
  const step = (log: PlanLog, random: Random, number: number, wishes?: readonly Wish[]): void => {
    const who = author(random, number);
    const way = random();
    const [undo, redo] = [log.undoOf(who.actor), log.redoOf(who.actor)];
    if (way < 0.25 && undo !== null) log.undo(undo, who);
    else if (way < 0.4 && redo !== null) log.redo(redo, who);
    else {
      const body = randomOperation(only(log.plan), random, number, wishes);
      if (body !== null) log.do(body, who);
    }
  };

  it('is its state: replayed it gives the same bytes, counters too', () => {
    for (let seed = 1; seed <= 4; seed++) {
      const random = mulberry32(seed);
      const log = new PlanLog(planOn(ground));
      for (let number = 0; number < 200; number++) step(log, random, number);
      expect(log.entries.some(({ reverts }) => reverts !== null)).toBe(true);
      const copy = new PlanLog(planOn(ground));
      for (const entry of JSON.parse(JSON.stringify(log.entries)) as PlanOperation[]) copy.replay(entry);
      expect(JSON.stringify(copy.plan.snapshot())).toBe(JSON.stringify(log.plan.snapshot()));
      expect(stateOf(copy.plan)).toBe(stateOf(log.plan));
      for (const actor of ['li', 'wang']) {
        expect([copy.undoOf(actor), copy.redoOf(actor)]).toEqual([log.undoOf(actor), log.redoOf(actor)]);
      }
    }
  });

  it('goes back to where it began when everybody undoes, from a snapshot and the log too', () => {
    for (let seed = 11; seed <= 14; seed++) {
      const random = mulberry32(seed);
      const log = new PlanLog(planOn(ground));
      for (let number = 0; number < 120; number++)
        step(log, random, number, ['assign', 'split', 'setGrid', 'bendArc', 'moveNode']);
      const reloaded = new PlanLog(planOn(ground, log.plan.snapshot()), log.entries);
      let refused = 0;
      for (let number = 0; refused < 2; number = 1 - number) {
        const actor = ['li', 'wang'][number]!;
        const of = reloaded.undoOf(actor);
        const result =
          of === null ? null : reloaded.undo(of, { ref: 'undo-all-of-it', actor, at: '2026-11-26T09:00:00Z' });
        refused = result === null || 'refusal' in result ? refused + 1 : 0;
      }
      // The last operation in force anywhere leans on nothing that is gone, so nobody waits for ever.
      expect([reloaded.undoOf('li'), reloaded.undoOf('wang')]).toEqual([null, null]);
      expect(stateOf(reloaded.plan)).toBe(stateOf(planOn(ground)));
    }
  });

  it('holds more than 10,000 steps', () => {
    const random = mulberry32(5);
    const log = new PlanLog(planOn(ground));
    for (let number = 0; log.entries.length < 10_500; number++)
      step(log, random, number, ['assign', 'setGrid', 'micro']);
    const copy = new PlanLog(planOn(ground));
    for (const entry of log.entries) copy.replay(entry);
    expect(JSON.stringify(copy.plan.snapshot())).toBe(JSON.stringify(log.plan.snapshot()));
  });
});
