/**
 * A PostgreSQL server (15 or newer, PostGIS 3.3 or newer) behind the Database interface: a pool for questions, one more
 * connection for notifications. Every session has jit off (five times faster on geometry), UTC, and its own type parsers.
 */
import { type ClientBase, type ClientConfig, Pool, type PoolClient, type QueryConfig } from 'pg';
import { parserOf } from './column.ts';
import type { Database, Queryable, Row } from './database.ts';
import { ownError, toDatabaseError } from './errors.ts';
import type { Heard } from './listeners.ts';
import { type Log, warnProcess } from './log.ts';
import { PostgresListener } from './postgres-listener.ts';
import { holdPostgresLock } from './postgres-lock.ts';
import { type Sql, sql } from './sql.ts';
import { attemptTransaction, prepare, type Run, TransactionScope } from './transaction.ts';

export interface PostgresOptions {
  /** Connections for questions, 8 when not said; one more is used once something listens. */
  poolSize?: number | undefined;
  applicationName?: string | undefined;
  /** A statement that takes longer is cancelled (57014). Without it there is no limit. */
  statementTimeoutMs?: number | undefined;
  log?: Log | undefined;
}

/** How long a caller waits for a connection before 'connection-lost'. */
const CONNECT_MS = 15_000;

/** Rejects with 'connection-lost', 'postgres-too-old', 'postgis-missing', 'postgis-too-old' or the server's refusal. */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Database> {
  const database = new PostgresDatabase(url, options);
  try {
    await checkVersions(database);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

class PostgresDatabase implements Database {
  readonly kind = 'postgres';
  readonly #pool: Pool;
  readonly #listener: PostgresListener;
  readonly #config: ClientConfig;
  readonly #scope = new TransactionScope();
  readonly #open = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  constructor(url: string, options: PostgresOptions) {
    const log = options.log ?? warnProcess;
    const config: ClientConfig = {
      connectionString: url,
      application_name: options.applicationName ?? 'gezhong',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      types: {
        getTypeParser: ((type: number) => parserOf(type)) as NonNullable<ClientConfig['types']>['getTypeParser'],
      },
    };
    this.#config = config;
    this.#listener = new PostgresListener(config, log);
    this.#pool = new Pool({ ...config, max: options.poolSize ?? 8, onConnect: (client) => settle(client, options) });
    this.#pool.on('error', (error) => log('an idle connection to the database was lost', error));
  }

  async query<R extends object = Row>(statement: Sql): Promise<R[]> {
    this.#scope.refuseInside();
    const { text, parameters } = prepare(statement);
    return this.#withClient(async (run) => (await run(text, parameters)).rows as R[]);
  }

  async transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T> {
    return this.#scope.run(() => this.#withClient((run) => attemptTransaction(run, work)));
  }

  async listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
    this.#scope.refuseInside();
    return this.#listener.listen(channel, heard);
  }

  async notify(channel: string, payload: string): Promise<void> {
    await this.query(sql`select pg_notify(${channel}, ${payload})`);
  }

  holdAlone(name: string, lost: () => void): Promise<(() => Promise<void>) | null> {
    return holdPostgresLock(this.#config, name, lost);
  }

  /** Waits for what is under way: the pool would forget those that still wait for a connection. */
  close(): Promise<void> {
    this.#closed ??= (async () => {
      await Promise.all([this.#listener.close(), Promise.allSettled(this.#open)]);
      await this.#pool.end();
    })();
    return this.#closed;
  }

  #withClient<T>(task: (run: Run) => Promise<T>): Promise<T> {
    if (this.#closed !== undefined) return Promise.reject(ownError('database-closed', 'the database is closed'));
    const result = this.#lend(task);
    this.#open.add(result);
    const over = (): void => void this.#open.delete(result);
    result.then(over, over);
    return result;
  }

  /** A connection that broke, or whose transaction could not be ended, is thrown away rather than given back. */
  async #lend<T>(task: (run: Run) => Promise<T>): Promise<T> {
    const client = await this.#connect();
    let broken: Error | undefined;
    const lost = (error: Error): void => {
      broken ??= error;
    };
    client.on('error', lost);
    const run: Run = async (text, parameters) => {
      const extended: QueryConfig & { queryMode: 'extended' } = { text, values: parameters, queryMode: 'extended' };
      try {
        const { rows, command } = await client.query(extended);
        return { rows, command };
      } catch (thrown) {
        const error = toDatabaseError(thrown);
        if (error.code === 'connection-lost' || text === 'rollback' || text === 'commit') lost(error);
        throw error;
      }
    };
    try {
      return await task(run);
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }

  async #connect(): Promise<PoolClient> {
    try {
      return await this.#pool.connect();
    } catch (error) {
      throw toDatabaseError(error);
    }
  }
}

async function settle(client: ClientBase, options: PostgresOptions): Promise<void> {
  const timeout = Math.max(0, Math.floor(options.statementTimeoutMs ?? 0));
  await client.query(
    `set jit = off; set timezone = 'UTC'; set datestyle = 'ISO'; set bytea_output = 'hex'; set extra_float_digits = 1;
     set standard_conforming_strings = on; set statement_timeout = ${timeout}`,
  );
}

/** PostGIS need not be created yet, migrations do that; but the server must have it. */
async function checkVersions(database: Database): Promise<void> {
  const [found] = await database.query<{ server: number; postgis: string | null }>(sql`
    select current_setting('server_version_num')::int as server,
           coalesce((select extversion from pg_extension where extname = 'postgis'),
                    (select default_version from pg_available_extensions where name = 'postgis')) as postgis`);
  const { server, postgis } = found!;
  if (server < 150_000) {
    throw ownError('postgres-too-old', `PostgreSQL ${Math.floor(server / 10_000)} is too old, at least 15 is needed`);
  }
  if (postgis === null) {
    throw ownError('postgis-missing', 'the server has no PostGIS; install it (Debian: postgresql-15-postgis-3)');
  }
  const [major, minor] = postgis.split('.').map(Number);
  if (major! < 3 || (major === 3 && minor! < 3)) {
    throw ownError('postgis-too-old', `PostGIS ${postgis} is too old, at least 3.3 is needed`);
  }
}
