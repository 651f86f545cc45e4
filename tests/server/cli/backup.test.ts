/** Backup, restore, and the same answers byte for byte; and what is refused on the way. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { postgresEnvironment } from '../../../server/backup/postgres-tools.ts';
import { backupCommand, restoreCommand } from '../../../server/cli/backup.ts';
import { UsageError } from '../../../server/cli/terminal.ts';
import type { Database } from '../../../server/database/database.ts';
import { migrate } from '../../../server/database/migrate.ts';
import { openDatabase } from '../../../server/database/open.ts';
import { addAccount, ask } from '../../support/access-app.ts';
import { openApp } from '../../support/app.ts';
import { makePlace, type TestPlace } from '../../support/database.ts';
import { copyTemplate, MIGRATIONS } from '../../support/embedded-template.ts';
import { openDesk } from '../../support/event-desk.ts';
import { jpegOf } from '../../support/photo-writer.ts';
import { NO_SERVER } from '../../support/postgres-server.ts';
import { scratch } from '../../support/scratch.ts';
import { COUNTY } from '../../support/small-county.ts';

describe('where pg_dump connects', () => {
  it.each([
    [
      'postgres://u:p%40ss@db.example:5433/gezhong',
      { PGHOST: 'db.example', PGPORT: '5433', PGUSER: 'u', PGPASSWORD: 'p@ss', PGDATABASE: 'gezhong' },
    ],
    ['postgresql://postgres@localhost/x?host=%2Ftmp%2Fpg', { PGHOST: '/tmp/pg', PGUSER: 'postgres', PGDATABASE: 'x' }],
    [
      'postgres://h/d?sslmode=verify-full&sslrootcert=%2Fca.pem',
      { PGHOST: 'h', PGDATABASE: 'd', PGSSLMODE: 'verify-full', PGSSLROOTCERT: '/ca.pem' },
    ],
  ])('%s', (url, environment) => {
    expect(postgresEnvironment(url)).toEqual(environment);
  });
});

const disk = scratch();

function terminal(env: Record<string, string>) {
  const sink = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return { stdin: Readable.from([]), stdout: sink(), stderr: sink(), env: { ...process.env, ...env } };
}

/** Where a database lies, and the environment that names it. */
interface Home {
  environment: Record<string, string>;
  remove(): Promise<void>;
}

async function embeddedHome(filled: boolean): Promise<Home> {
  const folder = join(disk.folder, `data-${readdirSync(disk.folder).length}`);
  mkdirSync(folder);
  if (filled) copyTemplate(inject('embeddedTemplate').migrated!, join(folder, 'database'));
  return { environment: { DATABASE_URL: '', GEZHONG_DATA: folder }, remove: async () => {} };
}

async function postgresHome(filled: boolean): Promise<Home> {
  const place: TestPlace = await makePlace('postgres', { empty: !filled });
  return { environment: { DATABASE_URL: place.at, GEZHONG_DATA: disk.folder }, remove: () => place.remove() };
}

const open = ({ environment }: Home): Promise<Database> =>
  openDatabase(
    { databaseUrl: environment.DATABASE_URL || undefined, dataFolder: environment.GEZHONG_DATA!, poolSize: 3 },
    undefined,
    () => {},
  );

const hasServer = inject('postgresTemplate') !== undefined;
const NOW = new Date();

describe.each([
  ['embedded', embeddedHome, true],
  [hasServer ? 'postgres' : `postgres (${NO_SERVER})`, postgresHome, hasServer],
] as const)('%s', (name, home, isHere) => {
  let from: Home;
  let folder: string;
  let token: string;
  let event: string;
  let picture: string;
  let answers: Record<string, string>;
  const homes: Home[] = [];
  const made = async (filled: boolean): Promise<Home> => {
    const one = await home(filled);
    homes.push(one);
    return one;
  };

  /** A hash of the answer to each of a set of questions: registers, index, tiles, coverage, events, people, accounts, audit. */
  const answersOf = async (of: Home): Promise<Record<string, string>> => {
    const db = await open(of);
    await migrate(db, MIGRATIONS);
    const service = await openApp(db, {}, { clock: () => NOW });
    const hashes: Record<string, string> = {};
    for (const path of [
      ...['/api/areas', `/api/areas/${COUNTY}`, `/api/grids?area=${COUNTY}`, `/api/editions?county=${COUNTY}`],
      ...[`/api/places?area=${COUNTY}`, `/api/base?area=${COUNTY}`, '/api/locate?lon=117.012&lat=30.002'],
      ...[
        '/api/locate?place=b1&county=990101',
        '/tiles/grids/14/13516/6759.mvt',
        '/tiles/buildings/16/54067/27038.mvt',
      ],
      ...[
        `/api/coverage?area=${COUNTY}`,
        `/api/events?area=${COUNTY}`,
        `/api/events/${event}`,
        `/api/events/${event}/photos/${picture}`,
      ],
      ...['/api/accounts', '/api/tokens', '/api/audit', `/api/workers?area=${COUNTY}`, `/api/plans?area=${COUNTY}`],
    ]) {
      const answer = await service.app.inject({ url: path, headers: { authorization: `Bearer ${token}` } });
      const hash = createHash('sha256').update(answer.rawPayload).digest('hex');
      hashes[path] = `${answer.statusCode} ${answer.headers.etag ?? ''} ${hash}`;
    }
    await service.close();
    await db.close();
    return hashes;
  };

  beforeAll(async () => {
    if (!isHere) return;
    from = await made(true);
    const db = await open(from);
    const desk = await openDesk(db);
    token = desk.tokens.admin;
    await addAccount(db, 'keeper', [{ role: 'admin', area: COUNTY }]);
    event = (await desk.reported()).id;
    await desk.step(event, 'file');
    const taken = await desk.photo(event, jpegOf());
    picture = taken.body.id;
    await ask(desk.service.app, 'POST', '/api/plans', {
      token: desk.tokens.planner,
      payload: { area: `${COUNTY}001001`, title: '备份' },
    });
    await desk.close();
    await db.close();
    answers = await answersOf(from);
    folder = join(disk.folder, `backup-${name.slice(0, 8)}`);
  });
  afterAll(async () => {
    for (const one of homes) await one.remove();
  });

  it.runIf(isHere)('restores into an empty database, which gives the same answers', async () => {
    expect(Object.entries(answers).filter(([, answer]) => !answer.startsWith('200 '))).toEqual([]);
    expect(await backupCommand([folder], terminal(from.environment))).toBe(0);
    expect(existsSync(`${folder}.draft`)).toBe(false);
    const to = await made(false);
    expect(await restoreCommand([folder], terminal(to.environment))).toBe(0);
    expect(await answersOf(to)).toEqual(answers);
  });

  it.runIf(isHere)('writes over nothing: neither a backup nor a database', async () => {
    await expect(backupCommand([folder], terminal(from.environment))).rejects.toThrow(/exists already/);
    await expect(restoreCommand([folder], terminal(from.environment))).rejects.toBeInstanceOf(UsageError);
    // what was backed up is as it was
    expect(await answersOf(from)).toEqual(answers);
  });

  it.runIf(isHere)('does not restore what was changed, cut short, or is none', async () => {
    const to = await made(false);
    const damaged = `${folder}-damaged`;
    cpSync(folder, damaged, { recursive: true });
    const [file] = Object.keys(JSON.parse(readFileSync(join(damaged, 'backup.json'), 'utf8')).files);
    const bytes = readFileSync(join(damaged, file!));
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(join(damaged, file!), bytes);
    await expect(restoreCommand([damaged], terminal(to.environment))).rejects.toThrow(/not what was backed up/);
    await expect(restoreCommand([disk.folder], terminal(to.environment))).rejects.toThrow(/is no backup/);
    await expect(restoreCommand([], terminal(to.environment))).rejects.toBeInstanceOf(UsageError);
  });

  it.runIf(isHere && name === 'embedded')('waits for the service to be stopped', async () => {
    const db = await open(from);
    await expect(backupCommand([`${folder}-held`], terminal(from.environment))).rejects.toThrow(/stop that service/);
    await db.close();
    expect(existsSync(`${folder}-held`)).toBe(false);
  });
});
