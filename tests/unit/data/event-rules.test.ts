/** The dictionary and the calendars that are shipped. */
import { Compile } from 'typebox/compile';
import { describe, expect, it } from 'vitest';
import calendar2025 from '../../../data/calendar/2025.json' with { type: 'json' };
import calendar2026 from '../../../data/calendar/2026.json' with { type: 'json' };
import sample from '../../../data/dictionaries/sample.json' with { type: 'json' };
import { Dictionary, WorkCalendar } from '../../../server/contract/event-rules.ts';
import { calendarOf, officeTime } from '../../../server/events/rules/calendar.ts';
import { instant, OFFICE } from '../../support/event-loop.ts';

describe('the sample dictionary', () => {
  it('is one, and says that it is a sample', () => {
    expect([...Compile(Dictionary).Errors(sample)]).toEqual([]);
    expect(sample.sample).toBe(true);
    const codes = sample.categories.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const { code, major } of sample.categories) expect(code.startsWith(major) && code !== major).toBe(true);
  });

  it('times what is urgent by emergency hours only', () => {
    for (const { way, limits } of sample.categories)
      if (way === 'urgent') for (const { unit } of Object.values(limits)) expect(unit).toBe('emergency-hour');
  });
});

describe('the calendars', () => {
  // workdays of a year: 365 days, less weekends and holidays, as the two notices leave them
  it.each([
    [calendar2025, 248],
    [calendar2026, 248],
  ])('leave the workdays of the year', ({ year, days }, workdays) => {
    const calendar = { office: OFFICE, years: [year], days };
    expect([...Compile(WorkCalendar).Errors(calendar)]).toEqual([]);
    const kept = calendarOf(calendar);
    const from = officeTime(kept, instant(`${year}-01-01 00:00`));
    expect((officeTime(kept, instant(`${year + 1}-01-01 00:00`)) - from) / kept.dayMs).toBe(workdays);
    for (const { date, work } of days) {
      const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay());
      if (work) expect([date, weekend]).toEqual([date, true]);
    }
  });
});
