/**
 * Brings a database to the schema of the program: NNNN_name.sql files, forward only, one transaction each. Table
 * schema_migration says what was applied and with which text. Several processes may start at once.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, Queryable } from './database.ts';
import { DatabaseError, ownError } from './errors.ts';
import { Sql, sql } from './sql.ts';
import { type Statement, splitStatements } from './statement-splitter.ts';

interface Migration {
  /** File name without .sql. */
  name: string;
  /** SHA-256 of the text, line ends as \n. */
  checksum: string;
  statements: Statement[];
}

interface Applied {
  name: string;
  checksum: string;
}

/** Names of the lock all migrating processes take. */
const LOCK = 5_210_471_122;

/**
 * Applies what is missing and returns its names. Rejects, before anything is changed, with 'migration-misnamed', '-gap',
 * '-unreadable', '-missing', '-changed', '-out-of-order' or 'schema-newer'; with 'postgis-not-allowed'; or with the
 * server's error, which names file and line and leaves the files before it applied.
 */
export async function migrate(db: Database, folder: string): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder);
  const applied: string[] = [];
  await db.transaction(async (tx) => {
    await lock(tx);
    await prepareDatabase(tx);
  });
  for (;;) {
    const name = await db.transaction(async (tx) => {
      await lock(tx);
      const next = nextOf(
        migrations,
        await tx.query<Applied>(sql`select name, checksum from schema_migration order by name`),
      );
      if (next === undefined) return undefined;
      await apply(tx, next);
      return next.name;
    });
    if (name === undefined) return { applied };
    applied.push(name);
  }
}

/** One process at a time; and a migration takes as long as it takes. */
async function lock(tx: Queryable): Promise<void> {
  await tx.query(sql`set local statement_timeout = 0`);
  await tx.query(sql`select pg_advisory_xact_lock(${LOCK})`);
}

async function prepareDatabase(tx: Queryable): Promise<void> {
  await tx.query(sql`
    create table if not exists schema_migration (
      name       text primary key,
      checksum   text not null,
      applied_at timestamptz not null default now()
    )`);
  const found = await tx.query(sql`select 1 as yes from pg_extension where extname = 'postgis'`);
  if (found.length > 0) return;
  try {
    await tx.query(sql`create extension postgis`);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== '42501') throw error;
    throw ownError(
      'postgis-not-allowed',
      'the database has no PostGIS and this role may not create it; let a superuser run: create extension postgis',
      error,
    );
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
  const migrations: Migration[] = [];
  for (const [i, file] of files.entries()) {
    const number = /^(\d{4})_[a-z0-9_-]+\.sql$/.exec(file)?.[1];
    if (number === undefined) throw ownError('migration-misnamed', `${file} is not named NNNN_name.sql`);
    if (Number(number) !== i + 1) {
      throw ownError('migration-gap', `${file} stands where number ${String(i + 1).padStart(4, '0')} is due`);
    }
    const text = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
    const checksum = createHash('sha256').update(text).digest('hex');
    migrations.push({ name: file.slice(0, -4), checksum, statements: readStatements(file, text) });
  }
  return migrations;
}

function readStatements(file: string, text: string): Statement[] {
  let statements: Statement[];
  try {
    statements = splitStatements(text);
  } catch (error) {
    throw ownError('migration-unreadable', `${file}: ${(error as Error).message}`, error);
  }
  const control = statements.find((s) =>
    /^(begin|start\s+transaction|commit|end|rollback|abort|savepoint)\b/i.test(s.text),
  );
  if (control !== undefined) {
    throw ownError('migration-unreadable', `${file}:${control.line} controls the transaction, which the runner does`);
  }
  return statements;
}

/** The first migration not applied yet. Throws when what was applied is not what the files say. */
function nextOf(migrations: readonly Migration[], applied: readonly Applied[]): Migration | undefined {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  const highest = migrations.at(-1)?.name.slice(0, 4) ?? '0000';
  for (const { name, checksum } of applied) {
    const file = byName.get(name);
    if (file === undefined && name.slice(0, 4) > highest) {
      throw ownError('schema-newer', `the database has migration ${name}, which this program does not know`);
    }
    if (file === undefined) throw ownError('migration-missing', `${name}.sql was applied but is not in the folder`);
    if (file.checksum !== checksum) throw ownError('migration-changed', `${name}.sql is not the text that was applied`);
  }
  const done = new Set(applied.map(({ name }) => name));
  const next = migrations.find(({ name }) => !done.has(name));
  const last = applied.at(-1)?.name;
  if (next !== undefined && last !== undefined && next.name < last) {
    throw ownError('migration-out-of-order', `${next.name}.sql was never applied, but ${last} was`);
  }
  return next;
}

async function apply(tx: Queryable, { name, checksum, statements }: Migration): Promise<void> {
  for (const { text, line } of statements) {
    try {
      await tx.query(new Sql([text], []));
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      throw new DatabaseError({ ...error, message: `${name}.sql:${line}: ${error.message}` }, error);
    }
  }
  await tx.query(sql`insert into schema_migration (name, checksum) values (${name}, ${checksum})`);
}
