/**
 * Signing in and out. A request may come late, from where there was no network, and twice: the id is the client's, the same words
 * are the same shift. One shift is open at a time (rules/overlap.ts). Where the worker was is found on the map of that time.
 */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { OnDuty, Shift, SignBody } from '../contract/duty.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database, Queryable } from '../database/database.ts';
import { pastInstant } from '../events/instants.ts';
import type { MapTimes } from '../events/map-times.ts';
import { saidHash } from '../events/said.ts';
import { postsOfWorkers } from '../workers/post-repository.ts';
import { holdWorker, type WorkerRow } from '../workers/repository.ts';
import { tellDuty } from '../workers/tell-repository.ts';
import { DUTY_OFFICE, ON_DUTY_READERS } from './roles.ts';
import { automaticEnd } from './rules/automatic-end.ts';
import { spanOf } from './rules/overlap.ts';
import { type WhereOnDuty, whereOnDuty } from './rules/own-place.ts';
import { dueAnswered, lateMinutes } from './rules/sign-ins.ts';
import type { DutySettingsService } from './settings-service.ts';
import { insertShift, onDutyIn, type ShiftRow, shiftById, shiftsAround, writeOut } from './shift-repository.ts';
import { shiftView } from './shift-view.ts';
import { speakerOf } from './speaker.ts';

/** So late may come what was said where there was no network. */
export const LATEST_MS = 24 * 3_600_000;
const AROUND_MS = 3 * LATEST_MS;

export interface ShiftDeps {
  db: Database;
  times: MapTimes;
  settings: DutySettingsService;
  clock: () => Date;
}

export interface Signed {
  readonly shift: Shift;
  /** The same was said before. */
  readonly repeated: boolean;
}

export class ShiftService {
  readonly #deps: ShiftDeps;

  constructor(deps: ShiftDeps) {
    this.#deps = deps;
  }

  /** Throws as `speakerOf`, and `date-invalid`, `duplicate`, `shift-open` with the shift. */
  async signIn(caller: Caller, body: SignBody): Promise<Signed> {
    const { db, settings, clock } = this.#deps;
    const received = clock();
    const worker = await speakerOf(db, caller, body.worker);
    const inAt = saidInstant(body.at, received);
    const where = await this.#where(worker, body, inAt);
    const { days, settings: duty } = await settings.dutyOf(worker.county);
    const said = saidHash(body);
    const due = dueAnswered(inAt, days);
    return db.transaction(async (tx) => {
      const before = await this.#held(tx, worker, body.id);
      if (before !== null) {
        if (before.inSaid !== said) throw taken(body.id);
        return { shift: shiftView(before), repeated: true };
      }
      const around = await shiftsAround(tx, worker.id, new Date(inAt - AROUND_MS), received);
      const spans = around.map(({ id, inAt: began, outAt }) => {
        return { id, inAt: began.getTime(), outAt: outAt?.getTime() ?? null };
      });
      const span = spanOf(inAt, spans, days, duty.outAt, received.getTime());
      if ('within' in span) throw alreadyOn(span.within);
      const at = new Date(inAt);
      if (span.cut !== null) {
        const { grid, place } = where;
        await writeOut(tx, span.cut.id, { at, by: 'worker', grid, place, reason: null, said: null });
      }
      const open = spans.find(({ outAt, id }) => outAt === null && id !== span.cut?.id && span.outAt === null);
      if (open !== undefined) await this.#endAlone(tx, open, duty.outAt);
      await insertShift(tx, {
        ...{
          id: body.id,
          county: worker.county,
          worker: worker.id,
          area: worker.area,
          inAt: at,
          received,
          inSaid: said,
        },
        dueAt: due === null ? null : new Date(due.at),
        ...{ inGrid: where.grid, inPlace: where.place, lateMin: due === null ? 0 : lateMinutes(inAt, due) },
        ...{ reason: body.reason ?? null, outAt: span.outAt === null ? null : new Date(span.outAt) },
      });
      return this.#done(tx, caller, body.id, 'duty.sign-in', { shift: body.id, place: where.place }, received);
    });
  }

  /** Throws as `speakerOf`, and `date-invalid`, `shift-unknown`, `shift-ended`, `duplicate`. */
  async signOut(caller: Caller, body: SignBody): Promise<Signed> {
    const { db, settings, clock } = this.#deps;
    const received = clock();
    const worker = await speakerOf(db, caller, body.worker);
    const outAt = saidInstant(body.at, received);
    const where = await this.#where(worker, body, outAt);
    const duty = await settings.of(worker.county);
    const said = saidHash(body);
    return db.transaction(async (tx) => {
      const shift = await this.#held(tx, worker, body.id);
      if (shift === null) throw new Refusal('shift-unknown', { id: body.id });
      if (shift.outSaid !== null) {
        if (shift.outSaid !== said) throw taken(body.id);
        return { shift: shiftView(shift), repeated: true };
      }
      if (outAt < shift.inAt.getTime()) throw beforeIn(body.at);
      // What ended by itself, or was cut, gives way to an earlier end that was said.
      const ended = shift.outAt?.getTime() ?? automaticEnd(shift.inAt.getTime(), duty.outAt);
      if (outAt > ended || shift.outBy === 'office') throw hasEnded(shift, ended);
      const at = new Date(outAt);
      const { grid, place } = where;
      await writeOut(tx, shift.id, { at, by: 'worker', grid, place, reason: body.reason ?? null, said });
      return this.#done(tx, caller, shift.id, 'duty.sign-out', { shift: shift.id, place }, received);
    });
  }

  /** A shift that somebody forgot to end, by the office, with a reason. Throws `shift-unknown`, `area-forbidden`, `shift-ended`, `body-invalid`. */
  async end(caller: Caller, id: string, reason: string): Promise<Shift> {
    const { db, clock } = this.#deps;
    const at = clock();
    const words = reason.trim();
    if (words === '') throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/reason', code: 'blank' }] });
    const known = await shiftById(db, id);
    if (known === null) throw new Refusal('shift-unknown', { id });
    assertMay(caller, DUTY_OFFICE, known.area);
    const { shift } = await db.transaction(async (tx) => {
      await holdWorker(tx, known.worker);
      const now = await shiftById(tx, id);
      if (now === null) throw new Refusal('shift-unknown', { id });
      if (now.outAt !== null) throw hasEnded(now, now.outAt.getTime());
      const out = new Date(Math.max(at.getTime(), now.inAt.getTime()));
      await writeOut(tx, id, { at: out, by: 'office', grid: null, place: null, reason: words, said: null });
      return this.#done(tx, caller, id, 'duty.end', { shift: id, reason: words }, at);
    });
    return shift;
  }

  /** Who is on duty now. Throws `area-forbidden`. */
  async onDuty(caller: Caller, area: string): Promise<OnDuty> {
    assertMay(caller, ON_DUTY_READERS, area);
    const rows = await onDutyIn(this.#deps.db, area);
    return { shifts: rows.map((row) => ({ shift: shiftView(row), name: row.name, area: row.workerArea })) };
  }

  async #where(worker: WorkerRow, body: SignBody, at: number): Promise<WhereOnDuty> {
    const { db, times } = this.#deps;
    const { maps } = await times.at(at);
    const posts = await postsOfWorkers(db, [worker.id], new Date(at));
    return whereOnDuty(maps, new Set(posts.map(({ grid }) => grid)), body);
  }

  /** The shift of that id, the worker's shifts being held. Throws `duplicate` for another worker's. */
  async #held(tx: Queryable, worker: WorkerRow, id: string): Promise<ShiftRow | null> {
    await holdWorker(tx, worker.id);
    const shift = await shiftById(tx, id);
    if (shift !== null && shift.worker !== worker.id) throw taken(id);
    return shift;
  }

  async #endAlone(tx: Queryable, open: { id: string; inAt: number }, outAt: string | null): Promise<void> {
    const at = new Date(automaticEnd(open.inAt, outAt));
    await writeOut(tx, open.id, { at, by: 'automatic', grid: null, place: null, reason: null, said: null });
  }

  async #done(
    tx: Queryable,
    { actor }: Caller,
    id: string,
    action: string,
    detail: Record<string, unknown>,
    at: Date,
  ): Promise<Signed> {
    const row = (await shiftById(tx, id))!;
    await tellDuty(tx, row.worker);
    await audit(tx, { actor, action, target: String(row.worker), area: row.area, detail, at });
    return { shift: shiftView(row), repeated: false };
  }
}

/** At most a day ago. Throws `date-invalid`. */
export function saidInstant(text: string | undefined, received: Date): number {
  const now = received.getTime();
  if (text === undefined) return now;
  const instant = pastInstant(text, now, '/at');
  if (instant >= now - LATEST_MS) return instant;
  throw new Refusal(
    'date-invalid',
    { text, reason: 'too-old' },
    { errors: [{ pointer: '/at', code: 'date-invalid' }] },
  );
}

function beforeIn(text: string | undefined): Refusal {
  const errors = [{ pointer: '/at', code: 'date-invalid' }];
  return new Refusal('date-invalid', { text: text ?? null, reason: 'before-sign-in' }, { errors });
}

export function taken(id: string): Refusal {
  return new Refusal('duplicate', { id }, { errors: [{ pointer: '/id', code: 'taken' }] });
}

function alreadyOn({ id, inAt, outAt }: { id: string; inAt: number; outAt: number | null }): Refusal {
  const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());
  return new Refusal('shift-open', { shift: id, inAt: iso(inAt), outAt: iso(outAt) });
}

function hasEnded({ id, outBy }: ShiftRow, ended: number): Refusal {
  return new Refusal('shift-ended', { shift: id, outAt: new Date(ended).toISOString(), outBy: outBy ?? 'automatic' });
}
