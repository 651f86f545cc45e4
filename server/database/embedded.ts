/**
 * The embedded database: PGlite with PostGIS in a worker thread. One connection: what comes while a transaction is open
 * waits for its end. A crash of the engine rejects what was open; the next question starts the engine again on the folder,
 * where everything acknowledged still is.
 */
import { mkdirSync } from 'node:fs';
import { databaseCounters } from './counters.ts';
import type { Database, Queryable, Row } from './database.ts';
import { type ClusterFolder, clusterFolder } from './embedded-folder.ts';
import { EmbeddedSpace } from './embedded-space.ts';
import { EngineThread } from './embedded-thread.ts';
import { upkeep } from './embedded-upkeep.ts';
import { DatabaseError, ownError } from './errors.ts';
import { lockFolder } from './folder-lock.ts';
import { channelName, type Heard, Listeners } from './listeners.ts';
import { type Log, warnProcess } from './log.ts';
import type { Parameter } from './parameter.ts';
import { SerialQueue } from './serial-queue.ts';
import { Sql, sql } from './sql.ts';
import { attemptTransaction, prepare, TransactionScope } from './transaction.ts';

export type OpenStage = 'waiting-for-holder' | 'creating-database' | 'starting-engine' | 'installing-postgis' | 'ready';

export interface EmbeddedOptions {
  /** Where the database lives; made when absent. */
  folder: string;
  /** The first start takes 10 to 30 s, later ones about 2 s. */
  onProgress?: ((stage: OpenStage) => void) | undefined;
  log?: Log | undefined;
}

/** A C++ exception leaks about 20 kB of the engine's memory, which is at most 2 GB: after so many it is started anew. */
const EXCEPTIONS_PER_ENGINE = 5000;
const UPKEEP_MS = 60_000;

/** Rejects with 'database-held', 'folder-version' or 'connection-lost'. */
export async function openEmbedded(options: EmbeddedOptions): Promise<Database> {
  const { folder, onProgress } = options;
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder, () => onProgress?.('waiting-for-holder'));
  let database: EmbeddedDatabase | undefined;
  try {
    const cluster = clusterFolder(folder);
    database = new EmbeddedDatabase(cluster, unlock, options.log ?? warnProcess);
    onProgress?.(cluster.made ? 'starting-engine' : 'creating-database');
    await database.start();
    if (!cluster.made) {
      onProgress?.('installing-postgis');
      await database.query(sql`create extension if not exists postgis`);
      cluster.finish();
    }
    onProgress?.('ready');
    return database;
  } catch (error) {
    await database?.close();
    unlock();
    throw error;
  }
}

class EmbeddedDatabase implements Database {
  readonly kind = 'embedded';
  readonly #cluster: ClusterFolder;
  readonly #unlock: () => void;
  readonly #log: Log;
  readonly #listeners: Listeners;
  readonly #queue = new SerialQueue();
  readonly #scope = new TransactionScope();
  #thread: EngineThread | undefined;
  readonly #space: EmbeddedSpace;
  /** What the running engine was told. */
  #readsOnly = false;
  /** Between begin and its end. */
  #inside = false;
  #exceptions = 0;
  readonly #upkeep: NodeJS.Timeout;
  #closed: Promise<void> | undefined;

  constructor(cluster: ClusterFolder, unlock: () => void, log: Log) {
    this.#cluster = cluster;
    this.#unlock = unlock;
    this.#log = log;
    this.#listeners = new Listeners(log);
    this.#space = new EmbeddedSpace(cluster.pgdata);
    this.#upkeep = setInterval(() => {
      if (this.#space.isLow()) return;
      upkeep((statement) => this.query(statement)).catch((error: unknown) =>
        log('the upkeep of a table failed', error),
      );
    }, UPKEEP_MS);
    this.#upkeep.unref();
  }

  async start(): Promise<void> {
    this.#exceptions = 0;
    this.#readsOnly = false;
    this.#inside = false;
    this.#thread = await EngineThread.start(this.#cluster.pgdata, {
      heard: (channel, payload) => this.#listeners.tell(channel, payload),
      thrown: () => {
        this.#exceptions++;
        databaseCounters.geometryExceptions++;
      },
      lost: (error) => this.#log('the embedded engine was lost', error),
    });
  }

  async query<R extends object = Row>(statement: Sql): Promise<R[]> {
    this.#scope.refuseInside();
    const { text, parameters } = prepare(statement);
    const { rows } = await this.#exclusive((thread) => this.#run(thread, text, parameters));
    return rows as R[];
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#scope.run(() =>
      this.#exclusive((thread) => attemptTransaction((text, values) => this.#run(thread, text, values), work)),
    );
  }

  async listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
    const known = this.#listeners.has(channel);
    const stop = this.#listeners.add(channel, heard);
    try {
      if (!known) await this.query(plain(`listen ${channelName(channel)}`));
    } catch (error) {
      stop();
      throw error;
    }
    return async () => {
      stop();
      if (this.#closed === undefined && !this.#listeners.has(channel)) {
        await this.query(plain(`unlisten ${channelName(channel)}`));
        if (this.#listeners.has(channel)) await this.query(plain(`listen ${channelName(channel)}`));
      }
    };
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.query(sql`select pg_notify(${channel}, ${payload})`);
  }

  /** The folder belongs to this process alone. */
  async holdAlone(): Promise<() => Promise<void>> {
    return async () => {};
  }

  close(): Promise<void> {
    clearInterval(this.#upkeep);
    this.#closed ??= this.#queue.run(async () => {
      try {
        await this.#thread?.close();
      } finally {
        this.#unlock();
      }
    });
    return this.#closed;
  }

  async #run(thread: EngineThread, text: string, parameters: Parameter[]): Promise<{ rows: Row[]; command: string }> {
    if (/^\s*copy\b/i.test(text)) throw ownError('copy-unsupported', 'COPY cannot run on the embedded engine');
    try {
      await this.#mindSpace(thread, text);
      return await thread.run(text, parameters);
    } catch (error) {
      if (error instanceof DatabaseError && error.code === 'swallowed-error') databaseCounters.swallowedErrors++;
      throw this.#space.explain(error);
    }
  }

  /** A transaction that is open becomes read-only too; what is set in it would be undone with it, so the rest waits for its end. */
  async #mindSpace(thread: EngineThread, text: string): Promise<void> {
    if (text === 'commit' || text === 'rollback') {
      this.#inside = false;
      return;
    }
    const isLow = this.#space.isLow();
    if (isLow !== this.#readsOnly) {
      if (this.#inside) {
        if (isLow) await thread.run('set transaction_read_only = on', []);
      } else {
        await thread.run(`set default_transaction_read_only = ${isLow ? 'on' : 'off'}`, []);
        this.#readsOnly = isLow;
      }
    }
    if (text === 'begin') this.#inside = true;
  }

  #exclusive<T>(task: (thread: EngineThread) => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) return Promise.reject(ownError('database-closed', 'the database is closed'));
    return this.#queue.run(async () => task(await this.#living()));
  }

  /** The engine, started again when it is gone or has leaked enough; those who listen are then told to look again. */
  async #living(): Promise<EngineThread> {
    if (this.#thread?.alive && this.#exceptions < EXCEPTIONS_PER_ENGINE) return this.#thread;
    await this.#thread?.close();
    await this.start();
    databaseCounters.engineRestarts++;
    for (const channel of this.#listeners.channels()) await this.#thread!.run(`listen ${channelName(channel)}`, []);
    queueMicrotask(() => this.#listeners.tellAll());
    return this.#thread!;
  }
}

/** A statement of fixed text: the two that take no parameters where a name must stand. */
function plain(text: string): Sql {
  return new Sql([text], []);
}
