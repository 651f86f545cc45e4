/**
 * The same tests on both databases: `eachDatabase((name, open) => …)` makes a describe block for 'embedded' and one for
 * 'postgres'. `open()` gives a database of its own, migrated unless asked otherwise, that goes when the block is over.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, inject } from 'vitest';
import type { Database } from '../../server/database/database.ts';
import { openEmbedded } from '../../server/database/embedded.ts';
import { DatabaseError } from '../../server/database/errors.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { Sql } from '../../server/database/sql.ts';
import { copyTemplate } from './embedded-template.ts';
import { giveBack, type OpenedEngine, takeEngine } from './engine-pool.ts';
import { databaseUrl, type Template } from './global-database.ts';
import { NO_SERVER } from './postgres-server.ts';

export type DatabaseName = 'embedded' | 'postgres';

export interface OpenOptions {
  /** With PostGIS, without the project's tables. */
  empty?: boolean;
}

export type OpenTestDatabase = (options?: OpenOptions) => Promise<Database>;

/** Where a test database lies: a folder or a URL, for tests that open it themselves. */
export interface TestPlace {
  at: string;
  remove(): Promise<void>;
}

export function eachDatabase(tests: (name: DatabaseName, open: OpenTestDatabase) => void): void {
  describe('embedded', () => tests('embedded', opener('embedded')));
  if (inject('postgresTemplate') === undefined) {
    describe.skip(`postgres (${NO_SERVER})`, () => tests('postgres', opener('postgres')));
  } else describe('postgres', () => tests('postgres', opener('postgres')));
}

function opener(name: DatabaseName): OpenTestDatabase {
  const ends: (() => Promise<void>)[] = [];
  afterAll(async () => {
    for (const end of ends) await end();
  });
  return async (options = {}) => {
    if (name === 'embedded' && !options.empty) {
      const pooled = await takeEngine(openMigrated);
      ends.push(() => giveBack(pooled));
      return pooled.db;
    }
    const place = await makePlace(name, options);
    const db = name === 'embedded' ? await openEmbedded({ folder: place.at }) : await openPostgres(place.at);
    ends.push(async () => {
      await db.close();
      await place.remove();
    });
    return db;
  };
}

/** Its folder goes when the engine is closed, at the latest with the process. */
async function openMigrated(): Promise<OpenedEngine> {
  const place = await makeFolder({});
  const db = await openEmbedded({ folder: place.at });
  process.once('exit', () => rmSync(place.at, { recursive: true, force: true }));
  const close = async (): Promise<void> => {
    await db.close();
    await place.remove();
  };
  return { db, close };
}

/** A fresh folder or database, not opened. */
export async function makePlace(name: DatabaseName, options: OpenOptions = {}): Promise<TestPlace> {
  return name === 'embedded' ? makeFolder(options) : makeDatabase(options);
}

function chosen(template: Template, { empty }: OpenOptions): string {
  if (empty) return template.empty;
  if (template.migrated === undefined) throw new Error(`the migrations fail: ${template.failure}`);
  return template.migrated;
}

async function makeFolder(options: OpenOptions): Promise<TestPlace> {
  const from = chosen(inject('embeddedTemplate'), options);
  const at = mkdtempSync(join(tmpdir(), 'gezhong-db-'));
  copyTemplate(from, at);
  return { at, remove: async () => rmSync(at, { recursive: true, force: true }) };
}

async function makeDatabase(options: OpenOptions): Promise<TestPlace> {
  const template = inject('postgresTemplate');
  if (template === undefined) throw new Error(NO_SERVER);
  const name = `${template.prefix}_${randomBytes(5).toString('hex')}`;
  await administer(template.url, `create database ${name} template ${chosen(template, options)}`);
  return {
    at: databaseUrl(template.url, name),
    remove: () => administer(template.url, `drop database if exists ${name} with (force)`),
  };
}

/** Another file may be copying the template at this very moment (55006): then again. */
async function administer(url: string, text: string): Promise<void> {
  const admin = await openPostgres(url, { poolSize: 1 });
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        await admin.query(new Sql([text], []));
        return;
      } catch (error) {
        if (!(error instanceof DatabaseError) || error.code !== '55006' || attempt === 20) throw error;
        await sleep(100);
      }
    }
  } finally {
    await admin.close();
  }
}
