/** One import under way in this process: its thread, its progress, its decision, and how it ends. */
import { rm } from 'node:fs/promises';
import type { ImportJob, ImportOptions } from '../contract/imports.ts';
import { problemOf } from '../database/errors.ts';
import type { IdleThreads } from '../idle-threads.ts';
import { type Decided, decide, StaleError } from './decision.ts';
import type { ImportTask, Problem } from './import-protocol.ts';
import { ImportThread, type ThreadEnd } from './import-thread.ts';
import { deleteRows, finishJob, insertRows, reportProgress } from './job-repository.ts';
import type { ImportDeps, ImportRequest } from './service.ts';
import { answerQuestion } from './state-repository.ts';

export interface JobStart extends ImportRequest {
  id: string;
  options: ImportOptions;
  county: string | null;
  countyName: string | null;
  startedAt: Date;
}

type Finished = Extract<ThreadEnd, { kind: 'finished' }>;
type End = { state: ImportJob['state']; problem: Problem | null; report: string | null; counts: object };

const HEARTBEAT_MS = 10_000;
/** The county may change while a plan is made; then it is made again, not for ever. */
const ATTEMPTS = 3;
const NO_COUNTS = { added: 0, changed: 0, unchanged: 0, closed: 0, edition: null };

class Cancelled extends Error {}
/** Ends the transaction of a dry run with what it would have done. */
class DryRun extends Error {
  readonly decided: Decided;
  constructor(decided: Decided) {
    super('dry run');
    this.decided = decided;
  }
}

export class RunningJob {
  /** Resolves when the job is over and its end is written down. */
  readonly done: Promise<void>;
  readonly #deps: ImportDeps;
  readonly #threads: IdleThreads;
  readonly #start: JobStart;
  #thread: ImportThread | null = null;
  #stage: ImportJob['stage'] = 'reading';
  #rowsDone = 0;
  #cancelled = false;
  #beating = false;

  constructor(deps: ImportDeps, threads: IdleThreads, start: JobStart) {
    this.#deps = deps;
    this.#threads = threads;
    this.#start = start;
    this.done = this.#run();
  }

  view(): ImportJob {
    const { id, layer, options, startedAt } = this.#start;
    return {
      id,
      layer,
      state: 'running',
      stage: this.#stage,
      dryRun: options.dryRun ?? false,
      rowsDone: this.#rowsDone,
      startedAt: startedAt.toISOString(),
      finishedAt: null,
      report: null,
      problem: null,
    };
  }

  /** Resolves when the job is over; what the decision has already brought about stays. */
  async cancel(): Promise<void> {
    this.#cancelled = true;
    this.#thread?.stop();
    await this.done;
  }

  /** A job of another process: it finds itself cancelled at its next heartbeat or at its decision. */
  static async cancelElsewhere({ db, clock }: ImportDeps, id: string): Promise<void> {
    await finishJob(db, id, { state: 'cancelled', finishedAt: clock(), report: null, counts: {}, problem: null });
  }

  async #run(): Promise<void> {
    const { db, clock } = this.#deps;
    const { id, path, temporary } = this.#start;
    const beat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    beat.unref();
    try {
      const end = await this.#attempts().catch((error: unknown) => this.#endOf(error));
      // A decision that was taken has written the end of the job in its own transaction.
      if (end !== null) await finishJob(db, id, { ...end, state: end.state as 'failed', finishedAt: clock() });
      // Rows may still be on their way when an import is stopped.
      await this.#thread?.gone();
      await deleteRows(db, id);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error), 'ImportWarning');
    } finally {
      clearInterval(beat);
      await this.#thread?.gone();
      if (temporary) await rm(path, { force: true });
    }
  }

  async #attempts(): Promise<End | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt();
      } catch (error) {
        if (!(error instanceof StaleError) || attempt === ATTEMPTS) throw error;
        await deleteRows(this.#deps.db, this.#start.id);
        this.#stage = 'reading';
        this.#rowsDone = 0;
      }
    }
  }

  /** How the job ended; null when the decision was taken, which writes the end itself. */
  async #attempt(): Promise<End | null> {
    const end = await this.#read();
    if (end.kind === 'inspected') throw new Error('an import ended as an inspection');
    if (end.kind === 'failed') return { state: 'refused', problem: end.problem, report: null, counts: {} };
    const { refused, report } = end;
    const problem = end.outcome.problem ?? (refused > 0 ? { code: 'import-refused', params: { refused } } : null);
    if (problem !== null) return { state: 'refused', problem, report, counts: NO_COUNTS };
    this.#stage = 'storing';
    const decided = await this.#decide(end);
    if (this.#start.options.dryRun) {
      return { state: 'done', problem: null, report, counts: { ...decided.counts, edition: null } };
    }
    this.#stage = 'publishing';
    await this.#publish(decided);
    return null;
  }

  async #read(): Promise<ThreadEnd> {
    const { db, history } = this.#deps;
    const { id, layer, path, fileName, options, county } = this.#start;
    if (this.#cancelled) throw new Cancelled();
    const task: ImportTask = {
      kind: 'import',
      layer,
      path,
      fileName,
      county,
      mayLink: this.#start.mayLink ?? true,
      options: {
        mapping: options.mapping ?? {},
        datum: options.datum,
        crs: options.crs,
        encoding: options.encoding,
        fileLayer: options.fileLayer,
        scheme: options.scheme,
        replace: options.replace ?? false,
      },
    };
    this.#thread = new ImportThread(this.#threads, task, {
      answer: (question) =>
        question.what === 'event-rules' ? history.rules(county!) : answerQuestion(db, question, county),
      store: async (text) => insertRows(db, id, layer === 'events' ? await history.placed(text, county!) : text),
      progress: (rowsDone) => {
        this.#rowsDone = rowsDone;
      },
    });
    const end = await this.#thread.done;
    await this.#thread.gone();
    return end;
  }

  async #decide({ outcome, report, unchanged }: Finished): Promise<Decided> {
    const { db, clock } = this.#deps;
    const { id, layer, county, countyName, options, author, fileName } = this.#start;
    try {
      return await db.transaction(async (tx) => {
        if (this.#cancelled) throw new Cancelled();
        const decided = await decide(tx, {
          history: this.#deps.history,
          jobId: id,
          layer,
          county,
          countyName,
          replace: options.replace ?? false,
          note: options.note ?? null,
          author,
          fileName,
          demo: this.#start.demo ?? false,
          outcome,
          unchanged,
        });
        if (options.dryRun) throw new DryRun(decided);
        const { counts } = decided;
        const end = { state: 'done' as const, finishedAt: clock(), report, counts, problem: null };
        if (this.#cancelled || !(await finishJob(tx, id, end))) throw new Cancelled();
        return decided;
      });
    } catch (error) {
      if (error instanceof DryRun) return error.decided;
      throw error;
    }
  }

  /** After the commit: the maps in force. A failure here undoes nothing. */
  async #publish({ counties }: Decided): Promise<void> {
    try {
      for (const county of counties) await this.#deps.maps.refresh(county);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error), 'ImportWarning');
    }
  }

  #endOf(error: unknown): End {
    if (this.#cancelled || error instanceof Cancelled)
      return { state: 'cancelled', problem: null, report: null, counts: {} };
    process.emitWarning(error instanceof Error ? error : String(error), 'ImportWarning');
    const known = problemOf(error);
    const problem =
      error instanceof StaleError
        ? { code: 'precondition-failed', params: { county: error.message } }
        : { code: known?.code ?? 'internal', params: known?.params ?? {} };
    return { state: 'failed', problem, report: null, counts: {} };
  }

  #beat(): void {
    if (this.#beating) return;
    this.#beating = true;
    reportProgress(this.#deps.db, this.#start.id, this.#deps.config.processId, this.#stage, this.#rowsDone)
      .then((alive) => {
        if (!alive && this.#stage === 'reading') {
          this.#cancelled = true;
          this.#thread?.stop();
        }
      })
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error), 'ImportWarning'))
      .finally(() => {
        this.#beating = false;
      });
  }
}
