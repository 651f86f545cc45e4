/** A long story, and the columns it leaves. */
import { describe, expect, it } from 'vitest';
import { columnsOf } from '../../../server/events/rules/event-now.ts';
import { fold } from '../../../server/events/rules/fold.ts';
import { COLLEAGUE, clockText, DISPATCHER, instant, MEMBER, standing, Told, WORKER } from '../../support/event-loop.ts';

const text = ({ now }: Told) =>
  now.clocks.map((c) => `${c.clock} ${clockText(c.from)} → ${clockText(c.dueAt)} ${clockText(c.doneAt) ?? '…'}`);

describe('an event that follows from its steps', () => {
  it('counts returns, reworks, extensions and stops, each on its clock', () => {
    const told = new Told()
      .take('file', WORKER)
      .take('route', DISPATCHER)
      .later('2026-03-02 10:00')
      .take('dispatch', DISPATCHER);
    told.later('2026-03-02 10:30').take('return', MEMBER);
    expect(told.now).toMatchObject({ state: 'routed', handler: null, dispatchedAt: null, handleDue: null, returns: 1 });
    told.later('2026-03-02 11:00').take('dispatch', DISPATCHER).take('handle', MEMBER);
    told.later('2026-03-02 14:30').take('suspend', DISPATCHER);
    expect(told.now).toMatchObject({ clock: null, dueAt: null, handleDue: null, clockFrom: null });
    told.later('2026-03-03 10:00').take('resume', DISPATCHER);
    told.later('2026-03-03 11:00').take('extend', DISPATCHER, { until: '2026-03-03T09:00:00Z' });
    expect(told.now).toMatchObject({ handleDue: instant('2026-03-03 17:00'), dueAt: instant('2026-03-03 17:00') });
    told.later('2026-03-03 17:10').take('feedback', MEMBER);
    expect(told.now.overran).toBe(true);
    told.later('2026-03-04 09:00').take('rework', COLLEAGUE);
    expect(told.now).toMatchObject({ state: 'handling', handledAt: null, reworks: 1, verifyDue: null });
    told
      .later('2026-03-04 10:00')
      .take('feedback', MEMBER)
      .later('2026-03-04 11:00')
      .take('verify', WORKER)
      .take('close', DISPATCHER);
    expect(text(told)).toEqual([
      'dispatch 2026-03-02 09:00 → 2026-03-02 11:00 2026-03-02 10:00',
      'handle 2026-03-02 10:00 → 2026-03-02 16:00 2026-03-02 10:30',
      'dispatch 2026-03-02 10:30 → 2026-03-02 14:30 2026-03-02 11:00',
      'handle 2026-03-02 11:00 → 2026-03-03 17:00 2026-03-03 17:10',
      'verify 2026-03-03 17:10 → 2026-03-04 17:10 2026-03-04 09:00',
      'handle 2026-03-04 09:00 → 2026-03-04 15:00 2026-03-04 10:00',
      'verify 2026-03-04 10:00 → 2026-03-05 10:00 2026-03-04 11:00',
    ]);
    expect(told.now.clocks[3]).toMatchObject({ stoppedMs: 19.5 * 3_600_000, extended: 1, rule: '4 working-hour' });
    expect(columnsOf(told.now)).toMatchObject({
      ...{
        state: 'closed',
        version: 15,
        clock: null,
        due_at: null,
        dispatches: 2,
        returns: 1,
        reworks: 1,
        overran: true,
      },
      ...{ filed_at: '2026-03-02T01:00:00.000Z', dispatched_at: '2026-03-02T03:00:00.000Z' },
      ...{ handled_at: '2026-03-04T02:00:00.000Z', verified_at: '2026-03-04T03:00:00.000Z' },
      ...{
        ended_at: '2026-03-04T03:00:00.000Z',
        handle_due: '2026-03-04T07:00:00.000Z',
        verify_due: '2026-03-05T02:00:00.000Z',
      },
      ...{ handler: { kind: 'unit', code: 'water', name: 'water' }, supervised: false, asked: null, whistled: [] },
    });
  });

  it('resumes with what was left of office time', () => {
    const told = new Told().take('file', WORKER).later('2026-03-02 10:00').take('suspend', DISPATCHER);
    told.later('2026-03-02 20:00').take('resume', DISPATCHER);
    expect(clockText(told.now.dueAt)).toBe('2026-03-03 09:30');
    expect(told.now.state).toBe('filed');
  });

  it('goes back to its handler when somebody is dissatisfied, and to dispatch when it has none', () => {
    const again = standing('closed').later('2026-03-05 09:00').take('follow-up', DISPATCHER, { satisfied: false });
    expect(again.now).toMatchObject({
      state: 'handling',
      endedAt: null,
      verifiedAt: null,
      reworks: 1,
      clock: 'handle',
    });
    const spot = new Told('on-the-spot').take('solve', WORKER).take('close', DISPATCHER);
    spot.later('2026-03-05 09:00').take('follow-up', DISPATCHER, { satisfied: false });
    expect(spot.now).toMatchObject({ state: 'routed', clock: 'dispatch', clockFrom: spot.at });
  });

  it('is watched and whistled for without any change of clock or handler', () => {
    const told = standing('handling');
    const { clocks, handler, state } = told.now;
    told
      .take('supervise', DISPATCHER)
      .take('whistle', WORKER)
      .take('whistle', WORKER, { units: ['water', 'fire'] });
    expect(told.now).toMatchObject({ clocks, handler, state, supervised: true, whistled: ['police', 'water', 'fire'] });
  });

  it('takes a step done without network at its instant, but not before the state it was done in nor after the present', () => {
    const told = standing('dispatched').later('2026-03-02 12:00');
    told.take('handle', MEMBER, { at: '2026-03-02T02:30:00Z' });
    expect(clockText(told.now.changedAt)).toBe('2026-03-02 10:30');
    told.take('feedback', MEMBER, { at: '2026-03-02T02:00:00Z' });
    expect(clockText(told.now.handledAt)).toBe('2026-03-02 10:30');
    told.take('note', WORKER, { at: '2026-04-02T02:00:00Z' });
    expect(clockText(told.now.changedAt)).toBe('2026-03-02 12:00');
  });

  it('does not count as overrun what stood still when its time was over', () => {
    const told = standing('suspended').later('2026-06-02 12:00').take('void', DISPATCHER);
    expect(told.now).toMatchObject({ state: 'void', overran: false, endedAt: told.at });
  });

  it('begins with a report', () => {
    const { report, steps } = standing('filed');
    expect(() => fold(report, steps.slice(1))).toThrow();
    expect(() => fold(report, [])).toThrow();
  });
});
