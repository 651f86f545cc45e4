/**
 * Checks as jobs and as history. A job says in the database how far it is and that it is alive, so that every process can
 * answer for it, cancel it, and tell when its process is gone.
 */
import { randomUUID } from 'node:crypto';
import { audit } from '../access/audit.ts';
import type { CoverageCheck } from '../contract/coverage.ts';
import { decodeCursor, encodeCursor } from '../contract/list-query.ts';
import type { CoverageNews } from '../contract/live.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { TaskCancelled } from '../task-threads.ts';
import { compare } from './changes.ts';
import { CHECK_STEPS, type CheckStep } from './check.ts';
import {
  type CheckEnd,
  type CheckRow,
  checkById,
  checksOf,
  endCheck,
  failSilent,
  findingsOf,
  finishCheck,
  insertCheck,
  lastCheckOf,
  reportAlive,
  reportStep,
} from './check-repository.ts';
import type { CheckHandle } from './check-threads.ts';
import { exceptionsOf } from './exception-repository.ts';
import { exceptionsFor } from './exceptions.ts';
import { isHarmless } from './report.ts';
import type { CachedResult } from './result-cache.ts';
import type { CoverageService } from './service.ts';
import type { Question } from './subject-reader.ts';

export interface CheckDeps {
  db: Database;
  coverage: CoverageService;
  clock: () => Date;
  processId: string;
  /** Hears of every check that ended with a result. */
  ended: (news: CoverageNews) => Promise<void>;
  /** Hears what could not be told to anybody. */
  warn: (error: unknown) => void;
}

const HEARTBEAT_MS = 10_000;

interface Running {
  cancelled: boolean;
  handle: CheckHandle | null;
  done: Promise<CachedResult | null>;
}

export class CheckJobs {
  readonly #deps: CheckDeps;
  readonly #running = new Map<string, Running>();
  #closed = false;

  constructor(deps: CheckDeps) {
    this.#deps = deps;
  }

  /** Begins a check. Throws `area-unknown`, `plan-unknown`, `not-ready`. */
  async start(question: Question, author: string): Promise<CoverageCheck> {
    if (this.#closed) throw new Refusal('not-ready');
    const { db, coverage, clock, processId } = this.#deps;
    await coverage.assertKnown(question);
    const { area, asOf, plan } = question;
    const startedAt = clock();
    const row = await db.transaction(async (tx) => {
      const inserted = await insertCheck(tx, { id: randomUUID(), area, asOf, plan, author, startedAt, processId });
      await audit(tx, {
        actor: author,
        action: 'coverage.check',
        target: inserted.id,
        area,
        detail: { asOf, plan },
        at: startedAt,
      });
      return inserted;
    });
    void this.run(row.id, question);
    return view(row);
  }

  /** Runs a check whose row is there. Resolves when it is over: to its result, to null when it failed or was cancelled. */
  run(id: string, question: Question): Promise<CachedResult | null> {
    const running: Running = { cancelled: this.#closed, handle: null, done: Promise.resolve(null) };
    running.done = this.#run(id, question, running).finally(() => this.#running.delete(id));
    this.#running.set(id, running);
    return running.done;
  }

  /** Resolves when a check of this process is over. Throws `check-unknown`. */
  async wait(id: string): Promise<CoverageCheck> {
    await this.#running.get(id)?.done;
    return this.get(id);
  }

  /** Throws `check-unknown`. */
  async get(id: string): Promise<CoverageCheck> {
    await failSilent(this.#deps.db, false);
    return view(await this.#find(id));
  }

  /** Throws `check-unknown`. */
  async area(id: string): Promise<string> {
    return (await this.#find(id)).area;
  }

  /** One page, newest first. Throws `cursor-invalid`. */
  async list(
    area: string,
    limit: number,
    after: string | undefined,
  ): Promise<{ checks: CoverageCheck[]; next: string | null }> {
    await failSilent(this.#deps.db, false);
    const rows = await checksOf(this.#deps.db, area, limit + 1, after === undefined ? null : positionOf(after));
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    const more = rows.length > limit && last !== undefined;
    return { checks: page.map(view), next: more ? encodeCursor(`${last.startedAt.toISOString()} ${last.id}`) : null };
  }

  /** Ends a running check without effect; one that is over stays as it ended. Throws `check-unknown`. */
  async cancel(id: string, by: string): Promise<CoverageCheck> {
    const { db, clock } = this.#deps;
    const { area } = await this.#find(id);
    const at = clock();
    await db.transaction(async (tx) => {
      if (!(await endCheck(tx, id, 'cancelled', at))) return;
      await audit(tx, { actor: by, action: 'coverage.cancel', target: id, area, at });
    });
    const running = this.#running.get(id);
    if (running !== undefined) {
      stop(running);
      await running.done;
    }
    return this.get(id);
  }

  /** At the start of a process. The embedded database has one at a time: whatever runs in it runs no more. */
  async recover(): Promise<void> {
    await failSilent(this.#deps.db, this.#deps.db.kind === 'embedded');
  }

  /** Gives up what runs: by hand as cancelled, automatic to be taken over. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const running of this.#running.values()) stop(running);
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async #run(id: string, question: Question, running: Running): Promise<CachedResult | null> {
    const { db, coverage, clock, warn } = this.#deps;
    const alive = (isAlive: Promise<boolean>): void => void isAlive.then((yes) => yes || stop(running)).catch(warn);
    const beat = setInterval(() => alive(reportAlive(db, id)), HEARTBEAT_MS);
    beat.unref();
    try {
      const step = (name: CheckStep): void => alive(reportStep(db, id, name, CHECK_STEPS[name]));
      const cached = await coverage.watched(question, step, (handle) => {
        running.handle = handle;
        if (running.cancelled) handle.cancel();
      });
      if (running.cancelled) throw new TaskCancelled();
      return (await this.#finish(id, question, cached)) ? cached : null;
    } catch (error) {
      const isCancelled = running.cancelled || error instanceof TaskCancelled;
      if (!isCancelled) warn(error);
      await endCheck(db, id, isCancelled ? 'cancelled' : 'failed', clock()).catch(warn);
      return null;
    } finally {
      clearInterval(beat);
    }
  }

  async #finish(id: string, { area, asOf, plan }: Question, { result, dataState }: CachedResult): Promise<boolean> {
    const { db, clock } = this.#deps;
    const { edition, editionNumber, dataHash, totals, counts, bandCounts: bands, findings } = result;
    const finishedAt = clock();
    const exceptions = exceptionsFor(await exceptionsOf(db, area.slice(0, 6)), findings, finishedAt);
    const clean = findings.every((one) => isHarmless({ ...one, exception: exceptions.get(one.id) ?? null }));
    const end = { finishedAt, edition, editionNumber, dataState, dataHash, clean, totals, counts, bands, findings };
    if (!(await finishCheck(db, id, end))) return false;
    if (plan === null && asOf === null) await this.#tell(id, area, end);
    return true;
  }

  /** News that cannot be told are no reason for a check to fail. */
  async #tell(id: string, area: string, { edition, editionNumber, counts, findings }: CheckEnd): Promise<void> {
    const { db, ended, warn } = this.#deps;
    try {
      const before = await lastCheckOf(db, area, id);
      const { added, gone } = compare(before === null ? [] : await findingsOf(db, before), findings);
      await ended({ area, check: id, edition, editionNumber, counts, added: added.length, gone: gone.length });
    } catch (error) {
      warn(error);
    }
  }

  async #find(id: string): Promise<CheckRow> {
    const row = await checkById(this.#deps.db, id);
    if (row === null) throw new Refusal('check-unknown', { id });
    return row;
  }
}

function stop(running: Running): void {
  running.cancelled = true;
  running.handle?.cancel();
}

/** Throws `cursor-invalid`. */
function positionOf(after: string): { startedAt: string; id: string } {
  const [startedAt, id, ...more] = decodeCursor(after).split(' ');
  const isOurs =
    startedAt !== undefined && /^\d{4}-[\d-]{5}T[\d:.]{12}Z$/.test(startedAt) && /^[0-9a-f-]{36}$/.test(id ?? '');
  if (!isOurs || more.length > 0 || Number.isNaN(Date.parse(startedAt)))
    throw new Refusal('cursor-invalid', {}, { errors: [{ pointer: 'after', code: 'cursor-invalid' }] });
  return { startedAt, id: id! };
}

function view(row: CheckRow): CoverageCheck {
  const { id, area, edition, editionNumber, plan, state, step, progress, author, dataHash, totals, counts } = row;
  return {
    id,
    area,
    edition,
    editionNumber,
    plan,
    state,
    step: state === 'running' ? step : null,
    progress: Math.round(progress * 100) / 100,
    author,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    dataHash,
    totals,
    counts,
  };
}
