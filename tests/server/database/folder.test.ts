import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../server/database/embedded.ts';
import { lockFolder } from '../../../server/database/folder-lock.ts';
import { openDatabase } from '../../../server/database/open.ts';
import { sql } from '../../../server/database/sql.ts';
import { makePlace } from '../../support/database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gezhong-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of a folder', () => {
  /** What a holder wrote, with parts of it changed. */
  const leave = async (changes: Record<string, unknown>, name = 'left.lock'): Promise<string> => {
    const unlock = await lockFolder(folder);
    const [own] = readdirSync(join(folder, 'lock'));
    const holder = JSON.parse(readFileSync(join(folder, 'lock', own!), 'utf8'));
    unlock();
    const path = join(folder, 'lock', name);
    writeFileSync(path, JSON.stringify({ ...holder, ...changes }));
    return path;
  };

  it('is had by one at a time, and by the next once it is given back', async () => {
    const unlock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'database-held',
      message: expect.stringContaining(`process ${process.pid} has`),
    });
    unlock();
    (await lockFolder(folder))();
    expect(readdirSync(join(folder, 'lock'))).toEqual([]);
  });

  it.runIf(existsSync('/proc/self/stat'))(
    'is not had by a killed process its parent has not yet taken leave of',
    async () => {
      const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] });
      try {
        const pid = Number(String((await once(parent.stdout, 'data'))[0]));
        const state = () => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]![0];
        await expect.poll(state, { timeout: 10_000 }).toBe('Z');
        await leave({ pid });
        (await lockFolder(folder))();
      } finally {
        parent.kill();
      }
    },
  );

  it('is had by exactly one of many who come at once', async () => {
    const results = await Promise.allSettled(Array.from({ length: 12 }, () => lockFolder(folder)));
    const won = results.filter((result) => result.status === 'fulfilled');
    expect(won).toHaveLength(1);
    expect(readdirSync(join(folder, 'lock'))).toHaveLength(1);
    won[0]!.value();
  });

  it.each([
    ['a process that is gone', { pid: 2 ** 22 + 1, started: '1' }],
    ['a pid that another process has now', { pid: process.pid, started: '1' }],
    ['a pid that another process has now, of another user', { pid: 1, started: '1' }],
  ])('is taken over from %s', async (_what, changes) => {
    const left = await leave(changes);
    const unlock = await lockFolder(folder);
    expect(existsSync(left)).toBe(false);
    unlock();
  });

  it('is not taken from a living process', async () => {
    await leave({});
    await expect(lockFolder(folder)).rejects.toMatchObject({ code: 'database-held' });
  });

  it('is taken over from another container that has not been heard of for 15 s', async () => {
    const path = await leave({ realm: 'elsewhere' });
    const long = new Date(Date.now() - 16_000);
    utimesSync(path, long, long);
    (await lockFolder(folder))();
  });

  it('is waited for while another container’s heartbeat is young, then taken', async () => {
    const path = await leave({ realm: 'elsewhere' });
    const almost = new Date(Date.now() - 13_500);
    utimesSync(path, almost, almost);
    let waits = 0;
    const unlock = await lockFolder(folder, () => waits++);
    expect(waits).toBeGreaterThan(0);
    unlock();
  });
});

describe('the embedded database in a folder', () => {
  const writer = (at: string): { child: ChildProcess; said: string[]; says: (n: number) => Promise<void> } => {
    const script = join(import.meta.dirname, '../../support/embedded-writer.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script, at], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said: string[] = [];
    const lines = createInterface({ input: child.stdout! });
    lines.on('line', (line) => said.push(line));
    const says = async (n: number): Promise<void> => {
      while (said.length < n) await once(lines, 'line');
    };
    return { child, said, says };
  };

  it('keeps every acknowledged write, and no half transaction, when its process is killed', async () => {
    const place = await makePlace('embedded', { empty: true });
    const { child, said, says } = writer(place.at);
    await says(1);
    await expect(openEmbedded({ folder: place.at })).rejects.toMatchObject({
      code: 'database-held',
      message: expect.stringContaining(`process ${child.pid} `),
    });
    await says(300);
    child.kill('SIGKILL');
    await once(child, 'close');
    const acknowledged = said.slice(1).map(Number);
    const db = await openEmbedded({ folder: place.at });
    const ids = new Set((await db.query<{ id: number }>(sql`select id from written`)).map(({ id }) => id));
    expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
    expect([...ids].filter((id) => id % 5 === 0 && !ids.has(-id))).toEqual([]);
    await db.close();
    await place.remove();
  });

  it('starts anew when a first start was interrupted', async () => {
    const place = await makePlace('embedded', { empty: true });
    rmSync(join(place.at, 'made.json'));
    rmSync(join(place.at, 'pgdata', 'global'), { recursive: true });
    const stages: string[] = [];
    const db = await openEmbedded({ folder: place.at, onProgress: (stage) => stages.push(stage) });
    expect(stages).toEqual(['creating-database', 'installing-postgis', 'ready']);
    expect(await db.query(sql`select ST_AsText(ST_MakePoint(1, 2)) as text`)).toEqual([{ text: 'POINT(1 2)' }]);
    await db.close();
    await place.remove();
  });

  it('refuses a folder made by another major version, and leaves it as it is', async () => {
    mkdirSync(join(folder, 'pgdata'));
    writeFileSync(join(folder, 'pgdata', 'PG_VERSION'), '17\n');
    writeFileSync(join(folder, 'made.json'), '{}');
    await expect(openEmbedded({ folder })).rejects.toMatchObject({ code: 'folder-version' });
    expect(readdirSync(folder).sort()).toEqual(['lock', 'made.json', 'pgdata']);
    expect(readdirSync(join(folder, 'lock'))).toEqual([]);
  });

  it('is what the configuration gives without a server, and keeps its data from one opening to the next', async () => {
    const place = await makePlace('embedded', { empty: true });
    const data = join(folder, 'data');
    mkdirSync(data);
    renameSync(place.at, join(data, 'database'));
    const first = await openDatabase({ dataFolder: data });
    expect(first.kind).toBe('embedded');
    await first.query(sql`create table kept as select 7 as n`);
    await first.close();
    const second = await openDatabase({ databaseUrl: '', dataFolder: data });
    expect(await second.query(sql`select n from kept`)).toEqual([{ n: 7 }]);
    await second.close();
  });
});
