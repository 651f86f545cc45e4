/**
 * What a county, a city and a province cost. A made-up county of 2,000 grids and one of 20,000 are imported into a service of their own
 * with the embedded database: seconds of the files, the folder, a start, memory, lookups over HTTP, a check of all of it. Gate: what is
 * in the files is in the service, and lookups at buildings name the grid of the file. 200,000 grids are an index in a process of its own;
 * gate: the exact test of the rings gives the same.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { CoverageCheck } from '../../server/contract/coverage.ts';
import { fillEmpty, type ServiceProcess, startService } from '../support/service-process.ts';
import { bytesOf } from './folder-size.ts';
import type { IndexSize } from './index-size.ts';
import { loadFiles } from './load-county.ts';
import { CITY_OF_20000, COUNTY_OF_2000, type CountySize, type MadeCounty, madeCounty } from './made-county.ts';
import { type BenchRow, median, mustAgree, quantile } from './protocol.ts';
import { MACHINE_TOKEN, ServiceCaller } from './service-caller.ts';

const LOOKUPS = 5000;
const SETTINGS = { GEZHONG_DEMO: 'off', GEZHONG_ADMIN_TOKEN: MACHINE_TOKEN, GEZHONG_RATE_LIMIT: '1000000' };
const MB = 2 ** 20;

export async function run(): Promise<BenchRow[]> {
  return [...(await loaded(COUNTY_OF_2000)), ...(await loaded(CITY_OF_20000)), ...index()];
}

async function loaded(size: CountySize): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhong-bench-'));
  const county = madeCounty(size);
  const what = `${county.grids.length.toLocaleString('en')} grids, ${county.buildings.toLocaleString('en')} buildings`;
  let service: ServiceProcess | null = null;
  try {
    await fillEmpty(folder);
    service = await startService(folder, SETTINGS);
    const caller = new ServiceCaller(service.url);
    const seconds = await loadFiles(caller, county);
    const check = await checked(caller, county);
    const most = await memoryOf(service.pid, 'VmHWM');
    await service.close();
    const disk = await bytesOf(folder);
    const began = performance.now();
    service = await startService(folder, SETTINGS);
    const times = await lookups(service.url, county, 1);
    const start = (performance.now() - began) / 1000;
    times.push(...(await lookups(service.url, county, LOOKUPS)));
    const rest = await memoryOf(service.pid, 'VmRSS');
    const whole = await checked(new ServiceCaller(service.url), county);
    const total = Object.values(seconds).reduce((sum, one) => sum + one, 0);
    const files = Object.entries(seconds)
      .map(([layer, s]) => `${layer} ${s.toFixed(1)}`)
      .join(', ');
    return [
      { name: `${what}: imported, embedded, s`, ratio: total, target: '–', note: files },
      { name: `${what}: folder, MB`, ratio: disk / MB, target: '–', note: 'database with its log, index snapshot' },
      { name: `${what}: start to the first right lookup, s`, ratio: start, target: '≤ 5', note: '' },
      {
        name: `${what}: resident, MB`,
        ratio: rest / MB,
        target: '–',
        note: `after the start and ${LOOKUPS} lookups, database included; most while importing and checking ${(most / MB).toFixed(0)}`,
      },
      {
        name: `${what}: lookup over HTTP, one after the other, 99th percentile, ms`,
        ratio: quantile(times.slice(1), 0.99),
        target: '≤ 20',
        note: `median ${median(times.slice(1)).toFixed(2)}`,
      },
      {
        name: `${what}: check of all of it as a job, s`,
        ratio: whole,
        target: '–',
        note: `after a start, everything read anew; right after the imports ${check.toFixed(1)}`,
      },
    ];
  } finally {
    await service?.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds of each, at a building of a grid of the file. */
async function lookups(url: string, { grids, spots }: MadeCounty, count: number): Promise<number[]> {
  const times: number[] = [];
  let wrong = 0;
  for (let i = 0; i < count; i++) {
    const { grid, at } = spots[(i * 7919) % spots.length]!;
    const began = performance.now();
    const answer = await fetch(`${url}/api/locate?lon=${at[0]}&lat=${at[1]}`);
    const { matches } = (await answer.json()) as { matches: { code: string }[] };
    times.push(performance.now() - began);
    if (!matches.some(({ code }) => code === grids[grid]!.code)) wrong++;
  }
  mustAgree('lookups at buildings', wrong);
  return times;
}

/** Seconds until the job is done. Gate: it saw every grid and building of the files. */
async function checked(caller: ServiceCaller, { code, grids, buildings }: MadeCounty): Promise<number> {
  const began = performance.now();
  let check = await caller.ask<CoverageCheck>('/api/coverage/checks', { area: code });
  while (check.state === 'running') {
    await sleep(50);
    check = await caller.ask<CoverageCheck>(`/api/coverage/checks/${check.id}`);
  }
  const seconds = (performance.now() - began) / 1000;
  const seen = [check.state, check.totals?.grids, check.totals?.places].join();
  mustAgree(`the check: ${seen}`, seen === ['done', grids.length, buildings].join() ? 0 : 1);
  return seconds;
}

/** Bytes, as the kernel counts them: VmRSS now, VmHWM the most there ever was. */
async function memoryOf(pid: number, what: 'VmRSS' | 'VmHWM'): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
}

function index(): BenchRow[] {
  const script = fileURLToPath(new URL('./index-size.ts', import.meta.url));
  const out = execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8' });
  const { grids, vertices, buildMs, megabytes, restoreMs, perSecond, sortedPerSecond } = JSON.parse(out) as IndexSize;
  const what = `index of ${grids.toLocaleString('en')} grids, ${vertices.toLocaleString('en')} vertices`;
  return [
    {
      name: `${what}: built, ms`,
      ratio: buildMs,
      target: '–',
      note: `from its snapshot, as a start does, ${restoreMs.toFixed(0)} ms`,
    },
    { name: `${what}: memory, MB`, ratio: megabytes, target: '–', note: 'snapshot of the same size' },
    {
      name: `${what}: million lookups a second, one thread`,
      ratio: perSecond / 1e6,
      target: '–',
      note: `points anywhere; in the order of the map ${(sortedPerSecond / 1e6).toFixed(2)}`,
    },
  ];
}
