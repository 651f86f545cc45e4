/**
 * Attendance: for every worker and every sign-in that was due, what became of it. Due is it for who held a post that has to sign in at
 * that very instant. The first shift that answers it counts. A day of an exception excuses what was late or missed, and leaves what was in
 * time as it is. Pure.
 */
import type { AttendanceResult, DutyPlace } from '../../contract/duty.ts';
import { closesAt, type Due, type DutyDays, dueAnswered, duesOn, lateMinutes } from './sign-ins.ts';

export interface AttendingWorker {
  readonly id: number;
  readonly name: string;
  /** Nobody is due before they are in the register, or after they have left. */
  readonly since: number;
  readonly left: number | null;
  readonly posts: readonly { readonly role: string; readonly from: number; readonly to: number | null }[];
}

export interface AttendingShift {
  readonly id: string;
  readonly worker: number;
  readonly inAt: number;
  readonly inPlace: DutyPlace;
}

export interface AttendingException {
  readonly id: number;
  readonly worker: number;
  readonly from: string;
  readonly to: string;
}

export interface AttendanceRow {
  readonly worker: number;
  readonly name: string;
  readonly day: string;
  readonly dueAt: number;
  readonly result: AttendanceResult;
  readonly lateMin: number;
  readonly shift: string | null;
  readonly inPlace: DutyPlace | null;
  readonly exception: number | null;
}

export interface AttendanceInput {
  readonly workers: readonly AttendingWorker[];
  readonly shifts: readonly AttendingShift[];
  readonly exceptions: readonly AttendingException[];
  readonly dates: readonly string[];
  readonly days: DutyDays;
  readonly now: number;
}

/** By day, then as the workers come, then by what was due first. */
export function attendance({ workers, shifts, exceptions, dates, days, now }: AttendanceInput): AttendanceRow[] {
  const answers = firstAnswers(shifts, days);
  const excuses = new Map<number, AttendingException[]>();
  for (const one of exceptions) excuses.set(one.worker, [...(excuses.get(one.worker) ?? []), one]);
  return dates.flatMap((day) => {
    const dues = duesOn(day, days);
    if (dues.length === 0) return [];
    return workers.flatMap((worker) => {
      const excuse = excuses.get(worker.id)?.find(({ from, to }) => from <= day && day <= to) ?? null;
      return dues
        .filter((due) => isDue(worker, due))
        .map((due) => rowOf(worker, due, answers.get(`${worker.id} ${due.at}`) ?? null, excuse, now));
    });
  });
}

export function isDue(worker: Pick<AttendingWorker, 'since' | 'left' | 'posts'>, { at, times }: Due): boolean {
  if (at < worker.since || (worker.left !== null && at >= worker.left)) return false;
  const roles: readonly string[] = times.roles;
  return worker.posts.some(({ role, from, to }) => roles.includes(role) && from <= at && (to === null || at < to));
}

function firstAnswers(shifts: readonly AttendingShift[], days: DutyDays): Map<string, AttendingShift> {
  const answers = new Map<string, AttendingShift>();
  for (const shift of [...shifts].sort((a, b) => a.inAt - b.inAt)) {
    const due = dueAnswered(shift.inAt, days);
    const key = `${shift.worker} ${due?.at}`;
    if (due !== null && !answers.has(key)) answers.set(key, shift);
  }
  return answers;
}

function rowOf(
  { id, name }: AttendingWorker,
  due: Due,
  shift: AttendingShift | null,
  excuse: AttendingException | null,
  now: number,
): AttendanceRow {
  const lateMin = shift === null ? 0 : lateMinutes(shift.inAt, due);
  const told = shift === null ? (now <= closesAt(due) ? 'open' : 'missed') : lateMin > 0 ? 'late' : 'on-time';
  const result = excuse !== null && told !== 'on-time' ? 'excused' : told;
  return {
    ...{ worker: id, name, day: due.day, dueAt: due.at, result, lateMin },
    shift: shift?.id ?? null,
    inPlace: shift?.inPlace ?? null,
    exception: excuse?.id ?? null,
  };
}

export function totalsOf(rows: readonly AttendanceRow[]) {
  const count = (result: AttendanceResult) => rows.filter((row) => row.result === result).length;
  const [onTime, late, missed, excused] = [count('on-time'), count('late'), count('missed'), count('excused')];
  return { due: onTime + late + missed + excused, onTime, late, missed, excused };
}
