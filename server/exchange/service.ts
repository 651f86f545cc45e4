/**
 * Imports as jobs. A thread of its own reads, checks and plans; rows wait in the database; one transaction decides. Any
 * refused row refuses the whole import. One import per county at a time, over all processes.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { countyExists } from '../areas/register-repository.ts';
import type { Config } from '../config.ts';
import type { ImportJob, ImportLayer, ImportOptions, Inspection } from '../contract/imports.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import type { EventHistory } from '../events/history/service.ts';
import { listSchemes } from '../grids/edition-repository.ts';
import { IdleThreads } from '../idle-threads.ts';
import type { PublishedMaps } from '../locate/published-maps.ts';
import { checkOptions, countyOf } from './import-options.ts';
import { ImportThread } from './import-thread.ts';

import { describeFile } from './inspection.ts';
import { clearRows, failSilent, findJob, findRunning, holdStart, insertJob, type JobRow } from './job-repository.ts';
import { RunningJob } from './running-job.ts';

/** An upload on PostgreSQL whose process was killed: no import takes this long to begin. */
const FORGOTTEN_MS = 24 * 3600_000;

export interface ImportDeps {
  db: Database;
  config: Config;
  maps: PublishedMaps;
  history: EventHistory;
  clock: () => Date;
}

export interface ImportRequest {
  layer: ImportLayer;
  /** Where the file lies, and what its owner calls it. */
  path: string;
  fileName: string;
  options: ImportOptions;
  /** A caller's `actor`, for the audit log and the edition. */
  author: string;
  /** The file is an upload: removed when the job is over. */
  temporary?: boolean;
  /** Workers: whether who imports may say which account signs in as whom; left out: yes. */
  mayLink?: boolean;
  /** Workers: marked as those of the demo county. */
  demo?: boolean;
}

export class ImportService {
  readonly #deps: ImportDeps;
  readonly #running = new Map<string, RunningJob>();
  readonly #inspecting = new Set<ImportThread>();
  readonly #threads = new IdleThreads(new URL('./import-worker.ts', import.meta.url));
  #closed = false;

  constructor(deps: ImportDeps) {
    this.#deps = deps;
  }

  /**
   * Begins a job. Throws Refusal: `body-invalid`, `request-invalid` (no county), `area-unknown`, `import-mapping-invalid`,
   * `scheme-invalid`, `crs-unknown`, `import-running`. A temporary file is then the caller's still.
   */
  async start(request: ImportRequest): Promise<ImportJob> {
    if (this.#closed) throw new Refusal('not-ready');
    const { db, clock, config } = this.#deps;
    const { layer, fileName, author } = request;
    const options = checkOptions(request.options, layer, await listSchemes(db));
    const { code: county, name } = countyOf(options);
    if (county === null && layer !== 'areas') {
      throw new Refusal('request-invalid', {}, { errors: [{ pointer: '/county', code: 'missing' }] });
    }
    if (county !== null && name === null && layer !== 'areas' && !(await countyExists(db, county))) {
      throw new Refusal('area-unknown', { code: county });
    }
    const id = randomUUID();
    const startedAt = clock();
    await db.transaction(async (tx) => {
      await holdStart(tx);
      await failSilent(tx, false);
      const other = await findRunning(tx, county);
      if (other !== null) throw new Refusal('import-running', { job: other });
      const { processId } = config;
      await insertJob(tx, {
        id,
        layer,
        county,
        fileName: fileName.slice(0, 200),
        options,
        author,
        startedAt,
        processId,
      });
    });
    const job = new RunningJob(this.#deps, this.#threads, {
      ...request,
      id,
      options,
      county,
      countyName: name,
      startedAt,
    });
    this.#running.set(id, job);
    job.done.finally(() => this.#running.delete(id)).catch(() => {});
    return job.view();
  }

  /** Resolves when the job is over, with how it ended. */
  async wait(id: string): Promise<ImportJob> {
    await this.#running.get(id)?.done;
    return this.get(id);
  }

  /** Throws `import-unknown`. */
  async get(id: string): Promise<ImportJob> {
    return JSON.parse(await this.text(id)) as ImportJob;
  }

  /** The job as JSON text: a long report goes from the database to the wire unread. */
  async text(id: string): Promise<string> {
    const running = this.#running.get(id);
    if (running) return JSON.stringify(running.view());
    return jobText(await this.#find(id));
  }

  /** What a job is about; county null for areas of any. Throws `import-unknown`. */
  async subject(id: string): Promise<Pick<JobRow, 'layer' | 'county'>> {
    return this.#find(id);
  }

  /** Ends a running job without effect; one that is over stays as it ended. Throws `import-unknown`. */
  async cancel(id: string): Promise<ImportJob> {
    await this.#find(id);
    const running = this.#running.get(id);
    if (running) await running.cancel();
    else await RunningJob.cancelElsewhere(this.#deps, id);
    return this.wait(id);
  }

  /** What is in a file; nothing is kept. Throws `file-unreadable` with the reason. */
  async inspect(
    path: string,
    fileName: string,
    options: Pick<ImportOptions, 'encoding' | 'fileLayer'> = {},
    layer?: ImportLayer,
  ): Promise<Inspection> {
    const { encoding, fileLayer } = options;
    const thread = new ImportThread(
      this.#threads,
      { kind: 'inspect', path, fileName, options: { encoding, fileLayer } },
      { answer: async () => '[]', store: async () => {}, progress: () => {} },
    );
    this.#inspecting.add(thread);
    try {
      const end = await thread.done;
      if (end.kind === 'failed') throw new Refusal('file-unreadable', end.problem.params);
      if (end.kind !== 'inspected') throw new Error('an inspection ended as an import');
      return describeFile(end.inspection, layer);
    } finally {
      this.#inspecting.delete(thread);
      thread.stop();
    }
  }

  /** At the start of a process, before any job: ends what an earlier one left behind, in the database and among the uploads. */
  async recover(db: Database): Promise<void> {
    // The embedded database has one process at a time: whatever runs in it runs no more.
    await failSilent(db, db.kind === 'embedded');
    await clearRows(db);
    const folder = this.uploadFolder();
    await mkdir(folder, { recursive: true });
    for (const name of await readdir(folder)) {
      const path = join(folder, name);
      if (db.kind === 'embedded' || (await isForgotten(path))) await rm(path, { force: true, recursive: true });
    }
  }

  /** Where uploads wait. */
  uploadFolder(): string {
    return join(this.#deps.config.dataFolder, 'uploads');
  }

  get maxUploadBytes(): number {
    return this.#deps.config.maxUploadBytes;
  }

  /** Cancels what runs; jobs end as cancelled. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const thread of this.#inspecting) thread.stop();
    await Promise.all([...this.#running.values()].map((job) => job.cancel()));
    this.#threads.close();
  }

  async #find(id: string): Promise<JobRow> {
    const row = await findJob(this.#deps.db, id);
    if (row === null) throw new Refusal('import-unknown', { id });
    return row;
  }
}

/** A job as the database knows it; while it runs in another process its report column holds the progress. */
function jobText(row: JobRow): string {
  const running = row.state === 'running';
  const progress = running ? (JSON.parse(row.report ?? '{}') as { stage?: string; rowsDone?: number }) : {};
  const rows = running ? (progress.rowsDone ?? 0) : Number(/"rows": ?(\d+)/.exec(row.report ?? '')?.[1] ?? 0);
  const head = JSON.stringify({
    id: row.id,
    layer: row.layer,
    state: row.state,
    stage: running ? (progress.stage ?? 'reading') : 'finished',
    dryRun: row.options.dryRun ?? false,
    rowsDone: rows,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    problem: row.problem,
  });
  return `${head.slice(0, -1)},"report":${running ? 'null' : (row.report ?? 'null')}}`;
}

/** Of no import that still runs: another process may use the folder too. */
async function isForgotten(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found !== null && Date.now() - found.mtimeMs > FORGOTTEN_MS;
}
