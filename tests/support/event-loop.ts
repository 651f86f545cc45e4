/** Events for tests of the loop: the shipped calendar, callers of every kind, and a way to take steps one after the other. */
import calendar2025 from '../../data/calendar/2025.json' with { type: 'json' };
import calendar2026 from '../../data/calendar/2026.json' with { type: 'json' };
import type { TimeLimit, Way } from '../../server/contract/event-rules.ts';
import type { Channel, EventStep, StepBody } from '../../server/contract/events.ts';
import { type Actor, RULE } from '../../server/events/rules/allowed.ts';
import { calendarOf } from '../../server/events/rules/calendar.ts';
import type { EventNow, ReportFacts, StepFacts } from '../../server/events/rules/event-now.ts';
import { begin } from '../../server/events/rules/fold.ts';
import { type Making, makeStep, reportClock } from '../../server/events/rules/make-step.ts';

export const OFFICE = [
  { from: '08:30', to: '12:00' },
  { from: '14:00', to: '17:30' },
];
export const CALENDAR = calendarOf({
  office: OFFICE,
  years: [2025, 2026],
  days: [...calendar2025.days, ...calendar2026.days],
});

export const LIMITS: Record<'dispatch' | 'handle' | 'verify', TimeLimit> = {
  dispatch: { amount: 2, unit: 'working-hour' },
  handle: { amount: 4, unit: 'working-hour' },
  verify: { amount: 1, unit: 'working-day' },
};

const AREA = '341921100003';
export const EVENT = '00000000-0000-4000-8000-000000000001';
export const OTHER = '00000000-0000-4000-8000-000000000002';

export const DISPATCHER: Actor = { actor: 'county', grants: [{ role: 'dispatcher', area: '341921' }], units: [] };
export const TOWN: Actor = { actor: 'town', grants: [{ role: 'dispatcher', area: '341921100' }], units: [] };
export const COMMUNITY: Actor = { actor: 'community', grants: [{ role: 'dispatcher', area: AREA }], units: [] };
export const WORKER: Actor = { actor: 'worker', grants: [{ role: 'worker', area: AREA }], units: [] };
export const COLLEAGUE: Actor = { actor: 'colleague', grants: [{ role: 'worker', area: AREA }], units: [] };
export const MEMBER: Actor = { actor: 'member', grants: [{ role: 'viewer', area: '341921' }], units: ['water'] };
export const VIEWER: Actor = { actor: 'viewer', grants: [{ role: 'viewer', area: null }], units: [] };
export const FOREIGN: Actor = { actor: 'foreign', grants: [{ role: 'dispatcher', area: '341922' }], units: [] };
export const ADMIN: Actor = { actor: 'admin', grants: [{ role: 'admin', area: null }], units: ['water'] };
export const ALL = { DISPATCHER, TOWN, COMMUNITY, WORKER, COLLEAGUE, MEMBER, VIEWER, FOREIGN, ADMIN, RULE };

/** `2026-03-02 09:00` in Shanghai. */
export function instant(text: string): number {
  const at = Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
  if (Number.isNaN(at)) throw new Error(`no instant: ${text}`);
  return at;
}

export function clockText(at: number | null): string | null {
  return at === null ? null : new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}

export function reported(
  way: Way,
  channel: Channel = 'worker',
  at = instant('2026-03-02 09:00'),
): [ReportFacts, StepFacts] {
  const report: ReportFacts = {
    ...{ county: '341921', area: AREA, channel, reporter: 'worker', category: '0101' },
    ...{ grade: 'ordinary', way, level: 'community' },
  };
  const detail = { clock: reportClock(CALENDAR, way, LIMITS, at) };
  return [report, { id: EVENT, step: 'report', at, actor: 'worker', why: null, detail }];
}

/** Everything a step may ask for. */
const GIVEN: Partial<Record<EventStep, Partial<StepBody>>> = {
  dispatch: { handler: { kind: 'unit', code: 'water' } },
  whistle: { units: ['police', 'water'] },
  extend: { until: '2026-12-24T00:00:00.000Z' },
  merge: { into: OTHER },
  'follow-up': { satisfied: true },
  solve: { photos: [OTHER] },
  feedback: { photos: [OTHER] },
  locate: { lon: 117, lat: 30 },
};

export function bodyOf(step: EventStep, more: Partial<StepBody> = {}): StepBody {
  return { id: EVENT, step, why: 'because', ...GIVEN[step], ...more };
}

export function making(at: number, body: StepBody, more: Partial<Making> = {}): Making {
  const { handler } = body;
  return {
    ...{ at, id: EVENT, photos: 0, calendar: CALENDAR, limits: LIMITS },
    into: { id: OTHER, county: '341921', area: AREA, state: 'filed' },
    ...(handler === undefined ? {} : { handler: { ...handler, name: handler.code } }),
    ...more,
  };
}

/** One event and its steps so far. */
export class Told {
  readonly report: ReportFacts;
  readonly steps: StepFacts[];
  now: EventNow;
  at: number;

  constructor(way: Way = 'community', channel: Channel = 'worker', at = instant('2026-03-02 09:00')) {
    const [report, first] = reported(way, channel, at);
    this.report = report;
    this.steps = [first];
    this.now = begin(report, first);
    this.at = at;
  }

  take(step: EventStep, caller: Actor, more: Partial<StepBody> = {}, ground: Partial<Making> = {}): this {
    const body = bodyOf(step, more);
    const made = makeStep(this.now, body, caller, making(this.at, body, ground));
    this.steps.push(made.step);
    this.now = made.now;
    return this;
  }

  later(text: string): this {
    this.at = instant(text);
    return this;
  }
}

/** An event brought into each state, by steps that are allowed. */
export function standing(state: EventNow['state'], way: Way = 'community'): Told {
  const told = new Told(way);
  if (state === 'reported') return told;
  if (state === 'void') return told.take('void', DISPATCHER);
  if (state === 'merged') return told.take('merge', DISPATCHER);
  told.take('file', DISPATCHER);
  if (state === 'filed') return told;
  told.take('route', DISPATCHER);
  if (state === 'routed') return told;
  told.take('dispatch', DISPATCHER);
  if (state === 'dispatched') return told;
  told.take('handle', MEMBER);
  if (state === 'handling') return told;
  if (state === 'suspended') return told.take('suspend', DISPATCHER);
  told.take('feedback', MEMBER);
  if (state === 'handled') return told;
  told.take('verify', WORKER);
  if (state === 'verified') return told;
  told.take('close', DISPATCHER);
  return state === 'closed' ? told : told.take('follow-up', DISPATCHER);
}
