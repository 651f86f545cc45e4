/** 点名: who has to have signed in by now, who did, and who of them can be seen. */
import { signal } from '@preact/signals';
import type { Attendance, AttendanceAnswer } from '../../../../server/contract/duty.ts';
import { readAttendance } from '../../../api/command-people.ts';
import { type ApiError, asApiError } from '../../../api/request.ts';

const CHINA_OFFSET_MS = 8 * 3_600_000;
/** `2026-11-30`, in Asia/Shanghai. */
export const dayOf = (at: number): string => new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 10);

/** In the order in which somebody has to be called. */
export const ANSWERS = ['missed', 'open', 'late', 'on-time', 'excused'] as const;

/** The sign-in each worker is asked about now: the last that was due, else the first to come. Pure. */
export function dueNow(rows: readonly Attendance[], now: number): readonly Attendance[] {
  const found = new Map<number, Attendance>();
  for (const row of [...rows].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt))) {
    if (!found.has(row.worker) || Date.parse(row.dueAt) <= now) found.set(row.worker, row);
  }
  return [...found.values()].sort((a, b) => ANSWERS.indexOf(a.result) - ANSWERS.indexOf(b.result));
}

export interface RollCall {
  readonly at: number;
  readonly answer: AttendanceAnswer;
}
export const rollCall = signal<RollCall | null>(null);
export const rollProblem = signal<ApiError | null>(null);
export const rollBusy = signal(false);

export async function callRoll(area: string, now: number): Promise<RollCall | null> {
  if (rollBusy.peek()) return null;
  rollBusy.value = true;
  rollProblem.value = null;
  try {
    const answer = await readAttendance(area, dayOf(now), dayOf(now));
    rollCall.value = { at: now, answer };
  } catch (error) {
    rollProblem.value = asApiError(error);
  } finally {
    rollBusy.value = false;
  }
  return rollCall.peek();
}
