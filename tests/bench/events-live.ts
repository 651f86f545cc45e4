/**
 * From a report to the screens of 200 viewers over real sockets: 200 events a second are written to the database and told, one
 * transaction each, by one process; another serves the viewers. Measured from before the transaction until the row is read at
 * each viewer. Gate: every viewer has heard of every event. Also how long a viewer waits for its snapshot, with a million
 * events in the store.
 */
import { spawn } from 'node:child_process';
import { get, type IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { ADMIN_TOKEN } from '../support/app.ts';
import { report, sampleEvent } from '../support/event-rows.ts';
import { BENCH_COUNTY, openScene, writeCounty, writeEvents } from './events-scene.ts';
import { type BenchRow, median, mustAgree, quantile } from './protocol.ts';

const STORED = 1_000_000;
const VIEWERS = 200;
const PER_SECOND = 200;
const SECONDS = 20;
const ID = /"id":"([0-9a-f-]{36})"/g;

export async function run(): Promise<BenchRow[]> {
  const scene = await openScene('postgres');
  await writeCounty(scene.db);
  await writeEvents(scene.db, STORED);
  const script = fileURLToPath(new URL('./events-live-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, scene.url!], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const port = await portOf(child.stdout);
    const sent = new Map<string, number>();
    const delays: number[] = [];
    const opened: number[] = [];
    const started = performance.now();
    const early = await open(port);
    await new Promise<void>((resolve) => {
      early.on('data', (chunk: string) => {
        if (chunk.endsWith('\n\n') && chunk.includes('"counts"')) resolve();
      });
    });
    const waited = `while the service starts, after ${(performance.now() - started).toFixed(0)}`;
    early.destroy();
    for (let n = 0; n < 600 && !(await isLoaded(port)); n++) await sleep(200);
    const viewers = await Promise.all(
      Array.from({ length: VIEWERS }, async (_, n) => {
        await sleep(n * 50);
        const began = performance.now();
        const stream = await open(port);
        const heard = new Set<string>();
        let first = true;
        let rest = '';
        stream.on('data', (chunk: string) => {
          const now = performance.now();
          if (first) {
            rest = chunk.slice(-2);
            if (rest !== '\n\n' || !chunk.includes('"counts"')) return;
            first = false;
            rest = '';
            opened.push(now - began);
            return;
          }
          const text = rest + chunk;
          const end = text.lastIndexOf('\n\n') + 2;
          if (end < 2) {
            rest = text;
            return;
          }
          rest = text.slice(end);
          for (const id of idsOf(text.slice(0, end))) {
            const at = sent.get(id);
            if (at === undefined || heard.has(id)) continue;
            heard.add(id);
            delays.push(now - at);
          }
        });
        return { stream, heard };
      }),
    );
    while (opened.length < VIEWERS) await sleep(50);
    const total = PER_SECOND * SECONDS;
    const start = performance.now();
    const writing: Promise<unknown>[] = [];
    for (let n = 0; n < total; n++) {
      await sleep(Math.max(0, start + (n * 1000) / PER_SECOND - performance.now()));
      const community = `${BENCH_COUNTY}001001`;
      const event = sampleEvent({ county_code: BENCH_COUNTY, area_code: community, grid_code: `${community}001` });
      sent.set(event.id, performance.now());
      writing.push(report(scene.db, [event]));
    }
    await Promise.all(writing);
    for (let n = 0; n < 100 && delays.length < total * VIEWERS; n++) await sleep(50);
    const seconds = (performance.now() - start) / 1000;
    mustAgree('events every viewer heard of', viewers.filter(({ heard }) => heard.size !== total).length);
    for (const { stream } of viewers) stream.destroy();
    const snapshots = `99th percentile ${quantile(opened, 0.99).toFixed(0)}, first ${opened[0]!.toFixed(0)}`;
    return [
      {
        name: 'live: report → 200 viewers, 99th percentile, ms',
        ratio: quantile(delays, 0.99),
        target: '≤ 300',
        note: `median ${median(delays).toFixed(0)}; ${total} events in ${seconds.toFixed(0)} s, ${delays.length} deliveries, PostgreSQL`,
      },
      {
        name: 'live: opening the view with a million events stored, ms',
        ratio: median(opened),
        target: '≤ 1500',
        note: `${snapshots}; ${waited}; 5,000 events in the snapshot`,
      },
    ];
  } finally {
    child.kill();
    await scene.close();
  }
}

/** Viewers get the same frames: each is looked through once, so that reading them takes no CPU from what is measured. */
const looked = new Map<string, string[]>();

function idsOf(frames: string): string[] {
  const key = frames.slice(0, 40) + frames.length;
  const known = looked.get(key);
  if (known !== undefined) return known;
  const ids = [...frames.matchAll(ID)].map(([, id]) => id!);
  looked.set(key, ids);
  return ids;
}

async function portOf(out: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: out })) {
    if (line.startsWith('{"port"')) return (JSON.parse(line) as { port: number }).port;
  }
  throw new Error('the service ended before it listened');
}

async function isLoaded(port: number): Promise<boolean> {
  return /gezhong_events_loaded 1\n/.test(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text());
}

function open(port: number): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const path = `/api/live?view=events&area=${BENCH_COUNTY}`;
    const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
    get({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      answer.setEncoding('utf8');
      resolve(answer);
    }).on('error', reject);
  });
}
