/** The day of a worker by the seed, and what is seen and done about it. */
import { describe, expect, it } from 'vitest';
import { apart } from '../../../server/roads/plane.ts';
import { Chance } from '../../../server/simulate/chance.ts';
import { courseOf, unitOver } from '../../../server/simulate/course.ts';
import { EVENT_KINDS } from '../../../server/simulate/event-kinds.ts';
import { happeningAt } from '../../../server/simulate/happening.ts';
import { ASIDE_M, isWithin } from '../../../server/simulate/own-roads.ts';
import { LONGEST_MINUTES, PlayedTime } from '../../../server/simulate/played-time.ts';
import { type Act, workerDay } from '../../../server/simulate/worker-day.ts';
import { beat, offRoad, SQUARE } from '../../support/simulated-town.ts';

const HOUR = 3_600_000;
/** 09:00 in Asia/Shanghai. */
const NINE = Date.parse('2026-10-08T01:00:00Z');

function day(seed: number, hours = 4, from = NINE): Act[] {
  const span = { from, until: from + hours * HOUR, outAt: '22:00', intervalS: 30 };
  return [...workerDay(beat(), new Chance(seed, 'worker 5'), span)];
}
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];

describe('a day', () => {
  it('is the same by the same seed, and another by another', () => {
    expect(day(1)).toEqual(day(1));
    expect(day(1)).not.toEqual(day(2));
  });

  it.each(seeds)('of seed %i goes on in time, within its span, and tells nothing off duty', (seed) => {
    const acts = day(seed);
    let on = false;
    let last = NINE;
    for (const { kind, at } of acts) {
      expect(at).toBeGreaterThanOrEqual(last);
      last = at;
      if (kind === 'sign-in') expect(on).toBe(false);
      else expect(on).toBe(true);
      on = kind === 'sign-in' || (on && kind !== 'sign-out');
    }
    expect([on, last <= NINE + 4 * HOUR]).toEqual([false, true]);
    expect(new Set(acts.map(({ kind }) => kind))).toEqual(new Set(['sign-in', 'fix', 'visit', 'event', 'sign-out']));
  });

  it.each(seeds)('of seed %i stays beside roads of the own grid, at a pace of people', (seed) => {
    const fixes = day(seed).filter((act) => act.kind === 'fix');
    fixes.forEach((fix, i) => {
      expect(offRoad(fix.spot)).toBeLessThanOrEqual(ASIDE_M + 0.001);
      expect(isWithin(SQUARE, fix.spot)).toBe(true);
      if (fix.speed !== 0) expect(fix.speed).toBeGreaterThanOrEqual(0.8);
      expect(fix.speed).toBeLessThanOrEqual(1.6);
      const before = fixes[i - 1];
      if (before === undefined) return;
      // from one side of the road to the other besides
      expect(apart(before.spot, fix.spot)).toBeLessThanOrEqual((1.6 * (fix.at - before.at)) / 1000 + 2 * ASIDE_M);
    });
    expect(fixes.length).toBeGreaterThan(300);
  });

  it('calls at houses from before their door, with positions that prove it', () => {
    const acts = day(3);
    const visits = acts.filter((act) => act.kind === 'visit');
    expect(visits.length).toBeGreaterThan(4);
    for (const visit of visits) {
      expect(apart(visit.spot, visit.call.house.spot)).toBeLessThan(50);
      const { spot } = acts.findLast((act) => act.kind === 'fix' && act.at <= visit.at)!;
      expect(spot).toEqual(visit.spot);
      expect(visit.households).toBeLessThanOrEqual(visit.call.house.households);
      expect(Math.max(0, ...Object.values(visit.needs))).toBeLessThanOrEqual(visit.households);
    }
  });

  it('signs out before the county ends shifts by itself, and in again for who looks at night', () => {
    const nine = Date.parse('2026-10-08T13:00:00Z');
    const acts = day(1, 3, nine);
    const ten = Date.parse('2026-10-08T14:00:00Z');
    const [out, back] = acts.filter(({ kind, at }) => kind.startsWith('sign') && at > nine + HOUR / 2);
    expect([out!.kind, out!.at < ten, out!.at > ten - 90_000]).toEqual(['sign-out', true, true]);
    expect([back!.kind, back!.at > ten, back!.at < ten + 300_000]).toEqual(['sign-in', true, true]);
  });

  it('has no shift where there is no time for one, and no end where none is asked for', () => {
    expect(day(1, 0.05)).toEqual([]);
    const span = { from: NINE, until: Number.POSITIVE_INFINITY, outAt: null, intervalS: 30 };
    const endless = workerDay(beat(), new Chance(1), span);
    let last = 0;
    for (let i = 0; i < 10_000; i++) last = endless.next().value!.at;
    expect(last).toBeGreaterThan(NINE + 48 * HOUR);
  });
});

describe('what is seen', () => {
  it('fits the place, names it, and is for a unit to handle', () => {
    const place = { scene: 'street', name: '工农路', address: null } as const;
    for (let seed = 0; seed < 200; seed++) {
      const { kind, text } = happeningAt(place, new Chance(seed));
      expect(kind.scenes).toContain('street');
      expect(text).toMatch(/^工农路/);
      expect(unitOver(kind, '341921001001002')).toMatch(/^341921(001)?-[a-z]+$/);
    }
  });

  it('is done by a unit of the town or of the county', () => {
    const of = (unit: string) => EVENT_KINDS.find((kind) => kind.unit === unit)!;
    expect(unitOver(of('order'), '341921001001002')).toBe('341921001-order');
    expect(unitOver(of('gas'), '341921001001002')).toBe('341921-gas');
    expect(() => unitOver(EVENT_KINDS.find(({ unit }) => unit === null)!, '341921001001002')).toThrow();
  });

  it('goes its way in order; some of it is closed and some is left', () => {
    const order = ['file', 'dispatch', 'handle', 'feedback', 'verify', 'close'];
    const lengths = seeds.concat([11, 12, 13, 14, 15, 16, 17, 18]).map((seed) => {
      const course = courseOf(EVENT_KINDS[0]!, new Chance(seed));
      expect(course.map(({ step }) => step)).toEqual(order.slice(0, course.length));
      expect(course.every(({ after }) => after > 0 && after <= 30)).toBe(true);
      return course.length;
    });
    expect(lengths).toContain(6);
    expect(Math.min(...lengths)).toBeLessThan(4);
  });
});

describe('chance', () => {
  it('is the seed’s and the name’s, within its bounds', () => {
    const draws = (seed: number, name: string) => {
      const chance = new Chance(seed, name);
      return Array.from({ length: 50 }, () => chance.whole(1, 6));
    };
    expect(draws(1, 'a')).toEqual(draws(1, 'a'));
    expect(draws(1, 'a')).not.toEqual(draws(1, 'b'));
    expect(new Set(draws(3, ''))).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(new Chance(1).shuffled([1, 2, 3, 4]).sort()).toEqual([1, 2, 3, 4]);
    expect(new Chance(1).weighted(['never', 'always'], (word) => (word === 'never' ? 0 : 1))).toBe('always');
  });
});

describe('played time', () => {
  it('begins in the past when it is fast, reaches the present at its end, and names nothing to come', () => {
    let now = NINE;
    const time = new PlayedTime(60, 60, () => now);
    expect(time.now()).toBe(NINE - 59 * 60_000 - 2000);
    now += 30_000;
    expect(time.now()).toBe(NINE - 29 * 60_000 - 2000);
    now += 30_000;
    expect(time.now()).toBe(time.until);
    now += 90_000;
    expect(time.now()).toBeLessThan(now);
  });

  it.each([
    [1, 119, false],
    [1, 121, true],
    [60, 3000, false],
  ])('at speed %i, %i seconds late, is over: %s', (speed, late, over) => {
    let now = NINE;
    const time = new PlayedTime(speed === 1 ? Number.POSITIVE_INFINITY : 600, speed, () => now);
    const due = time.now();
    now += (late * 1000) / speed;
    expect(time.isOver(due)).toBe(over);
  });

  it('is the clock’s at speed 1', () => {
    const time = new PlayedTime(Number.POSITIVE_INFINITY, 1, () => NINE);
    expect([time.from, time.now(), time.until]).toEqual([NINE - 2000, NINE - 2000, Number.POSITIVE_INFINITY]);
    expect(LONGEST_MINUTES).toBeLessThan(24 * 60);
  });
});
