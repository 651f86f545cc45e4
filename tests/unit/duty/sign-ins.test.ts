/** Which sign-in an instant answers, and what became of those that were due: holidays, make-up Saturdays, midnight, retries. */
import { describe, expect, it } from 'vitest';
import { attendance, totalsOf } from '../../../server/duty/rules/attendance.ts';
import { automaticEnd } from '../../../server/duty/rules/automatic-end.ts';
import { clockOf, dayAfter, dayOf, daysFrom, startOf } from '../../../server/duty/rules/days.ts';
import { spanOf } from '../../../server/duty/rules/overlap.ts';
import { changedDuty, defaultDuty, faultOf, timesOn } from '../../../server/duty/rules/settings.ts';
import { type DutyDays, dueAnswered, lateMinutes, type SignInTimes } from '../../../server/duty/rules/sign-ins.ts';
import { calendarOf, isWorkday } from '../../../server/events/rules/calendar.ts';

/** The 1st to 7th of October 2026 are a holiday, Saturday the 10th is worked for it. */
const CALENDAR = calendarOf({
  office: [{ from: '08:30', to: '17:30' }],
  years: [2026],
  days: [
    ...['01', '02', '05', '06', '07'].map((day) => ({ date: `2026-10-${day}`, work: false, name: '国庆节' })),
    { date: '2026-10-10', work: true, name: '调休' },
  ],
});
const TIMES: SignInTimes = {
  roles: ['worker'],
  signIns: ['08:30', '15:30'],
  graceMin: 10,
  missedMin: 120,
  earlyMin: 60,
};
const days = (times: Partial<SignInTimes> = {}): DutyDays => ({
  timesOn: () => ({ ...TIMES, ...times }),
  isWorkday: (day) => isWorkday(CALENDAR, startOf(day)),
});
/** `10-08 08:30` in Asia/Shanghai. */
const at = (text: string): number =>
  clockOf(`2026-${text.slice(0, 5)}`, text.slice(6, 11)) + Number(text.slice(12, 14) || 0) * 1000;
const text = (instant: number | null | undefined): string | null =>
  instant == null ? null : new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

describe('days of Asia/Shanghai', () => {
  it('begin at 16:00 UTC', () => {
    expect(dayOf(Date.parse('2026-10-07T16:00:00Z'))).toBe('2026-10-08');
    expect(dayOf(Date.parse('2026-10-07T15:59:59.999Z'))).toBe('2026-10-07');
    expect(new Date(startOf('2026-10-08')).toISOString()).toBe('2026-10-07T16:00:00.000Z');
    expect([dayAfter('2026-12-31'), dayAfter('2026-03-01', -1)]).toEqual(['2027-01-01', '2026-02-28']);
    expect(daysFrom('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect([daysFrom('2026-03-01', '2026-02-27'), startOf('2026-02-30'), startOf('x')]).toEqual([
      [],
      Number.NaN,
      Number.NaN,
    ]);
  });
});

describe('a sign-in answers', () => {
  const table: [string, Partial<SignInTimes>, string | null, number][] = [
    ['10-08 07:29', {}, null, 0],
    ['10-08 07:30', {}, '10-08 08:30', 0],
    ['10-08 08:30', {}, '10-08 08:30', 0],
    ['10-08 08:40', {}, '10-08 08:30', 0],
    ['10-08 08:40:01', {}, '10-08 08:30', 11],
    ['10-08 10:30', {}, '10-08 08:30', 120],
    ['10-08 10:31', {}, null, 0],
    ['10-08 15:00', {}, '10-08 15:30', 0],
    // Thursday of the holiday, Sunday, and the Saturday that is worked
    ['10-01 08:30', {}, null, 0],
    ['10-11 08:30', {}, null, 0],
    ['10-10 08:30', {}, '10-10 08:30', 0],
    // two windows that overlap: the later one
    ['10-08 10:00', { signIns: ['08:30', '10:30'] }, '10-08 10:30', 0],
    // windows beyond midnight, both ways; the Friday before belongs to no workday after it
    ['10-09 00:20', { signIns: ['23:30'] }, '10-08 23:30', 50],
    ['10-08 23:30', { signIns: ['00:10'] }, '10-09 00:10', 0],
    ['10-09 23:30', { signIns: ['00:10'] }, '10-10 00:10', 0],
    ['10-10 23:30', { signIns: ['00:10'] }, null, 0],
    ['10-08 08:30:01', { graceMin: 0 }, '10-08 08:30', 1],
  ];
  it.each(table)('%s with %o: %s, %i minutes late', (instant, times, due, late) => {
    const found = dueAnswered(at(instant), days(times));
    expect([text(found?.at), found === null ? 0 : lateMinutes(at(instant), found)]).toEqual([due, late]);
  });
});

describe('a shift that nobody ends', () => {
  it.each([
    ['10-08 08:30', '22:00', '10-08 22:00'],
    ['10-08 21:59', '22:00', '10-08 22:00'],
    ['10-08 22:00', '22:00', '10-09 22:00'],
    ['10-08 23:30', '06:00', '10-09 06:00'],
    ['10-31 23:00', '22:00', '11-01 22:00'],
    ['10-08 08:30', null, '10-09 08:30'],
  ] as const)('begun %s, out at %s: ends %s', (inAt, outAt, end) => {
    expect(text(automaticEnd(at(inAt), outAt))).toBe(end);
  });
});

describe('a sign-in among the shifts that are there', () => {
  const shift = (id: string, inAt: string, outAt: string | null) => ({
    ...{ id, inAt: at(inAt), outAt: outAt === null ? null : at(outAt) },
  });
  const told = (inAt: string, shifts: ReturnType<typeof shift>[], now = '10-08 18:00') => {
    const span = spanOf(at(inAt), shifts, days(), '22:00', at(now));
    return 'within' in span ? `within ${span.within.id}` : [span.cut?.id ?? null, text(span.outAt)];
  };
  it.each([
    ['nothing before', '10-08 08:30', [], [null, null]],
    ['one that ended', '10-08 15:30', [shift('a', '10-08 08:30', '10-08 12:00')], [null, null]],
    ['one that is open, and the next is due', '10-08 15:30', [shift('a', '10-08 08:30', null)], ['a', null]],
    ['one that is open, and nothing is due', '10-08 12:00', [shift('a', '10-08 08:30', null)], 'within a'],
    ['one that is open and answers the same', '10-08 08:40', [shift('a', '10-08 08:30', null)], 'within a'],
    [
      'late, into one that was ended: both keep their ends',
      '10-08 15:30',
      [shift('a', '10-08 08:30', '10-08 17:30')],
      ['a', '10-08 17:30'],
    ],
    [
      'late, before one that is open: ends where it begins',
      '10-08 08:30',
      [shift('b', '10-08 15:30', null)],
      [null, '10-08 15:30'],
    ],
    ['left open the day before: that ended by itself', '10-08 08:30', [shift('a', '10-07 15:30', null)], [null, null]],
    ['the very same instant twice', '10-08 08:30', [shift('a', '10-08 08:30', null)], 'within a'],
  ] as const)('%s', (_, inAt, shifts, expected) => {
    expect(told(inAt, [...shifts])).toEqual(expected);
  });
  it('that comes after its own end is over', () => {
    expect(told('10-08 15:30', [], '10-09 10:00')).toEqual([null, '10-08 22:00']);
  });
});

describe('attendance', () => {
  const post = (from: string, to: string | null = null, role = 'worker') => ({
    ...{ role, from: at(from), to: to === null ? null : at(to) },
  });
  const worker = (
    id: number,
    posts = [post('09-01 00:00')],
    since = at('09-01 00:00'),
    left: number | null = null,
  ) => ({
    ...{ id, name: `w${id}`, since, left, posts },
  });
  const shift = (worker: number, inAt: string, id = inAt) => ({
    id,
    worker,
    inAt: at(inAt),
    inPlace: 'own-grid' as const,
  });
  const told = (input: Partial<Parameters<typeof attendance>[0]>) =>
    attendance({
      ...{
        workers: [worker(1)],
        shifts: [],
        exceptions: [],
        dates: ['2026-10-08'],
        days: days(),
        now: at('10-09 00:00'),
      },
      ...input,
    }).map(({ worker: id, dueAt, result, lateMin, shift: answer }) => [id, text(dueAt), result, lateMin, answer]);

  it('is on time, late, missed, or still open', () => {
    expect(told({ shifts: [shift(1, '10-08 08:35')] })).toEqual([
      [1, '10-08 08:30', 'on-time', 0, '10-08 08:35'],
      [1, '10-08 15:30', 'missed', 0, null],
    ]);
    expect(told({ shifts: [shift(1, '10-08 09:00')], now: at('10-08 17:30') })).toEqual([
      [1, '10-08 08:30', 'late', 30, '10-08 09:00'],
      [1, '10-08 15:30', 'open', 0, null],
    ]);
  });

  it('is asked of nobody on a holiday or a weekend, and of all on a Saturday that is worked', () => {
    const dates = daysFrom('2026-10-01', '2026-10-11');
    const rows = told({ dates, now: at('10-12 00:00') });
    expect([...new Set(rows.map(([, due]) => String(due).slice(0, 5)))]).toEqual(['10-08', '10-09', '10-10']);
  });

  it('counts two shifts of one day each for its own, and the first of two for the same', () => {
    const shifts = [shift(1, '10-08 15:20'), shift(1, '10-08 08:50', 'second'), shift(1, '10-08 08:20', 'first')];
    expect(told({ shifts }).map(([, , result, , answer]) => [result, answer])).toEqual([
      ['on-time', 'first'],
      ['on-time', '10-08 15:20'],
    ]);
  });

  it('asks only who holds such a post at that very time, is in the register and has not left', () => {
    const workers = [
      worker(1, [post('10-08 12:00')]),
      worker(2, [post('09-01 00:00', '10-08 12:00')]),
      worker(3, [post('09-01 00:00', null, 'volunteer')]),
      worker(4, [post('09-01 00:00')], at('10-08 09:00')),
      worker(5, [post('09-01 00:00')], at('09-01 00:00'), at('10-08 09:00')),
      worker(6, []),
    ];
    expect(told({ workers }).map(([id, due]) => [id, due])).toEqual([
      [1, '10-08 15:30'],
      [2, '10-08 08:30'],
      [4, '10-08 15:30'],
      [5, '10-08 08:30'],
    ]);
  });

  it('excuses what was late or missed on the days of an exception, and leaves what was in time', () => {
    const exceptions = [{ id: 7, worker: 1, from: '2026-10-08', to: '2026-10-08' }];
    const dates = ['2026-10-08', '2026-10-09'];
    const shifts = [shift(1, '10-08 08:30'), shift(1, '10-09 09:30')];
    const rows = attendance({ workers: [worker(1)], shifts, exceptions, dates, days: days(), now: at('10-12 00:00') });
    expect(rows.map(({ result, exception }) => [result, exception])).toEqual([
      ['on-time', 7],
      ['excused', 7],
      ['late', null],
      ['missed', null],
    ]);
    expect(totalsOf(rows)).toEqual({ due: 4, onTime: 1, late: 1, missed: 1, excused: 1 });
  });
});

describe('settings that change', () => {
  const settings = defaultDuty('990101');
  const morning = { ...settings, signIns: ['09:00'] };

  it('leave the days before as they were', () => {
    const first = changedDuty('990101', {}, morning, '2026-10-08');
    const signIns = (day: string, kept = first) => timesOn('990101', kept, day).signIns;
    expect([signIns('2026-10-07'), signIns('2026-10-08')]).toEqual([['08:30', '15:30'], ['09:00']]);
    const again = changedDuty('990101', first, { ...settings, signIns: ['10:00'] }, '2026-10-08');
    expect([signIns('2026-10-07', again), signIns('2026-10-08', again)]).toEqual([['08:30', '15:30'], ['10:00']]);
    const later = changedDuty('990101', again, morning, '2026-10-20');
    expect(['2026-10-07', '2026-10-19', '2026-10-20'].map((day) => signIns(day, later))).toEqual([
      ['08:30', '15:30'],
      ['10:00'],
      ['09:00'],
    ]);
    expect(changedDuty('990101', later, { ...morning, trailDays: 7 }, '2026-10-21').past).toEqual(later.past);
  });

  it.each([
    [{}, null],
    [{ signIns: ['08:30', '08:30'] }, '/signIns/1'],
    [{ signIns: ['15:30', '08:30'] }, '/signIns/1'],
    [{ graceMin: 60, missedMin: 60 }, '/missedMin'],
  ] as const)('%o have a fault at %s', (change, fault) => {
    expect(
      faultOf({ ...settings, ...change, signIns: [...(('signIns' in change && change.signIns) || settings.signIns)] }),
    ).toBe(fault);
  });
});
