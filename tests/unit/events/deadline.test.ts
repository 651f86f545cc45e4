/** Deadlines as literals, in Shanghai time: office 08:30–12:00 and 14:00–17:30, the holidays of 2025 and 2026 as announced. */
import { describe, expect, it } from 'vitest';
import type { TimeUnit, WorkCalendar } from '../../../server/contract/event-rules.ts';
import { calendarOf } from '../../../server/events/rules/calendar.ts';
import { deadline, deadlineAfterStop, elapsed, shareLeft } from '../../../server/events/rules/deadline.ts';
import { CALENDAR, clockText, instant, OFFICE } from '../../support/event-loop.ts';

const UNITS: Record<string, TimeUnit> = { h: 'working-hour', d: 'working-day', e: 'emergency-hour', c: 'calendar-day' };

/** From, limit, due, why. */
const TABLE: readonly (readonly [string, string, string, string])[] = [
  ['2026-03-02 08:30', '4 h', '2026-03-02 14:30', 'from the opening over the break'],
  ['2026-03-02 08:30', '3.5 h', '2026-03-02 12:00', 'to the closing, not to the next opening'],
  ['2026-03-02 09:00', '4 h', '2026-03-02 15:00', 'over the break'],
  ['2026-03-02 12:00', '1 h', '2026-03-02 15:00', 'from the closing'],
  ['2026-03-02 12:30', '1 h', '2026-03-02 15:00', 'in the break'],
  ['2026-03-02 07:00', '0.5 h', '2026-03-02 09:00', 'before the opening'],
  ['2026-03-02 16:30', '2 h', '2026-03-03 09:30', 'over the night'],
  ['2026-03-02 23:59', '1 h', '2026-03-03 09:30', 'before midnight'],
  ['2026-03-03 00:00', '1 h', '2026-03-03 09:30', 'at midnight'],
  ['2026-03-06 17:00', '1 h', '2026-03-09 09:00', 'over the weekend'],
  ['2026-03-06 10:00', '14 h', '2026-03-10 10:00', 'two days of seven hours'],
  ['2026-03-02 10:15', '1 d', '2026-03-03 10:15', 'the same clock time'],
  ['2026-03-02 08:30', '1 d', '2026-03-03 08:30', 'from opening to opening'],
  ['2026-03-02 14:00', '2 d', '2026-03-04 14:00', 'from the opening after the break'],
  ['2026-03-02 12:30', '1 d', '2026-03-03 14:00', 'in the break: as from the opening after it'],
  ['2026-03-02 17:30', '1 d', '2026-03-04 08:30', 'at the closing: as from the next opening'],
  ['2026-03-06 20:00', '1 d', '2026-03-10 08:30', 'Friday night: as from Monday'],
  ['2026-03-07 10:00', '1 d', '2026-03-10 08:30', 'Saturday: as from Monday'],
  ['2026-03-02 08:30', '0.5 d', '2026-03-02 12:00', 'half a day is half its office time'],
  ['2026-03-02 10:00', '1.5 d', '2026-03-03 15:30', 'a day and half a day'],
  // Spring Festival 2026: 15 to 23 Feb, the Saturdays 14 and 28 are worked
  ['2026-02-13 17:00', '1 h', '2026-02-14 09:00', 'into the make-up Saturday'],
  ['2026-02-13 10:00', '1 d', '2026-02-14 10:00', 'the make-up Saturday is a day'],
  ['2026-02-14 10:00', '1 d', '2026-02-24 10:00', 'over the whole festival'],
  ['2026-02-14 17:00', '1 h', '2026-02-24 09:00', 'hours over the whole festival'],
  ['2026-02-17 11:00', '4 h', '2026-02-24 14:30', 'within the festival'],
  ['2026-02-17 11:00', '2 e', '2026-02-17 13:00', 'an emergency has no festival'],
  ['2026-02-14 10:00', '3 c', '2026-02-17 10:00', 'nor has the calendar'],
  ['2026-02-27 10:00', '1 d', '2026-02-28 10:00', 'the second make-up Saturday'],
  ['2026-02-28 10:00', '1 d', '2026-03-02 10:00', 'Sunday is none'],
  ['2026-02-13 10:00', '7 d', '2026-03-02 10:00', '14, 24, 25, 26, 27, 28 Feb, 2 Mar'],
  // National Day 2026: 1 to 7 Oct, Sunday 20 Sep and Saturday 10 Oct are worked; Mid-Autumn 25 to 27 Sep
  ['2026-09-18 16:30', '2 h', '2026-09-20 09:30', 'Friday to the make-up Sunday'],
  ['2026-09-24 10:00', '1 d', '2026-09-28 10:00', 'over Mid-Autumn'],
  ['2026-09-30 16:00', '3 h', '2026-10-08 10:00', 'over National Day'],
  ['2026-09-30 10:00', '3 d', '2026-10-10 10:00', '8, 9 and Saturday 10 Oct'],
  ['2026-10-10 17:00', '1 h', '2026-10-12 09:00', 'from the make-up Saturday to Monday'],
  // the year boundary: 1 to 3 Jan 2026 are free, Sunday 4 Jan is worked
  ['2025-12-31 17:00', '1 h', '2026-01-04 09:00', 'into the new year'],
  ['2025-12-31 10:00', '2 d', '2026-01-05 10:00', 'a make-up Sunday and a Monday'],
  ['2025-12-31 23:00', '2 e', '2026-01-01 01:00', 'an emergency in the night of the year'],
  // 2025
  ['2025-01-24 10:00', '2 d', '2025-01-27 10:00', 'Sunday 26 Jan is worked'],
  ['2025-01-27 10:00', '1 d', '2025-02-05 10:00', 'over the festival of 2025'],
  ['2025-09-30 10:00', '3 d', '2025-10-11 10:00', 'eight days of October, then 9, 10, Saturday 11'],
  ['2026-03-02 23:30', '1 e', '2026-03-03 00:30', 'over midnight'],
  ['2026-03-02 10:00', '0.25 e', '2026-03-02 10:15', 'a quarter of an hour'],
  ['2028-02-28 10:00', '2 c', '2028-03-01 10:00', 'a leap day'],
];

function due(from: string, limit: string): string | null {
  const [amount, unit] = limit.split(' ');
  return clockText(deadline(CALENDAR, instant(from), { amount: Number(amount), unit: UNITS[unit!]! }).dueAt);
}

describe('deadline', () => {
  it.each(TABLE)('%s + %s = %s: %s', (from, limit, expected) => {
    expect(due(from, limit)).toBe(expected);
  });

  it('says when a year has no calendar, and takes Monday to Friday', () => {
    const known = (from: string, unit: TimeUnit) => deadline(CALENDAR, instant(from), { amount: 3, unit });
    expect(known('2026-12-28 10:00', 'working-day')).toMatchObject({ calendarKnown: true });
    expect(known('2026-12-30 10:00', 'working-day')).toMatchObject({ calendarKnown: false });
    expect(clockText(known('2026-12-30 10:00', 'working-day').dueAt)).toBe('2027-01-04 10:00');
    expect(known('2026-12-31 23:00', 'emergency-hour')).toMatchObject({ calendarKnown: true });
    expect(known('2027-05-01 10:00', 'calendar-day')).toMatchObject({ calendarKnown: true });
    // the year is that of Shanghai
    expect(known('2027-01-01 00:00', 'working-hour')).toMatchObject({ calendarKnown: false });
  });

  it('counts office time between two instants', () => {
    const hours = (from: string, to: string, unit: TimeUnit = 'working-hour') =>
      elapsed(CALENDAR, unit, instant(from), instant(to)) / 3_600_000;
    expect(hours('2026-03-02 09:00', '2026-03-02 15:00')).toBe(4);
    expect(hours('2026-03-02 12:10', '2026-03-02 13:50')).toBe(0);
    expect(hours('2026-02-14 17:00', '2026-02-24 09:00')).toBe(1);
    expect(hours('2026-03-03 09:00', '2026-03-02 17:00')).toBe(-1);
    expect(hours('2026-02-14 17:00', '2026-02-15 17:00', 'emergency-hour')).toBe(24);
  });

  it('knows the share that is left', () => {
    const share = (at: string) =>
      shareLeft(CALENDAR, 'working-hour', instant('2026-03-02 09:00'), instant('2026-03-02 15:00'), instant(at));
    expect(share('2026-03-02 09:00')).toBe(1);
    expect(share('2026-03-02 13:00')).toBe(0.25);
    expect(share('2026-03-02 14:30')).toBe(0.125);
    expect(share('2026-03-02 15:00')).toBe(0);
    expect(share('2026-03-05 15:00')).toBe(0);
    expect(share('2026-03-01 15:00')).toBe(1);
  });

  const STOPS: readonly (readonly [TimeUnit, string, string, string, string, string])[] = [
    ['working-hour', '2026-03-02 15:00', '2026-03-02 11:00', '2026-03-04 09:00', '2026-03-04 11:00', 'two hours left'],
    [
      'working-hour',
      '2026-03-02 15:00',
      '2026-03-02 11:00',
      '2026-03-04 20:00',
      '2026-03-05 10:30',
      'from the opening',
    ],
    ['working-hour', '2026-02-14 17:00', '2026-02-14 16:00', '2026-02-18 10:00', '2026-02-24 09:30', 'in the festival'],
    ['working-day', '2026-03-03 10:15', '2026-03-02 10:15', '2026-03-05 16:00', '2026-03-06 16:00', 'a whole day left'],
    [
      'working-day',
      '2026-03-04 08:30',
      '2026-03-03 08:30',
      '2026-03-05 08:30',
      '2026-03-06 08:30',
      'opening to opening',
    ],
    ['emergency-hour', '2026-03-02 15:00', '2026-03-02 14:30', '2026-03-03 01:00', '2026-03-03 01:30', 'half an hour'],
    ['working-hour', '2026-03-02 15:00', '2026-03-02 16:00', '2026-03-04 09:00', '2026-03-02 15:00', 'over already'],
    [
      'working-hour',
      '2026-03-02 22:00',
      '2026-03-02 20:00',
      '2026-03-03 03:00',
      '2026-03-03 05:00',
      'extended to a night',
    ],
    ['working-hour', '2026-03-02 15:00', '2026-03-02 11:00', '2026-03-02 11:00', '2026-03-02 15:00', 'no stop at all'],
  ];
  it.each(STOPS)('%s due %s, stopped %s, on at %s: due %s, %s', (unit, dueAt, stopped, on, expected) => {
    const after = deadlineAfterStop(CALENDAR, unit, instant(dueAt), instant(stopped), instant(on));
    expect(clockText(after.dueAt)).toBe(expected);
  });
});

describe('a calendar', () => {
  const good: WorkCalendar = {
    office: OFFICE,
    years: [2026],
    days: [{ date: '2026-01-01', work: false, name: '元旦' }],
  };
  const BROKEN: readonly (readonly [string, Partial<WorkCalendar>])[] = [
    ['/office', { office: [] }],
    ['/office/0', { office: [{ from: '12:00', to: '08:30' }] }],
    ['/office/0', { office: [{ from: '12:00', to: '12:00' }] }],
    ['/office/1', { office: [OFFICE[1]!, OFFICE[0]!] }],
    ['/office/1', { office: [OFFICE[0]!, { from: '11:59', to: '13:00' }] }],
    ['/days/0/date', { days: [{ date: '2026-02-30', work: false, name: '-' }] }],
    ['/days/0/date', { days: [{ date: '2026-13-01', work: false, name: '-' }] }],
    ['/days/0/date', { days: [{ date: '2027-01-01', work: false, name: '-' }] }],
    ['/days/1/date', { days: [good.days[0]!, good.days[0]!] }],
  ];
  it.each(BROKEN)('refuses at %s: %o', (pointer, wrong) => {
    expect(() => calendarOf({ ...good, ...wrong })).toThrow(
      expect.objectContaining({ code: 'calendar-invalid', errors: [{ pointer, code: 'calendar-invalid' }] }),
    );
  });

  it('may have one stretch of hours, or two that touch', () => {
    const day = calendarOf({ ...good, office: [{ from: '00:00', to: '23:59' }] });
    expect(clockText(deadline(day, instant('2026-03-02 12:00'), { amount: 1, unit: 'working-hour' }).dueAt)).toBe(
      '2026-03-02 13:00',
    );
    const touching = calendarOf({ ...good, office: [OFFICE[0]!, { from: '12:00', to: '14:00' }] });
    expect(clockText(deadline(touching, instant('2026-03-02 11:00'), { amount: 2, unit: 'working-hour' }).dueAt)).toBe(
      '2026-03-02 13:00',
    );
  });
});
