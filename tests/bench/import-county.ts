/**
 * A county of 10,000 grids and 100,000 buildings imported over HTTP into the embedded database of a real service process,
 * and how long point lookups take meanwhile. Gate: afterwards the service has every grid and every building, and random
 * points get the grids of the plain exact ring test.
 */
import { spawn } from 'node:child_process';
import { openAsBlob } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ImportJob, ImportLayer } from '../../server/contract/imports.ts';
import { toGeoJson } from '../../server/geometry/geojson.ts';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { exactHits } from '../support/exact-ring.ts';
import { startArguments } from '../support/start-command.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import type { BenchRow } from './protocol.ts';

const GRIDS = 10_000;
const PLACES = 100_000;
const TOKEN = 'bench-token-of-this-run-only';
/** A lookup every so many milliseconds while the places are imported. */
const PACE_MS = 5;

export async function run(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gezhong-bench-'));
  const shapes = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 7 });
  const points = randomPoints(shapes, PLACES, 21);
  const gridsFile = join(folder, 'grids.geojson');
  const placesFile = join(folder, 'places.ndjson');
  await writeFile(gridsFile, gridsText(shapes));
  await writeFile(placesFile, placesText(points));
  const { url, child } = await startService(folder);
  try {
    const grids = await importFile(url, 'grids', gridsFile, '990101:试验县');
    const lookups = measureLookups(url, points);
    const places = await importFile(url, 'places', placesFile, '990101');
    const times = await lookups.stop();
    await gate(url, shapes, points, grids.job, places.job);
    const total = grids.seconds + places.seconds;
    const p99 = times[Math.floor(times.length * 0.99)]!;
    return [
      {
        name: 'import 10,000 grids + 100,000 buildings, embedded, s',
        ratio: total,
        target: '≤ 60 s',
        note: `grids ${grids.seconds.toFixed(1)} s, buildings ${places.seconds.toFixed(1)} s`,
      },
      {
        name: 'p99 of locate during the import of buildings, ms',
        ratio: p99,
        target: '≤ 20 ms',
        note: `${times.length} lookups, median ${times[times.length >> 1]!.toFixed(1)} ms, longest ${times.at(-1)!.toFixed(0)} ms`,
      },
    ];
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    await rm(folder, { recursive: true, force: true });
  }
}

function gridsText(shapes: ReturnType<typeof syntheticCounty>): string {
  const features = shapes.map((shape, i) => ({
    type: 'Feature',
    properties: { code: `G${String(i).padStart(5, '0')}`, name: `第${i}网格` },
    geometry: toGeoJson(shape),
  }));
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function placesText(points: Int32Array): string {
  let text = '';
  for (let i = 0; i < PLACES; i++) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const ring = [
      [0, 0],
      [1500, 0],
      [1500, 1200],
      [0, 1200],
      [0, 0],
    ].map(([dx, dy]) => [toDegrees(x + dx!), toDegrees(y + dy!)]);
    const properties = { code: `B${i}`, kind: 'building', address: `幸福路${i}号`, households: i % 40 };
    text += `${JSON.stringify({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } })}\n`;
  }
  return text;
}

async function startService(folder: string): Promise<{ url: string; child: ReturnType<typeof spawn> }> {
  const env = {
    ...process.env,
    PORT: '0',
    GEZHONG_DEMO: 'off',
    GEZHONG_DATA: join(folder, 'data'),
    GEZHONG_ADMIN_TOKEN: TOKEN,
    GEZHONG_LOG: 'warn',
    GEZHONG_RATE_LIMIT: '1000000',
  };
  const child = spawn(process.execPath, startArguments(), {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout! })) {
    const url = /http:\/\/localhost:\d+/.exec(line)?.[0];
    if (url !== undefined) return { url, child };
  }
  throw new Error('the service ended before it listened');
}

async function importFile(
  url: string,
  layer: ImportLayer,
  path: string,
  county: string,
): Promise<{ seconds: number; job: ImportJob }> {
  const began = performance.now();
  const form = new FormData();
  form.set('options', JSON.stringify({ county, datum: 'wgs84', ...(layer === 'grids' ? { scheme: 'free' } : {}) }));
  form.set('file', await openAsBlob(path), path.split('/').at(-1));
  const headers = { authorization: `Bearer ${TOKEN}` };
  const posted = await fetch(`${url}/api/imports?layer=${layer}`, { method: 'POST', headers, body: form });
  let job = (await posted.json()) as ImportJob;
  if (!posted.ok) throw new Error(JSON.stringify(job));
  while (job.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, 100));
    job = (await (await fetch(`${url}/api/imports/${job.id}`, { headers })).json()) as ImportJob;
  }
  if (job.state !== 'done')
    throw new Error(`${layer}: ${job.state} ${JSON.stringify(job.problem ?? job.report?.items.slice(0, 3))}`);
  return { seconds: (performance.now() - began) / 1000, job };
}

function measureLookups(url: string, points: Int32Array): { stop(): Promise<number[]> } {
  const times: number[] = [];
  let going = true;
  const running = (async () => {
    for (let i = 0; going; i = (i + 1) % PLACES) {
      const began = performance.now();
      await (
        await fetch(`${url}/api/locate?lon=${toDegrees(points[2 * i]!)}&lat=${toDegrees(points[2 * i + 1]!)}`)
      ).arrayBuffer();
      times.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
  })();
  return {
    async stop() {
      going = false;
      await running;
      return times.sort((a, b) => a - b);
    },
  };
}

async function gate(
  url: string,
  shapes: ReturnType<typeof syntheticCounty>,
  points: Int32Array,
  grids: ImportJob,
  places: ImportJob,
): Promise<void> {
  if (grids.report?.added !== GRIDS || places.report?.added !== PLACES)
    throw new Error(`added ${grids.report?.added} grids, ${places.report?.added} places`);
  for (let i = 0; i < 200; i++) {
    const [x, y] = [points[2 * i]!, points[2 * i + 1]!];
    const answer = (await (await fetch(`${url}/api/locate?lon=${toDegrees(x)}&lat=${toDegrees(y)}`)).json()) as {
      matches: { code: string }[];
    };
    const expected = exactHits(shapes, x, y).map(({ grid }) => `G${String(grid).padStart(5, '0')}`);
    if (JSON.stringify(answer.matches.map(({ code }) => code)) !== JSON.stringify(expected))
      throw new Error(`at ${x}, ${y}: ${JSON.stringify(answer.matches)}, exactly ${expected}`);
  }
}
