/**
 * What a sign-in does to the shifts that are there: it may come late from where there was no network, or twice on one day. A sign-in that
 * answers another due than the shift it falls into cuts that shift; a further one within a shift is refused. One that comes before a
 * shift that is known already ends where that begins. Pure.
 */
import { automaticEnd } from './automatic-end.ts';
import { type DutyDays, dueAnswered } from './sign-ins.ts';

export interface KnownShift {
  readonly id: string;
  readonly inAt: number;
  readonly outAt: number | null;
}

export interface NewSpan {
  /** The shift that ends where this one begins. */
  readonly cut: KnownShift | null;
  /** Null: it is open. */
  readonly outAt: number | null;
}

/** `shifts`: of the worker, those around the instant. The shift it falls into and cannot cut is answered as `within`. */
export function spanOf(
  inAt: number,
  shifts: readonly KnownShift[],
  days: DutyDays,
  outAt: string | null,
  now: number,
): NewSpan | { readonly within: KnownShift } {
  const endOf = (shift: KnownShift): number => shift.outAt ?? automaticEnd(shift.inAt, outAt);
  const around = shifts.find((shift) => shift.inAt <= inAt && inAt < endOf(shift)) ?? null;
  if (around !== null) {
    const due = dueAnswered(inAt, days)?.at;
    if (due === undefined || due === dueAnswered(around.inAt, days)?.at || around.inAt === inAt)
      return { within: around };
  }
  const ends = [automaticEnd(inAt, outAt)];
  if (around !== null && around.outAt !== null) ends.push(around.outAt);
  for (const shift of shifts) if (shift.inAt > inAt) ends.push(shift.inAt);
  const end = Math.min(...ends);
  const isBounded = end !== ends[0];
  return { cut: around, outAt: isBounded || end <= now ? end : null };
}
