/** Attendance of an area, and the exceptions that excuse from sign-ins. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { AttendanceAnswer, DutyException, NewDutyException } from '../contract/duty.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { workerById } from '../workers/repository.ts';
import { byName } from '../workers/views.ts';
import {
  type ExceptionRow,
  exceptionById,
  exceptionsIn,
  insertException,
  postedWorkers,
  withdrawException,
} from './attendance-repository.ts';
import { ATTENDANCE_READERS, DUTY_OFFICE } from './roles.ts';
import { type AttendanceRow, attendance, totalsOf } from './rules/attendance.ts';
import { dayAfter, dayOf, daysFrom, startOf } from './rules/days.ts';
import type { DutySettingsService } from './settings-service.ts';
import { shiftsOf } from './shift-repository.ts';

const MOST_DAYS = 62;
const MOST_EXCUSED_DAYS = 366;
/** More would be no answer to look at: ask for fewer days or a smaller area. */
const MOST_ROWS = 60_000;
const DAY_MS = 86_400_000;

export interface AttendanceDeps {
  db: Database;
  settings: DutySettingsService;
  clock: () => Date;
}

export class AttendanceService {
  readonly #deps: AttendanceDeps;

  constructor(deps: AttendanceDeps) {
    this.#deps = deps;
  }

  /** Throws `area-forbidden`, `date-invalid`, `period-invalid`. */
  async of(caller: Caller, area: string, from: string, to: string): Promise<AttendanceAnswer> {
    assertMay(caller, ATTENDANCE_READERS, area);
    const { rows, isKnown } = await this.rows(area, from, to);
    if (rows.length > MOST_ROWS) throw tooMuch('too-many', { rows: rows.length, most: MOST_ROWS });
    return {
      rows: rows.map((row) => ({ ...row, dueAt: new Date(row.dueAt).toISOString() })),
      totals: totalsOf(rows),
      calendar: isKnown,
    };
  }

  /** Without asking who may. Throws `date-invalid`, `period-invalid`. */
  async rows(area: string, from: string, to: string): Promise<{ rows: AttendanceRow[]; isKnown: boolean }> {
    const { db, settings, clock } = this.#deps;
    const [first, end] = periodOf(from, to, MOST_DAYS);
    const now = clock();
    const { days, knows } = await settings.dutyOf(area.slice(0, 6));
    const today = dayOf(now.getTime());
    const dates = daysFrom(from, to < today ? to : today);
    const workers = (await postedWorkers(db, area, first, end)).sort(byName);
    const ids = workers.map(({ id }) => id);
    // The window of a sign-in may reach into the days beside.
    const shifts = await shiftsOf(db, ids, new Date(first.getTime() - DAY_MS), new Date(end.getTime() + DAY_MS));
    const rows = attendance({
      workers: workers.map(({ id, name, created, left, posts }) => ({
        ...{ id, name, since: created.getTime(), left: left?.getTime() ?? null },
        posts: posts.map((post) => ({
          ...{ role: post.role, from: Date.parse(post.from) },
          to: post.to === null ? null : Date.parse(post.to),
        })),
      })),
      shifts: shifts.map(({ id, worker, inAt, inPlace }) => ({ id, worker, inAt: inAt.getTime(), inPlace })),
      exceptions: await exceptionsIn(db, area, from, to),
      ...{ dates, days, now: now.getTime() },
    });
    return { rows, isKnown: knows(first.getTime(), end.getTime() - 1) };
  }

  /** Throws `area-forbidden`, `date-invalid`, `period-invalid`. */
  async exceptions(caller: Caller, area: string, from: string, to: string): Promise<DutyException[]> {
    assertMay(caller, ATTENDANCE_READERS, area);
    periodOf(from, to, MOST_EXCUSED_DAYS);
    return (await exceptionsIn(this.#deps.db, area, from, to)).map(exceptionView);
  }

  /** Throws `worker-unknown`, `area-forbidden`, `date-invalid`, `period-invalid`, `body-invalid` (a reason of blanks). */
  async excuse(caller: Caller, body: NewDutyException): Promise<DutyException> {
    const { db, clock } = this.#deps;
    const worker = await workerById(db, body.worker);
    if (worker === null) throw new Refusal('worker-unknown', { id: body.worker });
    const { area, county } = worker;
    assertMay(caller, DUTY_OFFICE, area);
    periodOf(body.from, body.to, MOST_EXCUSED_DAYS);
    const reason = body.reason.trim();
    if (reason === '') throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/reason', code: 'blank' }] });
    const at = clock();
    const id = await db.transaction(async (tx) => {
      const made = await insertException(tx, county, { ...body, reason }, caller.actor, at);
      const detail = { exception: made, from: body.from, to: body.to, kind: body.kind, reason };
      const target = String(worker.id);
      await audit(tx, { actor: caller.actor, action: 'duty.excuse', target, area, detail, at });
      return made;
    });
    return exceptionView((await exceptionById(db, id))!);
  }

  /** Throws `exception-unknown`, `area-forbidden`. */
  async withdraw(caller: Caller, id: number): Promise<DutyException> {
    const { db, clock } = this.#deps;
    const row = await exceptionById(db, id);
    if (row === null || row.withdrawn !== null) throw new Refusal('exception-unknown', { id });
    const { area, worker } = row;
    assertMay(caller, DUTY_OFFICE, area);
    const at = clock();
    await db.transaction(async (tx) => {
      if (!(await withdrawException(tx, id, caller.actor, at))) throw new Refusal('exception-unknown', { id });
      const target = String(worker);
      const detail = { exception: id };
      await audit(tx, { actor: caller.actor, action: 'duty.excuse-withdraw', target, area, detail, at });
    });
    return exceptionView(row);
  }
}

function exceptionView({ id, name, worker, from, to, kind, reason, by, at }: ExceptionRow): DutyException {
  return { id, name, worker, from, to, kind, reason, by, at: at.toISOString() };
}

/** From the first midnight to the last. Throws `date-invalid`, `period-invalid`. */
export function periodOf(from: string, to: string, mostDays: number): [Date, Date] {
  for (const [name, day] of [
    ['from', from],
    ['to', to],
  ] as const) {
    const start = startOf(day);
    if (Number.isNaN(start) || day < '2000' || day >= '2100') {
      throw new Refusal('date-invalid', { text: day }, { errors: [{ pointer: `/${name}`, code: 'date-invalid' }] });
    }
  }
  if (to < from) throw tooMuch('ended', {});
  if (startOf(to) - startOf(from) >= mostDays * DAY_MS) throw tooMuch('too-long', { most: mostDays });
  return [new Date(startOf(from)), new Date(startOf(dayAfter(to)))];
}

function tooMuch(why: string, more: Record<string, unknown>): Refusal {
  return new Refusal('period-invalid', { why, ...more }, { errors: [{ pointer: '/to', code: why }] });
}
