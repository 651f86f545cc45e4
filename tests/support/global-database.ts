/**
 * Once for a run of the server tests: the embedded templates, a PostgreSQL server, and its template databases.
 * GEZHONG_TEST_DATABASE_URL names a server whose role may create databases; `none` leaves PostgreSQL out.
 */
import { randomBytes } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import type { TestProject } from 'vitest/node';
import { compile, compiledEntry } from '../../server/compiled.mjs';
import type { Database } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { Sql } from '../../server/database/sql.ts';
import { emptyTemplate, MIGRATIONS, migratedTemplate } from './embedded-template.ts';
import { startTestServer } from './postgres-server.ts';

export interface Template {
  /** What to copy: a folder, or a template database. */
  empty: string;
  /** undefined: `failure` says why. */
  migrated: string | undefined;
  failure: string | undefined;
}

declare module 'vitest' {
  export interface ProvidedContext {
    embeddedTemplate: Template;
    /** Where the program is compiled, for its worker threads; empty when the sources may change during the run. */
    compiledProgram: string;
    /** undefined: no PostgreSQL here. */
    postgresTemplate: (Template & { url: string; prefix: string }) | undefined;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide('compiledProgram', project.vitest.config.watch ? '' : await compiledProgram());
  const empty = await emptyTemplate();
  project.provide('embeddedTemplate', { empty, ...(await attempt(migratedTemplate)) });
  const given = process.env.GEZHONG_TEST_DATABASE_URL;
  const server = given === 'none' ? undefined : given ? { url: given, stop: async () => {} } : await startTestServer();
  if (server === undefined) {
    project.provide('postgresTemplate', undefined);
    return async () => {};
  }
  const prefix = `gezhong_test_${randomBytes(4).toString('hex')}`;
  const admin = await openPostgres(server.url, { poolSize: 1 });
  const stop = async (): Promise<void> => {
    const left = await admin.query<{ datname: string }>(
      new Sql(['select datname from pg_database where starts_with(datname, ', ')'], [prefix]),
    );
    for (const { datname } of left) await command(admin, `drop database ${datname} with (force)`);
    await admin.close();
    await server.stop();
  };
  try {
    const bare = `${prefix}_empty`;
    await command(admin, `create database ${bare}`);
    await within(server.url, bare, (db) => command(db, 'create extension postgis'));
    const migrated = await attempt(async () => {
      const name = `${prefix}_migrated`;
      await command(admin, `create database ${name} template ${bare}`);
      await within(server.url, name, (db) => migrate(db, MIGRATIONS));
      return name;
    });
    project.provide('postgresTemplate', { url: server.url, prefix, empty: bare, ...migrated });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** The folder's URL. */
async function compiledProgram(): Promise<string> {
  const known = await compiledEntry('main');
  return known === null ? (await compile()).href : new URL('.', pathToFileURL(known)).href;
}

/** Migrations that fail must fail the tests that need them, not those that do not. */
async function attempt(build: () => Promise<string>): Promise<Pick<Template, 'migrated' | 'failure'>> {
  try {
    return { migrated: await build(), failure: undefined };
  } catch (error) {
    return { migrated: undefined, failure: error instanceof Error ? error.message : String(error) };
  }
}

async function within(url: string, name: string, work: (db: Database) => Promise<unknown>): Promise<void> {
  const db = await openPostgres(databaseUrl(url, name), { poolSize: 1 });
  try {
    await work(db);
  } finally {
    await db.close();
  }
}

async function command(db: Database, text: string): Promise<void> {
  await db.query(new Sql([text], []));
}

export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
