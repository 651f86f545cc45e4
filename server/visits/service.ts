/**
 * Visits: logged by workers on duty, as counts of households and kinds of need at a building or unit. The id is the client's, as with
 * events. What proves a visit is the worker's own position of that time; a position that comes with the visit is measured, and proves
 * nothing. The row is its own record: who, when, received when, and what was said.
 */
import { assertMay, type Caller } from '../access/caller.ts';
import { decodeCursor, encodeCursor } from '../contract/list-query.ts';
import { Refusal } from '../contract/problem.ts';
import type { NewVisit, UnvisitedList, Visit, VisitList, VisitQuery } from '../contract/visits.ts';
import type { Database } from '../database/database.ts';
import { periodOf } from '../duty/attendance-service.ts';
import { automaticEnd } from '../duty/rules/automatic-end.ts';
import type { DutySettingsService } from '../duty/settings-service.ts';
import { shiftsAround } from '../duty/shift-repository.ts';
import { saidInstant, taken } from '../duty/shift-service.ts';
import { speakerOf } from '../duty/speaker.ts';
import { saidHash } from '../events/said.ts';
import { pointFault } from '../locate/question.ts';
import { postsOfWorkers } from '../workers/post-repository.ts';
import type { WorkerRow } from '../workers/repository.ts';
import type { KnownPosition, PositionAt } from './position-at.ts';
import { findVisits, insertVisit, placeToVisit, type VisitRow, visitById } from './repository.ts';
import { UNVISITED_READERS, VISIT_READERS } from './roles.ts';
import { proofOf } from './rules.ts';
import { unvisitedIn } from './stop-repository.ts';

const DAY_MS = 86_400_000;
const EVER = ['2000-01-01', '2099-12-31'] as const;
const EVER_DAYS = 36_600;

export interface VisitDeps {
  db: Database;
  settings: DutySettingsService;
  positions: PositionAt;
  clock: () => Date;
}

export class VisitsService {
  readonly #deps: VisitDeps;

  constructor(deps: VisitDeps) {
    this.#deps = deps;
  }

  /** Throws as `speakerOf`, and `date-invalid`, `duplicate`, `off-duty`, `post-missing`, `place-unknown`. */
  async log(caller: Caller, body: NewVisit): Promise<Visit> {
    const { db, settings, positions, clock } = this.#deps;
    const received = clock();
    const worker = await speakerOf(db, caller, body.worker);
    const said = saidHash(body);
    const known = await visitById(db, body.id);
    if (known !== null) return repeated(known, worker, said);
    const at = new Date(saidInstant(body.at, received));
    const duty = await settings.of(worker.county);
    await this.#assertOnDuty(worker, at, duty.outAt);
    if (body.kind === 'spot-check') await this.#assertLeads(worker, at);
    const own = await positions.at(worker.id, at);
    const place = await placeToVisit(db, worker.county, body.place, at, own ?? givenPosition(body));
    if (place === null) {
      const errors = [{ pointer: '/place', code: 'place-unknown' }];
      throw new Refusal('place-unknown', { code: body.place }, { errors });
    }
    const { distanceM } = place;
    const fresh = await insertVisit(db, {
      ...{ id: body.id, county: worker.county, worker: worker.id, place: place.code, grid: place.grid },
      area: place.area ?? worker.area,
      ...{ kind: body.kind, households: body.households, needs: body.needs ?? {}, note: body.note?.trim() || null },
      ...{ at, received, said, distanceM },
      proof: own === null ? 'none' : proofOf(distanceM, own.accuracyM, duty.nearM),
    });
    const row = (await visitById(db, body.id))!;
    return fresh ? visitView(row, false) : repeated(row, worker, said);
  }

  /** The newest first. Throws `area-forbidden`, `date-invalid`, `period-invalid`, `cursor-invalid`. */
  async list(caller: Caller, query: VisitQuery): Promise<VisitList> {
    const { area, place, worker, limit = 500 } = query;
    assertMay(caller, VISIT_READERS, area);
    const [from, to] = periodOf(query.from ?? EVER[0], query.to ?? EVER[1], EVER_DAYS);
    const after = query.after === undefined ? undefined : visitCursor(query.after);
    const rows = await findVisits(this.#deps.db, { area, from, to, place, worker, after, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const next = rows.length > limit ? encodeCursor(`${last!.at.getTime()} ${last!.id}`) : null;
    return { visits: page.map((row) => visitView(row, false)), next };
  }

  /** Throws `area-forbidden`, `cursor-invalid`. */
  async unvisited(caller: Caller, area: string, limit = 500, after?: string): Promise<UnvisitedList> {
    assertMay(caller, UNVISITED_READERS, area);
    const { db, clock } = this.#deps;
    const now = clock();
    const rows = await unvisitedIn(db, area, now, after === undefined ? null : stopCursor(after), limit + 1);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      places: page.map((row) => ({
        ...row,
        lastVisit: row.lastVisit?.toISOString() ?? null,
        days:
          row.lastVisit === null ? null : Math.max(0, Math.floor((now.getTime() - row.lastVisit.getTime()) / DAY_MS)),
      })),
      next: rows.length > limit ? encodeCursor(`${last!.lastVisit?.getTime() ?? ''} ${last!.place}`) : null,
    };
  }

  async #assertOnDuty(worker: WorkerRow, at: Date, outAt: string | null): Promise<void> {
    const shifts = await shiftsAround(this.#deps.db, worker.id, at, at);
    const isOn = shifts.some(
      (shift) => shift.outAt !== null || at.getTime() <= automaticEnd(shift.inAt.getTime(), outAt),
    );
    if (!isOn) throw new Refusal('off-duty', { worker: worker.id, at: at.toISOString() });
  }

  async #assertLeads(worker: WorkerRow, at: Date): Promise<void> {
    const posts = await postsOfWorkers(this.#deps.db, [worker.id], at);
    if (posts.some(({ role }) => role === 'leader')) return;
    throw new Refusal('post-missing', { role: 'leader' }, { errors: [{ pointer: '/kind', code: 'post-missing' }] });
  }
}

function givenPosition({ lon, lat, accuracyM }: NewVisit): KnownPosition | null {
  if (lon === undefined || lat === undefined || pointFault(lon, lat) !== null) return null;
  return { lon, lat, accuracyM: accuracyM ?? 0 };
}

function repeated(row: VisitRow, worker: WorkerRow, said: string): Visit {
  if (row.said !== said || row.worker !== worker.id) throw taken(row.id);
  return visitView(row, true);
}

function visitView({ said: _said, at, distanceM, ...row }: VisitRow, isRepeated: boolean): Visit {
  const distance = distanceM === null ? null : Math.round(distanceM * 10) / 10;
  return { ...row, at: at.toISOString(), distanceM: distance, repeated: isRepeated };
}

function visitCursor(cursor: string): { at: Date; id: string } {
  const found = /^(\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(decodeCursor(cursor));
  if (found === null) throw new Refusal('cursor-invalid');
  return { at: new Date(Number(found[1])), id: found[2]! };
}

function stopCursor(cursor: string): { at: Date | null; code: string } {
  const found = /^(\d{0,15}) (.+)$/s.exec(decodeCursor(cursor));
  if (found === null) throw new Refusal('cursor-invalid');
  return { at: found[1] === '' ? null : new Date(Number(found[1])), code: found[2]! };
}
