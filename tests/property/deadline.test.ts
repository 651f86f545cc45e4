/** Deadlines against a clock that walks minute by minute, and the laws they keep. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import calendar2026 from '../../data/calendar/2026.json' with { type: 'json' };
import { TIME_UNITS, type TimeUnit } from '../../server/contract/event-rules.ts';
import { deadline, deadlineAfterStop, elapsed } from '../../server/events/rules/deadline.ts';
import { CALENDAR, instant } from '../support/event-loop.ts';

const RUNS = { seed: 20261130, numRuns: 2000 };
const MINUTE = 60_000;
const FROM = instant('2025-01-01 00:00');
const TO = instant('2026-11-30 00:00');
const at = fc.integer({ min: 0, max: (TO - FROM) / MINUTE }).map((minutes) => FROM + minutes * MINUTE);
const instantOf2026 = fc
  .integer({ min: 0, max: 330 * 1440 })
  .map((minutes) => instant('2026-01-01 00:00') + minutes * MINUTE);
const amount = fc.integer({ min: 1, max: 400 }).map((quarters) => quarters / 4);
const working = fc.constantFrom<TimeUnit>('working-hour', 'working-day');
const unit = fc.constantFrom<TimeUnit>(...TIME_UNITS);

const days = new Map(calendar2026.days.map(({ date, work }) => [date, work]));

/** Said anew, from the text of a date. */
function inOffice(instant: number): boolean {
  const text = new Date(instant + 8 * 60 * MINUTE).toISOString();
  const weekday = new Date(`${text.slice(0, 10)}T00:00:00Z`).getUTCDay();
  if (!(days.get(text.slice(0, 10)) ?? (weekday > 0 && weekday < 6))) return false;
  const clock = text.slice(11, 16);
  return (clock >= '08:30' && clock < '12:00') || (clock >= '14:00' && clock < '17:30');
}

describe('deadline', () => {
  it('is that of a clock that walks minute by minute through 2026', () => {
    const start = fc
      .integer({ min: 0, max: 300 * 1440 })
      .map((minutes) => instant('2026-01-01 00:00') + minutes * MINUTE);
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 80 }), (from, quarters) => {
        let [now, left] = [from, quarters * 15];
        for (; left > 0; now += MINUTE) if (inOffice(now)) left -= 1;
        expect(deadline(CALENDAR, from, { amount: quarters / 4, unit: 'working-hour' }).dueAt).toBe(now);
      }),
      { ...RUNS, numRuns: 300 },
    );
  });

  it('is never earlier for a later start or a larger limit', () => {
    fc.assert(
      fc.property(at, at, amount, amount, unit, (a, b, x, y, unit) => {
        const due = (from: number, amount: number) => deadline(CALENDAR, from, { amount, unit }).dueAt;
        expect(due(Math.min(a, b), x)).toBeLessThanOrEqual(due(Math.max(a, b), x));
        expect(due(a, Math.min(x, y))).toBeLessThanOrEqual(due(a, Math.max(x, y)));
        expect(due(a, x)).toBeGreaterThan(a);
      }),
      RUNS,
    );
  });

  it('falls into office hours, their closing included, for working units', () => {
    fc.assert(
      fc.property(instantOf2026, amount, working, (from, amount, unit) => {
        const { dueAt, calendarKnown } = deadline(CALENDAR, from, { amount, unit });
        if (calendarKnown) expect(inOffice(dueAt) || inOffice(dueAt - 1)).toBe(true);
      }),
      RUNS,
    );
  });

  it('has the limit as the time from start to end', () => {
    fc.assert(
      fc.property(at, amount, unit, (from, amount, unit) => {
        const { dueAt } = deadline(CALENDAR, from, { amount, unit });
        const hours = { 'working-hour': 1, 'emergency-hour': 1, 'working-day': 7, 'calendar-day': 24 }[unit];
        expect(elapsed(CALENDAR, unit, from, dueAt)).toBe(amount * hours * 60 * MINUTE);
      }),
      RUNS,
    );
  });

  it('keeps what was left over a stop', () => {
    fc.assert(
      fc.property(at, amount, unit, fc.nat(10_000), fc.nat(20_000), (from, amount, unit, ran, stood) => {
        const { dueAt } = deadline(CALENDAR, from, { amount, unit });
        const stopped = from + ran * MINUTE;
        const on = stopped + stood * MINUTE;
        const after = deadlineAfterStop(CALENDAR, unit, dueAt, stopped, on).dueAt;
        if (dueAt <= stopped) expect(after).toBe(dueAt);
        else expect(elapsed(CALENDAR, unit, on, after)).toBe(elapsed(CALENDAR, unit, stopped, dueAt));
        expect(deadlineAfterStop(CALENDAR, unit, dueAt, stopped, stopped).dueAt).toBe(dueAt);
        expect(after).toBeGreaterThanOrEqual(dueAt);
      }),
      RUNS,
    );
  });
});
