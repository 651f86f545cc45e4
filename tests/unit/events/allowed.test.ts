/** Who may, and why not: each refusal of the loop with its word. */
import { describe, expect, it } from 'vitest';
import type { EventStep, StepBody } from '../../../server/contract/events.ts';
import { type Actor, isToBePassedUp, RULE } from '../../../server/events/rules/allowed.ts';
import type { Making } from '../../../server/events/rules/make-step.ts';
import {
  ADMIN,
  COLLEAGUE,
  COMMUNITY,
  DISPATCHER,
  EVENT,
  FOREIGN,
  instant,
  MEMBER,
  OTHER,
  standing,
  TOWN,
  Told,
  VIEWER,
  WORKER,
} from '../../support/event-loop.ts';

function refusal(
  told: Told,
  step: EventStep,
  caller: Actor,
  more: Partial<StepBody> = {},
  ground: Partial<Making> = {},
) {
  const before = told.now;
  try {
    told.take(step, caller, more, ground);
    return null;
  } catch (error) {
    expect(told.now).toBe(before);
    const { code, params } = error as { code: string; params: Record<string, unknown> };
    expect([code, params.step, params.state]).toEqual(['step-refused', step, before.state]);
    return params.needs ?? params.why;
  }
}

describe('who may', () => {
  it('lets a worker file a report of their own, and no report of somebody else', () => {
    expect(refusal(new Told(), 'file', COLLEAGUE)).toBe('who');
    expect(refusal(new Told('community', 'system'), 'file', WORKER)).toBe('who');
    expect(refusal(new Told(), 'file', WORKER)).toBe(null);
  });

  it('wants what the public reports looked at before it is filed, unless it is urgent', () => {
    for (const channel of ['hotline', 'resident'] as const) {
      expect(refusal(new Told('community', channel), 'file', DISPATCHER)).toBe('checked');
      expect(refusal(new Told('community', channel).take('check', COLLEAGUE), 'file', DISPATCHER)).toBe(null);
      expect(refusal(new Told('urgent', channel), 'file', DISPATCHER)).toBe(null);
    }
    expect(refusal(new Told('community', 'hotline').take('check', WORKER), 'check', WORKER)).toBe('not-checked');
  });

  it('keeps viewers, foreign dispatchers and the service from what is not theirs', () => {
    for (const caller of [VIEWER, FOREIGN, RULE, MEMBER])
      expect(refusal(standing('routed'), 'dispatch', caller)).toBe('who');
    for (const caller of [VIEWER, FOREIGN, RULE, WORKER])
      expect(refusal(standing('dispatched'), 'handle', caller)).toBe('who');
    expect(refusal(standing('verified'), 'close', RULE)).toBe('who');
    expect(refusal(standing('handled'), 'verify', RULE)).toBe('who');
    expect(refusal(standing('filed'), 'route', RULE)).toBe(null);
  });

  it('lets nobody verify who handled it, nor a member of the unit that did, even after a return', () => {
    expect(refusal(standing('handled'), 'verify', { ...WORKER, units: ['water'] })).toBe('other-hands');
    expect(refusal(standing('handled'), 'verify', ADMIN)).toBe('other-hands');
    const byWorker = standing('routed')
      .take('dispatch', DISPATCHER, { handler: { kind: 'worker', code: 'worker' } })
      .take('handle', WORKER)
      .take('return', WORKER)
      .take('dispatch', DISPATCHER)
      .take('handle', DISPATCHER)
      .take('feedback', DISPATCHER);
    for (const caller of [WORKER, DISPATCHER]) expect(refusal(byWorker, 'verify', caller)).toBe('other-hands');
    expect(refusal(byWorker, 'verify', COLLEAGUE)).toBe(null);
  });

  it('lets the handler ask, once, and the dispatcher answer', () => {
    const told = standing('handling');
    expect(refusal(told, 'refuse', DISPATCHER)).toBe('asked');
    expect(refusal(told, 'ask-extend', DISPATCHER)).toBe('who');
    told.take('ask-extend', MEMBER);
    expect(told.now.asked).toBe('extend');
    expect(refusal(told, 'ask-suspend', MEMBER)).toBe('not-asked');
    expect(told.take('refuse', DISPATCHER).now.asked).toBe(null);
    expect(told.take('ask-suspend', MEMBER).take('suspend', DISPATCHER).now).toMatchObject({
      asked: null,
      state: 'suspended',
    });
  });
});

describe('the ways', () => {
  it('on the spot: solved with a photo by a worker, closed by the service', () => {
    const told = new Told('on-the-spot');
    expect(refusal(told, 'solve', WORKER, { photos: [] })).toEqual(['photo']);
    expect(refusal(told, 'solve', DISPATCHER)).toBe('who');
    told.take('solve', WORKER, { photos: [] }, { photos: 1 }).take('close', RULE);
    const at = told.at;
    expect(told.now).toMatchObject({
      state: 'closed',
      level: 'grid',
      filedAt: at,
      handledAt: at,
      verifiedAt: at,
      version: 3,
    });
  });

  it('community: a worker settles it on the spot all the same', () => {
    expect(new Told('community').take('solve', WORKER).take('close', RULE).now).toMatchObject({ way: 'on-the-spot' });
  });

  it('urgent: from the report straight to its handler, at the level of the county, by the clock of emergencies', () => {
    const told = new Told('urgent', 'hotline', instant('2026-02-17 23:00'));
    expect(told.now).toMatchObject({ level: 'county', dueAt: instant('2026-02-18 01:00') });
    told.take('dispatch', DISPATCHER);
    const at = told.at;
    expect(told.now).toMatchObject({
      state: 'dispatched',
      filedAt: at,
      dispatchedAt: at,
      dueAt: instant('2026-02-18 03:00'),
    });
    expect(refusal(told, 'solve', WORKER)).toBe('state');
    expect(refusal(new Told('urgent'), 'solve', WORKER)).toBe('way');
  });

  it('approval: each level dispatches or passes up, and the one that dispatched has to be reached to close', () => {
    const told = standing('routed', 'approval');
    expect(refusal(standing('routed', 'approval'), 'dispatch', COMMUNITY)).toBe(null);
    told.take('escalate', COMMUNITY);
    expect(told.now.level).toBe('town');
    expect(refusal(told, 'dispatch', COMMUNITY)).toBe('level');
    told.take('dispatch', TOWN).take('handle', MEMBER);
    expect(refusal(told, 'feedback', MEMBER, { photos: [] })).toEqual(['photo']);
    told.take('feedback', MEMBER).take('verify', COLLEAGUE);
    expect(refusal(told, 'close', COMMUNITY)).toBe('approved-level');
    expect(refusal(told, 'close', TOWN)).toBe(null);
  });

  it('changed by a route: grade, level and category as said, of the category, or as they were', () => {
    const told = standing('filed');
    expect(told.take('route', DISPATCHER).now).toMatchObject({
      way: 'community',
      level: 'community',
      grade: 'ordinary',
    });
    const illegal = { grade: 'notable', way: 'approval', level: 'town' } as const;
    told.take('route', DISPATCHER, { category: '0404' }, { category: illegal });
    expect(told.now).toMatchObject({ category: '0404', ...illegal });
    expect(told.take('route', DISPATCHER, { way: 'urgent' }).now).toMatchObject({ way: 'urgent', level: 'county' });
    told.take('route', DISPATCHER, { way: 'community', level: 'town', grade: 'major' });
    expect(told.now).toMatchObject({ way: 'community', level: 'town', grade: 'major' });
  });
});

describe('what a step needs', () => {
  const CASES: readonly (readonly [Told['now']['state'], EventStep, Partial<StepBody>, unknown])[] = [
    ['routed', 'dispatch', { handler: undefined } as never, ['handler']],
    ['dispatched', 'return', { why: ' ' }, ['why']],
    ['handling', 'extend', { until: undefined, why: undefined } as never, ['until', 'why']],
    ['handling', 'extend', { until: '2026-03-02T00:59:00Z' }, 'until-past'],
    ['handling', 'extend', { until: '2026-03-02T06:59:00Z' }, 'until-earlier'],
    ['handling', 'extend', { until: '2026-03-02T07:01:00Z' }, null],
    ['filed', 'merge', { into: undefined } as never, ['into']],
    ['filed', 'merge', { into: EVENT }, 'into-itself'],
    ['filed', 'whistle', { units: undefined } as never, ['units']],
    ['filed', 'locate', { lon: undefined } as never, ['where']],
    ['filed', 'locate', { lon: undefined, address: '文化路 3 号' } as never, null],
    ['closed', 'follow-up', { satisfied: undefined } as never, ['satisfied']],
    ['closed', 'follow-up', { satisfied: false, why: undefined } as never, ['why']],
    ['closed', 'follow-up', { satisfied: true, why: undefined } as never, null],
  ];
  it.each(CASES)('%s, %s with %o: %o', (state, step, more, expected) => {
    expect(refusal(standing(state), step, DISPATCHER, more)).toEqual(expected);
  });

  it('merges into an event that is there, of the same county and of the own area, and goes on', () => {
    const into = (more: Partial<NonNullable<Making['into']>> | null, caller = DISPATCHER) => {
      const target = more && { id: OTHER, county: '341921', area: '341921100004', state: 'handled' as const, ...more };
      return refusal(standing('filed'), 'merge', caller, {}, { into: target });
    };
    expect(into(null)).toBe('into-unknown');
    expect(into({ county: '341922' })).toBe('into-foreign');
    expect(into({ state: 'merged' })).toBe('into-merged');
    expect(into({ state: 'void' })).toBe('into-void');
    expect(into({ state: 'closed' })).toBe('into-closed');
    expect(into({ state: 'followed-up' })).toBe('into-closed');
    expect(into({}, COMMUNITY)).toBe('into-area');
    expect(into({ area: '341921100003' }, COMMUNITY)).toBe(null);
    expect(into({})).toBe(null);
  });
});

describe('overdue', () => {
  it('is passed up once for a deadline, a level at a time, never above the county and never while it stands still', () => {
    const told = standing('handling').later('2026-03-02 15:00');
    expect(isToBePassedUp(told.now, told.at)).toBe(false);
    told.later('2026-03-02 15:01');
    expect(isToBePassedUp(told.now, told.at)).toBe(true);
    told.take('escalate', RULE, { why: 'overdue' });
    expect(told.now).toMatchObject({ level: 'town', escalations: 1, clock: 'handle' });
    expect(isToBePassedUp(told.now, told.at + 1e9)).toBe(false);
    told.take('extend', DISPATCHER, { until: '2026-03-03T02:00:00Z' }).later('2026-03-04 09:00');
    expect(isToBePassedUp(told.now, told.at)).toBe(true);
    told.take('escalate', RULE);
    expect(told.now.level).toBe('county');
    expect(refusal(told, 'escalate', RULE)).toBe('not-top');
    const still = standing('suspended');
    expect(isToBePassedUp(still.now, still.at + 1e10)).toBe(false);
  });
});
