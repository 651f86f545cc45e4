/** What a worker's own page needs first: who they are, what is due, what they did today; and the notice about positions. */
import { audit } from '../access/audit.ts';
import type { Caller } from '../access/caller.ts';
import type { DutyMe } from '../contract/duty.ts';
import type { Emergency } from '../contract/emergencies.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { postsOfWorkers } from '../workers/post-repository.ts';
import type { WorkerRow } from '../workers/repository.ts';
import { workerView } from '../workers/views.ts';
import { noticeSeen, seeNotice } from './attendance-repository.ts';
import type { DayCounts } from './counts-today.ts';
import { isDue } from './rules/attendance.ts';
import { dayAfter, dayOf, startOf } from './rules/days.ts';
import { closesAt, dueAnswered, duesOn } from './rules/sign-ins.ts';
import type { CountyDuty, DutySettingsService } from './settings-service.ts';
import { openShift, type ShiftRow, shiftsOf } from './shift-repository.ts';
import { shiftView } from './shift-view.ts';
import { ownWorker, speakerOf } from './speaker.ts';

/** Of the notice to workers about their positions; a new text has a new number and is acknowledged anew. */
export const NOTICE_VERSION = 1;

export interface EmergencyIntervals {
  over(area: string, at: Date): Emergency | null | Promise<Emergency | null>;
}

export interface MeDeps {
  db: Database;
  settings: DutySettingsService;
  counts: DayCounts;
  emergencies: EmergencyIntervals;
  clock: () => Date;
}

export class MeService {
  readonly #deps: MeDeps;

  constructor(deps: MeDeps) {
    this.#deps = deps;
  }

  async of(caller: Caller): Promise<DutyMe> {
    const { db, settings, counts, emergencies, clock } = this.#deps;
    const worker = await ownWorker(db, caller);
    if (worker === null || worker.left !== null) return nobody();
    const now = clock();
    const day = dayOf(now.getTime());
    const [from, to] = [new Date(startOf(day)), new Date(startOf(dayAfter(day)))];
    const duty = await settings.dutyOf(worker.county);
    const shifts = await shiftsOf(db, [worker.id], new Date(from.getTime() - 86_400_000), to);
    const open = await openShift(db, worker.id);
    const emergency = await emergencies.over(worker.area, now);
    const visits = await counts.visits(worker.id, from, to);
    return {
      worker: workerView(worker, await postsOfWorkers(db, [worker.id], null)),
      settings: duty.settings,
      emergencyIntervalS: emergency?.rules.positionIntervalS ?? null,
      shift: open === null ? null : shiftView(open),
      due: await this.#due(worker, duty, shifts, day, now),
      today: {
        shifts: shifts.filter(({ inAt }) => inAt >= from).map(shiftView),
        ...visits,
        patrols: await counts.patrols(worker.id, from, to),
      },
      notice: {
        version: NOTICE_VERSION,
        seen: (await noticeSeen(db, worker.id, NOTICE_VERSION))?.toISOString() ?? null,
      },
    };
  }

  /** Throws as `speakerOf`, `value-out-of-bounds` for a version that is not the one in force. */
  async seeNotice(caller: Caller, version: number): Promise<{ version: number; seen: string }> {
    const { db, clock } = this.#deps;
    const worker = await speakerOf(db, caller, undefined);
    if (version !== NOTICE_VERSION) {
      const errors = [{ pointer: '/version', code: 'not-in-force' }];
      throw new Refusal('value-out-of-bounds', { version, inForce: NOTICE_VERSION }, { errors });
    }
    const at = clock();
    await db.transaction(async (tx) => {
      if (!(await seeNotice(tx, worker.id, version, at))) return;
      const target = String(worker.id);
      await audit(tx, {
        actor: caller.actor,
        action: 'notice.see',
        target,
        area: worker.area,
        detail: { version },
        at,
      });
    });
    return { version, seen: (await noticeSeen(db, worker.id, version))!.toISOString() };
  }

  async #due(
    worker: WorkerRow,
    { days }: CountyDuty,
    shifts: readonly ShiftRow[],
    day: string,
    now: Date,
  ): Promise<string | null> {
    const answered = new Set(shifts.map(({ inAt }) => dueAnswered(inAt.getTime(), days)?.at));
    for (const due of duesOn(day, days)) {
      if (closesAt(due) < now.getTime() || answered.has(due.at)) continue;
      const at = new Date(due.at);
      const posts = (await postsOfWorkers(this.#deps.db, [worker.id], at)).map(({ role, from, to }) => {
        return { role, from: from.getTime(), to: to?.getTime() ?? null };
      });
      if (isDue({ since: 0, left: null, posts }, due)) return at.toISOString();
    }
    return null;
  }
}

function nobody(): DutyMe {
  return {
    ...{ worker: null, settings: null, emergencyIntervalS: null, shift: null, due: null },
    today: { shifts: [], households: 0, visits: 0, spotChecks: 0, patrols: 0 },
    notice: { version: NOTICE_VERSION, seen: null },
  };
}
