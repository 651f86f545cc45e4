/** An event, its card and the rules of a county as the service answers them, for tests of the client. */

import type { Category, EventSettings } from '../../server/contract/event-rules.ts';
import type { EventCard, EventRow } from '../../server/contract/events.ts';

const id = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

let last = 0;
export function sampleEvent(change: Partial<EventRow> = {}): EventRow {
  const serial = change.serial ?? ++last;
  return {
    id: id(serial),
    serial,
    area: '341921001001',
    grid: '341921001001001',
    gridAlso: null,
    lon: 117.03,
    lat: 30.05,
    category: '0101',
    text: '垃圾桶满溢',
    grade: 'ordinary',
    way: 'community',
    level: 'community',
    channel: 'hotline',
    state: 'reported',
    version: 1,
    occurredAt: '2026-11-30T01:00:00Z',
    reportedAt: '2026-11-30T01:00:00Z',
    changedAt: '2026-11-30T01:00:00Z',
    clock: 'dispatch',
    clockFrom: '2026-11-30T01:00:00Z',
    dueAt: '2026-11-30T03:00:00Z',
    handler: null,
    worker: '张建国',
    supervised: false,
    emergency: false,
    asked: null,
    reworks: 0,
    photos: 0,
    ...change,
  };
}

export function sampleCard(event: EventRow, change: Partial<EventCard> = {}): EventCard {
  return {
    event,
    dictionary: 'sample',
    ticket: null,
    place: null,
    address: null,
    accuracyM: null,
    edition: 1,
    path: [],
    mergedInto: null,
    whistled: [],
    clocks: [],
    steps: [
      {
        seq: 1,
        id: id(900_000),
        step: 'report',
        at: event.reportedAt,
        recordedAt: event.reportedAt,
        actor: '王芳',
        why: null,
        state: 'reported',
        detail: {},
      },
    ],
    photos: [],
    similar: [],
    allowed: [],
    ...change,
  };
}

export const sampleCategory = (code: string, name: string, majorName = '市容环境'): Category => ({
  code,
  major: code.slice(0, 2),
  majorName,
  name,
  grade: 'ordinary',
  way: 'community',
  level: 'community',
  limits: {
    dispatch: { amount: 2, unit: 'working-hour' },
    handle: { amount: 4, unit: 'working-hour' },
    verify: { amount: 1, unit: 'working-day' },
  },
  retired: false,
});

export const SAMPLE_SETTINGS: EventSettings = {
  county: '341921',
  dictionary: 'sample',
  similar: { metres: 100, hours: 24 },
  borderM: 15,
  warnBefore: 0.2,
  emergencyLimits: sampleCategory('0101', '暴露垃圾').limits,
};
