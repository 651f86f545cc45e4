/** Seeded events of every kind and state in the small county, for comparing figures with plain SQL. */
import { EVENT_STATES } from '../../server/contract/events.ts';
import { type EventSample, sampleEvent } from './event-rows.ts';
import { between, mulberry32 } from './random.ts';

const HOUR_MS = 3600_000;

export function noiseEvents(count: number, seed: number, now: number): EventSample[] {
  const random = mulberry32(seed);
  const pick = <T>(items: readonly T[]): T => items[between(random, 0, items.length - 1)]!;
  const maybe = <T>(share: number, value: () => T): T | null => (random() < share ? value() : null);
  return Array.from({ length: count }, () => {
    const reported = now - between(random, 0, 90 * 24 * 3600) * 1000;
    const later = (hours: number) => new Date(reported + Math.round(random() * hours * HOUR_MS));
    const state = pick(EVENT_STATES);
    const ended = ['closed', 'followed-up', 'void', 'merged'].includes(state);
    const grid = maybe(0.9, () => `99010100100100${between(random, 1, 3)}`);
    const dispatches = between(random, 0, 3);
    return sampleEvent({
      ...{ reported_at: new Date(reported), state, area_code: grid?.slice(0, 12) ?? pick(['990101', '990101001']) },
      ...{ grid_code: grid, lon: grid === null ? null : 117.002, category: pick(['0101', '0102', '0201']) },
      ...{ channel: pick(['worker', 'hotline', 'resident', 'system'] as const), dictionary: pick(['first', 'other']) },
      ...{
        grade: pick(['simple', 'ordinary', 'notable', 'major'] as const),
        way: pick(['community', 'urgent'] as const),
      },
      handler: maybe(0.7, () => ({ kind: 'unit' as const, code: pick(['cg', 'sw']), name: pick(['城管', '水务']) })),
      ...{ filed_at: maybe(0.7, () => later(2)), dispatched_at: maybe(0.7, () => later(4)) },
      ...{ handled_at: maybe(0.5, () => later(72)), handle_due: maybe(0.6, () => later(96)) },
      ...{ verify_due: maybe(0.4, () => later(120)), ended_at: ended ? later(200) : null },
      ...{ due_at: ended ? null : later(2000), clock: ended ? null : ('handle' as const) },
      ...{ dispatches, returns: between(random, 0, dispatches), reworks: between(random, 0, 1) },
      overran: random() < 0.3,
    });
  });
}
