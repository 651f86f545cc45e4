/**
 * Positions over HTTP in batches of 100, each located in 10,000 grids, answered after the commit: a second on a durable
 * PostgreSQL server and on the embedded database; how long from a phone's fix to the screens of 20 viewers, 2,000 workers telling
 * one every ten seconds; what a viewer costs who reads nothing; and how long one worker's trail of a day and one grid's patrols of a
 * month take in tables of all.
 * Gate: what was acknowledged is in the table of the server exactly once; who is shown in a grid is in it by a plain test of every grid; every
 * viewer has seen every fix; no fix of a trail is missing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import type { Database } from '../../server/database/database.ts';
import { openEmbedded } from '../../server/database/embedded.ts';
import { migrate } from '../../server/database/migrate.ts';
import { openPostgres } from '../../server/database/postgres.ts';
import { Sql, sql } from '../../server/database/sql.ts';
import { ADMIN_TOKEN } from '../support/app.ts';
import { readCellMessage } from '../support/cell-message.ts';
import { copyTemplate, MIGRATIONS, migratedTemplate } from '../support/embedded-template.ts';
import { startTestServer } from '../support/postgres-server.ts';
import { holdersOf } from '../support/shapes.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';
import { post } from './positions-client.ts';
import { patrolsOfMonth, trailOfDay } from './positions-history.ts';
import { codeOf, HOURS_ON_DUTY, POSITIONS_COUNTY, STEP_MS, stepOf, WORKERS, writeWorkers } from './positions-scene.ts';
import { stalledViewer } from './positions-stalled.ts';
import { cpuOfTree } from './process-cpu.ts';
import { type BenchRow, median, mustAgree, quantile } from './protocol.ts';

const ROUNDS = 5;
const SECONDS = 4;
const CONNECTIONS = 20;
const VIEWERS = 20;
const LIVE_SECONDS = 15;
const BBOX = [118, 30.7, 118.27, 30.93];

interface Load {
  outcomes: Record<string, number>;
  took: number;
  p50: number;
  p99: number;
  cpu: number;
  steps: number[];
}

export const onPostgres = {
  async run(): Promise<BenchRow[]> {
    const server = await startTestServer({ durable: true });
    if (server === undefined) throw new Error('no PostgreSQL with PostGIS here');
    const db = await openPostgres(server.url, { poolSize: 2 });
    try {
      await db.query(new Sql(['create extension if not exists postgis'], []));
      await migrate(db, MIGRATIONS);
      await writeWorkers(db);
      const service = await start(server.url);
      try {
        const ingested = await ingest(service.port, db, service.child, 'durable on PostgreSQL', '≥ 20000');
        let { step } = ingested;
        const stalled = await stalledViewer(service, async (seconds) => {
          step = Math.max(...(await runLoad(service.port, seconds, ingested.fromT, step)).steps);
        });
        const seen = await live(service.port, step);
        return [ingested, seen, stalled, await trailOfDay(service.port, db), await patrolsOfMonth(service.port, db)];
      } finally {
        service.child.kill('SIGKILL');
        await once(service.child, 'exit');
      }
    } finally {
      await db.close();
      await server.stop();
    }
  },
};

export const onEmbedded = {
  async run(): Promise<BenchRow[]> {
    const folder = mkdtempSync(join(tmpdir(), 'gezhong-bench-'));
    copyTemplate(await migratedTemplate(), folder);
    const before = await openEmbedded({ folder });
    await writeWorkers(before);
    await before.close();
    const service = await start(folder);
    try {
      return [await ingest(service.port, null, service.child, 'embedded database', '≥ 2000')];
    } finally {
      service.child.kill('SIGKILL');
      await once(service.child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function start(place: string): Promise<{ child: ChildProcess; port: number }> {
  const script = fileURLToPath(new URL('./positions-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, place], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  const lines = createInterface({ input: child.stdout! });
  const port = await new Promise<number>((resolve, reject) => {
    lines.on('line', (line) => {
      const told = /^\{"port":(\d+)\}$/.exec(line)?.[1];
      if (told !== undefined) resolve(Number(told));
    });
    child.once('exit', (code) => reject(new Error(`the service ended with ${code}`)));
  });
  // the parts of positions open after the service listens
  for (
    let n = 0;
    n < 300 && (await post(port, '/api/positions', { fixes: [probe()] })).results?.[0] !== 'worker-unknown';
    n++
  ) {
    await sleep(100);
  }
  await sleep(1000);
  return { child, port };
}

function probe(): object {
  return { worker: 9_999_999, t: Date.now(), ...stepOf(1, 0) };
}

async function ingest(
  port: number,
  db: Database | null,
  service: ChildProcess,
  where: string,
  target: string,
): Promise<BenchRow & { step: number; fromT: number }> {
  const fromT = Date.now() - (HOURS_ON_DUTY - 0.1) * 3_600_000;
  let step = 0;
  const loads: Load[] = [];
  const cpu: number[] = [];
  const run = async (seconds: number): Promise<Load> => {
    const before = cpuOfTree(service.pid!);
    const load = await runLoad(port, seconds, fromT, step);
    cpu.push((cpuOfTree(service.pid!) - before) / (load.outcomes.accepted ?? 1));
    step = Math.max(...load.steps);
    return load;
  };
  let accepted = (await run(2)).outcomes.accepted ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    const load = await run(SECONDS);
    const { accepted: taken = 0, ...others } = load.outcomes;
    mustAgree(`fixes that were not taken: ${JSON.stringify(others)}`, Object.keys(others).length);
    accepted += taken;
    loads.push(load);
    process.stdout.write(
      `  ${round}: ${Math.round(taken / load.took)}/s, p50 ${load.p50.toFixed(1)} ms, p99 ${load.p99.toFixed(1)} ms\n`,
    );
  }
  if (db !== null) {
    const [row] = await db.query<{ n: number }>(sql`select count(*)::int as n from position`);
    mustAgree('acknowledged fixes that are not there exactly once', row!.n - accepted);
  }
  mustAgree('workers shown in a grid that does not hold them', await misplaced(port));
  const rates = loads.map(({ outcomes, took }) => outcomes.accepted! / took);
  const note = `answered after the commit: median ${median(loads.map(({ p50 }) => p50)).toFixed(1)} ms, 99th percentile ${median(loads.map(({ p99 }) => p99)).toFixed(1)} ms; ${CONNECTIONS} connections; CPU of the service ${(median(cpu) * 1e6).toFixed(0)} µs a fix; ${accepted} fixes${db === null ? '' : ', each there once'}`;
  return { name: `positions a second, ${where}`, ratio: median(rates), target, note, step, fromT };
}

async function runLoad(port: number, seconds: number, fromT: number, step: number): Promise<Load> {
  const script = fileURLToPath(new URL('./positions-load.ts', import.meta.url));
  const args = [script, port, ADMIN_TOKEN, CONNECTIONS, seconds, fromT, step].map(String);
  const child = spawn(process.execPath, ['--import', 'tsx', ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout!.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  await once(child, 'exit');
  return JSON.parse(text) as Load;
}

/** 60 m along the way, which is three fixes and the margin, and 25 m across it. */
const AROUND = [0, -6300, 6300].flatMap((east) => [0, -2300, 2300].map((north) => [east, north] as const));

/** Of the first hundred workers, those shown in another grid than they stand in, as far from its border as it takes to be settled. */
async function misplaced(port: number): Promise<number> {
  const { positions } = (await post(port, '/api/positions?area=990101', null)) as {
    positions: { worker: number; grid: string | null; lon: number; lat: number }[];
  };
  mustAgree('workers that are not shown', WORKERS - positions.length);
  const shapes = syntheticCounty(POSITIONS_COUNTY);
  let wrong = 0;
  for (const { grid, lon, lat } of positions.slice(0, 100)) {
    const near = AROUND.map(([east, north]) =>
      holdersOf(shapes, Math.round(lon * 1e7) + east, Math.round(lat * 1e7) + north).map(codeOf),
    );
    const settled = near.every((codes) => codes.join() === near[0]!.join());
    if (settled && (grid === null ? near[0]!.length > 0 : !near[0]!.includes(grid))) wrong++;
  }
  return wrong;
}

/** One fix a worker every ten seconds, each a request of its own, evenly; until it is read at each viewer. */
async function live(port: number, step: number): Promise<BenchRow> {
  const sent = new Map<string, number>();
  const delays: number[] = [];
  const viewers = await Promise.all(Array.from({ length: VIEWERS }, () => watch(port, sent, delays)));
  const every = STEP_MS / WORKERS;
  const began = performance.now();
  const asked: Promise<{ results: string[] }>[] = [];
  const from = Date.now() - 60_000;
  for (let n = 0; n * every < LIVE_SECONDS * 1000; n++) {
    await sleep(Math.max(0, began + n * every - performance.now()));
    const worker = (n % WORKERS) + 1;
    const place = stepOf(worker, step + 1 + Math.floor(n / WORKERS));
    sent.set(`${worker} ${Math.round(place.lon * 1e7)}`, performance.now());
    const fix = { worker, t: from + n * every, ...place, accuracy: 8, speed: 1.3, course: 90 };
    asked.push(post(port, '/api/positions', { fixes: [{ ...fix, t: Math.round(fix.t) }] }));
  }
  const outcomes = (await Promise.all(asked)).map(({ results }) => results[0]);
  const others = outcomes.filter((outcome) => outcome !== 'accepted');
  mustAgree(`fixes that were not taken: ${[...new Set(others)].join(', ')}`, others.length);
  await sleep(1500);
  for (const viewer of viewers) viewer.terminate();
  mustAgree('fixes that a viewer has not seen', sent.size * VIEWERS - delays.length);
  const note = `median ${median(delays).toFixed(0)} ms, most ${Math.max(...delays).toFixed(0)} ms; ${sent.size} fixes, one a request, ${VIEWERS} viewers of the whole county; a tick is 100 ms`;
  return { name: 'ms from a fix to a viewer, 99th percentile', ratio: quantile(delays, 0.99), target: '≤ 500', note };
}

async function watch(port: number, sent: ReadonlyMap<string, number>, delays: number[]): Promise<WebSocket> {
  const web = new WebSocket(`ws://127.0.0.1:${port}/api/live/socket`);
  const seen = new Set<string>();
  await once(web, 'open');
  web.send(JSON.stringify({ type: 'hello', token: ADMIN_TOKEN }));
  web.on('message', (data: Buffer, binary) => {
    if (!binary) return;
    const now = performance.now();
    for (const { id, lon } of readCellMessage(data).rows) {
      const key = `${id} ${Math.round(lon * 1e7)}`;
      const at = sent.get(key);
      if (at === undefined || seen.has(key)) continue;
      seen.add(key);
      delays.push(now - at);
    }
  });
  await once(web, 'message');
  web.send(JSON.stringify({ type: 'subscribe', bbox: BBOX, zoom: 12 }));
  await sleep(300);
  return web;
}
