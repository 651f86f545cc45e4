/**
 * 100,000 points over HTTP against the best PostgreSQL plan for the same join, 10,000 grids of 33 vertices, both giving the
 * codes back in the order of the points. The plan is driven from the polygons, whose prepared form is used again for every
 * point in their box; driven from the points it is about five times slower. Gate: the same code for every point.
 */
import pg from 'pg';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { encodeHex, encodeMultiPolygon } from '../../server/geometry/wkb.ts';
import { startTestServer } from '../support/postgres-server.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import { syntheticMap } from '../support/synthetic-map.ts';
import { type BenchRow, median, quartiles } from './protocol.ts';
import { startServerChild } from './server-child.ts';

const ROUNDS = 9;
const POINTS = 100_000;
const WISH = { grids: 10_000, vertices: 33, seed: 7 };

const JOIN = `
  select p.id, min(g.code collate "C") as code
  from bench_grid g cross join lateral (select id, geom from bench_point where geom && g.geom offset 0) p
  where ST_Covers(g.geom, p.geom) group by p.id`;

export async function run(): Promise<BenchRow[]> {
  const server = await startTestServer();
  if (!server) throw new Error('the comparison needs PostgreSQL with PostGIS: apt-get install postgresql-15-postgis-3');
  const http = await startServerChild();
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    const points = randomPoints(syntheticCounty(WISH), POINTS, 11);
    await fill(client, points);
    const url = `http://127.0.0.1:${http.app}/api/locate`;
    const json = JSON.stringify({
      points: Array.from({ length: POINTS }, (_, i) => [toDegrees(points[2 * i]!), toDegrees(points[2 * i + 1]!)]),
    });
    const overJson = () => postJson(url, json);
    const overBinary = () => postBinary(url, points);
    const inSql = () => join(client);
    same(await overJson(), await inSql(), 'JSON');
    same(await overBinary(), await inSql(), 'binary');
    return [
      await compare('bulk locate, JSON over HTTP : PostgreSQL join', '≥ 3', overJson, inSql),
      await compare('bulk locate, int32 over HTTP : PostgreSQL join', '≥ 3', overBinary, inSql),
    ];
  } finally {
    await client.end();
    http.child.kill();
    await server.stop();
  }
}

async function compare(
  name: string,
  target: string,
  ours: () => Promise<unknown>,
  theirs: () => Promise<unknown>,
): Promise<BenchRow> {
  const ratios: number[] = [];
  const times: number[][] = [[], []];
  for (let round = -1; round < ROUNDS; round++) {
    const a = await timed(ours);
    const b = await timed(theirs);
    if (round < 0) continue;
    ratios.push(b / a);
    times[0]!.push(a);
    times[1]!.push(b);
  }
  const [low, high] = quartiles(ratios);
  const note = `100,000 points: ${median(times[0]!).toFixed(0)} ms against ${median(times[1]!).toFixed(0)} ms; quartiles ${low.toFixed(1)}–${high.toFixed(1)}`;
  return { name, ratio: median(ratios), target, note };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

async function postJson(url: string, body: string): Promise<(string | null)[]> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await response.json()) as { codes: (string | null)[] }).codes;
}

async function postBinary(url: string, points: Int32Array): Promise<(string | null)[]> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(points.buffer as ArrayBuffer),
  });
  const answer = Buffer.from(await response.arrayBuffer());
  const length = answer.readUInt32LE(0);
  const { codes } = JSON.parse(answer.toString('utf8', 4, 4 + length)) as { codes: string[] };
  return Array.from({ length: points.length / 2 }, (_, i) => codes[answer.readInt32LE(4 + length + 4 * i)] ?? null);
}

async function join(client: pg.Client): Promise<(string | null)[]> {
  const codes = new Array<string | null>(POINTS).fill(null);
  for (const { id, code } of (await client.query<{ id: number; code: string }>(JOIN)).rows) codes[id] = code;
  return codes;
}

function same(ours: (string | null)[], theirs: (string | null)[], form: string): void {
  const different = ours.findIndex((code, i) => code !== theirs[i]);
  if (different >= 0 || ours.length !== theirs.length)
    throw new Error(`${form}: point ${different} is ${ours[different]} here and ${theirs[different]} in PostgreSQL`);
}

async function fill(client: pg.Client, points: Int32Array): Promise<void> {
  await client.query('create extension if not exists postgis; set jit = off');
  await client.query(
    'create temporary table bench_grid (code text, geom geometry); create temporary table bench_point (id int, geom geometry)',
  );
  const map = syntheticMap(WISH);
  const shapes = syntheticCounty(WISH);
  const rows = map.grids.map((grid, i) => ({
    code: grid.code,
    wkb: encodeHex(encodeMultiPolygon(shapes[i]!, 'lattice')),
  }));
  await client.query(
    'insert into bench_grid select code, wkb::geometry from jsonb_to_recordset($1) as r(code text, wkb text)',
    [JSON.stringify(rows)],
  );
  const pairs = Array.from({ length: POINTS }, (_, i) => ({ id: i, x: points[2 * i], y: points[2 * i + 1] }));
  await client.query(
    'insert into bench_point select id, ST_MakePoint(x, y) from jsonb_to_recordset($1) as r(id int, x float8, y float8)',
    [JSON.stringify(pairs)],
  );
  await client.query('create index on bench_point using gist (geom)');
  await client.query('analyze bench_grid');
  await client.query('analyze bench_point');
}
