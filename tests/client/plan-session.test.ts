import { describe, expect, it } from 'vitest';
import { PlanSession } from '../../client/state/plan/plan-session.ts';
import type { PlanOperation } from '../../server/contract/plan-operations.ts';
import { assignBody, lockBody, setGridBody, splitBody } from '../../server/partition/plan/bodies.ts';
import { PlanLog } from '../../server/partition/plan/plan-log.ts';
import { bytesOf, drawn, only, planOn, slotRecord } from '../support/partition/plan-scene.ts';
import { eightHouses } from '../support/partition/plan-steps.ts';

const STANDARD = { min: 150, max: 450 };
const [B, C, D] = [1, 2, 3];

function opened(earlier: readonly PlanOperation[] = [], plan = planOn(eightHouses), actor = 'li'): PlanSession {
  const { layers, footprints } = eightHouses;
  return new PlanSession({ snapshot: plan.snapshot(), layers, footprints, standard: STANDARD, earlier, actor });
}

/** The service: one plan, one log, told by `send` what a session has pending. */
function service() {
  const plan = planOn(eightHouses);
  const log = new PlanLog(plan);
  const done = (actor: string, ref: string, operation: Parameters<PlanLog['do']>[0]) => {
    const outcome = log.do(operation, { ref, actor, at: '2026-11-30T08:00:00Z' });
    if ('refusal' in outcome) throw new Error(outcome.refusal.reason);
    return outcome.entry;
  };
  const send = (session: PlanSession) => {
    for (const { ref, operation } of session.toSend(100)) {
      const author = { ref, actor: session.actor, at: '2026-11-30T08:00:00Z' };
      const outcome =
        'before' in operation ? log.do(operation, author) : log[operation.kind](operation.args.of, author);
      if ('refusal' in outcome) return outcome.refusal.reason;
    }
    session.confirm(session.toSend(100).map(({ ref }) => ref));
    return null;
  };
  return { plan, log, done, send, open: (actor: string) => opened(log.entries, plan, actor) };
}

describe('a plan in the browser', () => {
  it('is changed at once, and sends what was done in order', () => {
    const session = opened();
    session.do(assignBody(only(session.plan), 'grid', [B], 1)!, 'first-step');
    session.do(assignBody(only(session.plan), 'grid', [D], 0)!, 'second-step');
    expect(drawn(session.plan)).toBe('ADEF BCGH');
    expect(session.toSend(10).map(({ ref }) => ref)).toEqual(['first-step', 'second-step']);
    expect(session.toSend(1)).toHaveLength(1);
    session.confirm(['first-step']);
    expect(session.pending.map(({ ref }) => ref)).toEqual(['second-step']);
  });

  it('keeps nothing of what is refused', () => {
    const session = opened();
    session.do(lockBody([{ community: only(session.plan), level: 'grid', slot: 1 }], 'locked')!);
    const step = session.do(assignBody(only(session.plan), 'grid', [B], 1)!);
    expect(step).toMatchObject({ refusal: { reason: 'grid-locked', slots: [1] } });
    expect(session.pending).toHaveLength(1);
  });

  it('undoes and redoes, and the service comes to the same plan', () => {
    const there = service();
    const session = there.open('li');
    session.do(assignBody(only(session.plan), 'grid', [B], 1)!);
    session.do(setGridBody(only(session.plan), 'grid', 0, { name: '东风' })!);
    session.back('undo');
    session.back('undo');
    session.back('redo');
    expect(there.send(session)).toBeNull();
    expect(bytesOf(there.plan)).toBe(bytesOf(session.plan));
    expect(session.pending).toHaveLength(0);
    expect(session.back('redo')).not.toBeNull();
    expect(session.back('redo')).toBeNull();
  });

  it('takes back what was done before the page was opened, but nothing of others', () => {
    const there = service();
    there.done('li', 'yesterday', assignBody(only(there.plan), 'grid', [B], 1)!);
    there.done('wang', 'this-morning', assignBody(only(there.plan), 'grid', [D], 0)!);
    const session = there.open('li');
    session.back('undo');
    expect(drawn(session.plan)).toBe('ABDEF CGH');
    expect(session.back('undo')).toBeNull();
    expect(there.send(session)).toBeNull();
  });

  it('puts its own on top of what others did meanwhile', () => {
    const there = service();
    const session = there.open('li');
    session.do(assignBody(only(session.plan), 'grid', [B], 1)!, 'mine-0001');
    session.back('undo', 'mine-0002');
    session.do(assignBody(only(session.plan), 'grid', [C], 0)!, 'mine-0003');
    there.done('wang', 'theirs-01', assignBody(only(there.plan), 'grid', [D], 0)!);
    const fresh = there.open('li');
    expect(fresh.redoPending(session.pending)).toEqual([]);
    expect(drawn(fresh.plan)).toBe('ABCDEF GH');
    expect(there.send(fresh)).toBeNull();
    expect(bytesOf(there.plan)).toBe(bytesOf(fresh.plan));
  });

  it('gives new grids other numbers when others took theirs, and goes on with those', () => {
    const there = service();
    const session = there.open('li');
    const here = only(session.plan);
    session.do(splitBody(here, 'grid', 0, [B], slotRecord('mine', { code: null })), 'mine-0001');
    session.do(assignBody(here, 'grid', [C], 2)!, 'mine-0002');
    session.do(setGridBody(here, 'grid', 2, { name: '西园' })!, 'mine-0003');
    session.do(lockBody([{ community: here, level: 'grid', slot: 2 }], 'locked')!, 'mine-0004');
    there.done('wang', 'theirs-01', splitBody(only(there.plan), 'grid', 1, [D], slotRecord('theirs', { code: null })));
    const fresh = there.open('li');
    expect(fresh.redoPending(session.pending)).toEqual([]);
    expect(drawn(fresh.plan)).toBe('AEF GH D BC');
    expect(only(fresh.plan).slot('grid', 2)).toMatchObject({ key: 'theirs', name: 'theirs', role: 'free' });
    expect(only(fresh.plan).slot('grid', 3)).toMatchObject({ key: 'mine', name: '西园', role: 'locked' });
    expect(there.send(fresh)).toBeNull();
    expect(bytesOf(there.plan)).toBe(bytesOf(fresh.plan));
  });

  it('drops what others made impossible, and says why', () => {
    const there = service();
    const session = there.open('li');
    session.do(assignBody(only(session.plan), 'grid', [B], 1)!, 'mine-0001');
    session.do(assignBody(only(session.plan), 'grid', [D], 0)!, 'mine-0002');
    there.done('wang', 'theirs-01', assignBody(only(there.plan), 'grid', [B], 1)!);
    const fresh = there.open('li');
    const dropped = fresh.redoPending(session.pending);
    expect(dropped.map(({ refusal }) => refusal.reason)).toEqual(['stale']);
    expect(fresh.pending.map(({ ref }) => ref)).toEqual(['mine-0002']);
    expect(drawn(fresh.plan)).toBe('ADEF BCGH');
  });

  it('does not do twice what the service had done before the answer was lost', () => {
    const there = service();
    const session = there.open('li');
    const body = assignBody(only(session.plan), 'grid', [B], 1)!;
    session.do(body, 'mine-0001');
    there.done('li', 'mine-0001', body);
    const fresh = there.open('li');
    expect(fresh.redoPending(session.pending)).toEqual([]);
    expect(fresh.pending).toEqual([]);
    expect(fresh.back('undo')).not.toBeNull();
  });

  it('takes over what the service appended, in order only', () => {
    const there = service();
    const session = there.open('li');
    const entry = there.done('li', 'applied-1', assignBody(only(there.plan), 'grid', [B, C], 1)!);
    expect(session.adopt([entry]).map(({ community }) => community)).toEqual([only(there.plan).code]);
    expect(session.adopt([entry])).toEqual([]);
    expect(() => session.adopt([{ ...entry, seq: 7 }])).toThrow('does not follow');
    expect(bytesOf(session.plan)).toBe(bytesOf(there.plan));
  });
});
