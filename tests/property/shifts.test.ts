/** Sign-ins in any order of arrival: the shifts of a worker never overlap, and one at most is open. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { automaticEnd } from '../../server/duty/rules/automatic-end.ts';
import { startOf } from '../../server/duty/rules/days.ts';
import { type KnownShift, spanOf } from '../../server/duty/rules/overlap.ts';
import type { DutyDays } from '../../server/duty/rules/sign-ins.ts';

const SEED = 20261130;
const MINUTE_MS = 60_000;
const DAYS: DutyDays = {
  timesOn: () => ({ roles: ['worker'], signIns: ['08:30', '15:30'], graceMin: 10, missedMin: 120, earlyMin: 60 }),
  isWorkday: (day) => day !== '2026-10-10',
};
const START = startOf('2026-10-08');

/** `at`: minutes after the start; `late`: minutes until it comes in; `out`: minutes on duty, or nobody signs out. */
const signIn = fc.record({
  at: fc.integer({ min: 0, max: 4 * 1440 }),
  late: fc.integer({ min: 0, max: 1440 }),
  out: fc.option(fc.integer({ min: 0, max: 600 }), { nil: null }),
});

it('never overlap', () => {
  fc.assert(
    fc.property(
      fc.array(signIn, { maxLength: 30 }),
      fc.constantFrom<string | null>('22:00', '06:00', null),
      (list, outAt) => {
        let shifts: KnownShift[] = [];
        const arriving = list
          .map((one) => ({ ...one, received: one.at + one.late }))
          .sort((a, b) => a.received - b.received);
        for (const [index, { at, out, received }] of arriving.entries()) {
          const inAt = START + at * MINUTE_MS;
          const now = START + received * MINUTE_MS;
          const span = spanOf(inAt, shifts, DAYS, outAt, now);
          if ('within' in span) continue;
          shifts = shifts.map((shift) => {
            if (shift.id === span.cut?.id) return { ...shift, outAt: inAt };
            const isLeftOpen = shift.outAt === null && span.outAt === null;
            return isLeftOpen ? { ...shift, outAt: automaticEnd(shift.inAt, outAt) } : shift;
          });
          const end = span.outAt ?? (out === null ? null : Math.min(inAt + out * MINUTE_MS, now));
          shifts.push({ id: String(index), inAt, outAt: end });
          shifts.sort((a, b) => a.inAt - b.inAt);
          expect(shifts.filter((shift) => shift.outAt === null).length).toBeLessThanOrEqual(1);
          for (const [i, shift] of shifts.entries()) {
            const next = shifts[i + 1];
            expect(shift.outAt === null || shift.outAt >= shift.inAt).toBe(true);
            if (next !== undefined) expect((shift.outAt ?? automaticEnd(shift.inAt, outAt)) <= next.inAt).toBe(true);
          }
        }
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});
