/**
 * Vector tiles: a cold tile's CPU against ST_AsMVT of a PostgreSQL server on the same layer stored in web Mercator; a kept
 * tile over HTTP against a bare Fastify route that sends the same bytes; and how many tiles keep their tag after one grid
 * changes. Gate: both sides draw the same grids in every tile, and the sides of all fills cancel.
 */
import { Client } from 'pg';
import type { Tile } from '../../server/geometry/tiles/mercator.ts';
import { encodeHex, encodeMultiPolygon } from '../../server/geometry/wkb.ts';
import { changedGround } from '../../server/tiles/changed-ground.ts';
import { gridTile } from '../../server/tiles/grid-tile.ts';
import type { GroundMap } from '../../server/tiles/ground-map.ts';
import { featuresOf } from '../support/decoded-tile.ts';
import { groundMap, type ShapedGrid } from '../support/ground-map.ts';
import { startTestServer } from '../support/postgres-server.ts';
import { syntheticCounty } from '../support/synthetic-county.ts';
import { type BenchRow, median, mustAgree, quartiles } from './protocol.ts';
import { warmRow } from './tiles-warm.ts';

const GRIDS = 10_000;
const ZOOMS = [10, 11, 12, 13, 14, 15, 16];
const TILES = 6;
const ROUNDS = 9;

export async function run(): Promise<BenchRow[]> {
  const shapes = syntheticCounty({ grids: GRIDS, vertices: 33, seed: 7, enclaves: 0.02 });
  const grids = shapes.map((polygons, i): ShapedGrid => ({ code: String(100_000 + i), id: 1 + i, polygons }));
  const map = groundMap(grids);
  const rows = [...(await coldRows(map, grids)), keptRow(map, grids)];
  return [...rows, ...(await warmRow(map, middle(map, 14, 0)))];
}

async function coldRows(map: GroundMap, grids: readonly ShapedGrid[]): Promise<BenchRow[]> {
  const server = await startTestServer();
  if (server === undefined) {
    process.stdout.write('  no PostgreSQL here: the comparison with ST_AsMVT is left out\n');
    return [];
  }
  const client = new Client({ connectionString: server.url });
  await client.connect();
  try {
    await load(client, map, grids);
    return await compare(client, map);
  } finally {
    await client.end();
    await server.stop();
  }
}

async function load(client: Client, map: GroundMap, grids: readonly ShapedGrid[]): Promise<void> {
  await client.query('create extension postgis');
  await client.query(`create table layer (id int primary key, code text, name text, kind text, "parentCode" text,
    colour int, households int, "bandResult" text, geom geometry(MultiPolygon, 3857))`);
  for (let i = 0; i < grids.length; i += 1000) {
    const batch = map.grids.slice(i, i + 1000).map((grid, k) => ({
      ...grid,
      shape: encodeHex(encodeMultiPolygon(grids[i + k]!.polygons)),
    }));
    await client.query(
      `insert into layer select id, code, name, kind, "parentCode", colour, households, "bandResult",
         ST_Transform(shape::geometry, 3857)
       from jsonb_to_recordset($1::jsonb) as r(id int, code text, name text, kind text, "parentCode" text, colour int,
         households int, "bandResult" text, shape text)`,
      [JSON.stringify(batch)],
    );
  }
  await client.query('create index on layer using gist (geom)');
  await client.query('vacuum analyze layer');
}

const QUERY = `
  with bounds as (select ST_TileEnvelope($1, $2, $3) as tile, ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096) as around),
  drawn as (
    select id, code, name, kind, "parentCode", colour, households, "bandResult",
           ST_AsMVTGeom(geom, bounds.tile, 4096, 64, true) as geom
    from layer, bounds where geom && bounds.around)
  select ST_AsMVT(drawn, 'grids', 4096, 'geom', 'id') as tile from drawn where geom is not null`;

/** The server's time is that of its plan's run, so the way there and back is not counted against it. */
async function compare(client: Client, map: GroundMap): Promise<BenchRow[]> {
  const all: number[] = [];
  const notes: string[] = [];
  for (const z of ZOOMS) {
    const tiles = Array.from({ length: TILES }, (_, i) => middle(map, z, i));
    for (const tile of tiles) await gate(client, map, tile);
    const ratios: number[] = [];
    const ours: number[] = [];
    for (let round = -2; round < ROUNDS; round++) {
      let own = 0;
      let other = 0;
      for (const tile of tiles) {
        own += elapsedMs(() => gridTile(map, tile));
        other += await executionMs(client, tile);
      }
      if (round < 0) continue;
      ratios.push(other / own);
      ours.push(own / tiles.length);
    }
    process.stdout.write(
      `  z${z}: ours ${median(ours).toFixed(2)} ms with borders and labels, ST_AsMVT ${median(ratios).toFixed(1)} times as long\n`,
    );
    all.push(median(ratios));
    notes.push(`z${z} ${median(ratios).toFixed(1)}`);
  }
  const [low, high] = quartiles(all);
  const note = `${GRIDS} grids, ours with borders and labels, theirs fills only; ${notes.join(', ')}; quartiles of zooms ${low.toFixed(1)}–${high.toFixed(1)}`;
  return [{ name: 'cold tile : ST_AsMVT, the zoom in the middle', ratio: median(all), target: '≥ 3 (goal 5)', note }];
}

/** Elapsed, as theirs is. */
function elapsedMs(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function executionMs(client: Client, { z, x, y }: Tile): Promise<number> {
  const { rows } = await client.query(`explain (analyze, timing off, format json) ${literal(z, x, y)}`);
  return (rows[0]['QUERY PLAN'] as [{ 'Execution Time': number }])[0]['Execution Time'];
}

function literal(z: number, x: number, y: number): string {
  return QUERY.replaceAll('$1', String(z)).replaceAll('$2', String(x)).replaceAll('$3', String(y));
}

async function gate(client: Client, map: GroundMap, { z, x, y }: Tile): Promise<void> {
  const { rows } = await client.query(literal(z, x, y));
  const theirs = new Set(featuresOf(rows[0].tile as Buffer, 'grids').map(({ id }) => id));
  const ours = new Set(featuresOf(gridTile(map, { z, x, y }).bytes, 'grids').map(({ id }) => id));
  // What is thinner than a unit at the edge of the drawn square is drawn by one of them or the other.
  const missing = [...theirs].filter((id) => !ours.has(id)).length + [...ours].filter((id) => !theirs.has(id)).length;
  const tolerated = Math.max(1, Math.floor(theirs.size * 0.01));
  if (missing > 0) process.stdout.write(`  ${z}/${x}/${y}: ${missing} of ${theirs.size} drawn by one side only\n`);
  mustAgree(`grids of ${z}/${x}/${y}`, missing > tolerated ? missing : 0);
}

/** After one vertex of one border moves, both its grids being published anew. */
function keptRow(map: GroundMap, grids: readonly ShapedGrid[]): BenchRow {
  const chosen = 5050;
  const next = grids.with(chosen, { ...grids[chosen]!, id: GRIDS + 1, name: '改过的网格' });
  const after = groundMap(next);
  const start = performance.now();
  const { grids: dirty } = changedGround(map, after);
  const ms = performance.now() - start;
  let all = 0;
  let same = 0;
  let missed = 0;
  for (let z = 8; z <= 17; z++) {
    for (const tile of everyTile(map, z)) {
      all += 1;
      if (Buffer.compare(gridTile(map, tile).bytes, gridTile(after, tile).bytes) === 0) same += 1;
      else if (!dirty.meets(tile)) missed += 1;
    }
  }
  mustAgree('tiles that changed without being told', missed);
  const note = `one grid of ${GRIDS} changed; ${all - same} of ${all} tiles of zooms 8 to 17 are other bytes, all of them told; the comparison took ${ms.toFixed(0)} ms`;
  return { name: 'tiles that keep their tag', ratio: same / all, target: '≥ 0.99', note };
}

function everyTile(map: GroundMap, z: number): Tile[] {
  const [minX, minY, maxX, maxY] = extentOf(map).map((at) => Math.floor(at * 2 ** z)) as [
    number,
    number,
    number,
    number,
  ];
  const tiles: Tile[] = [];
  for (let y = minY; y <= maxY; y++) for (let x = minX; x <= maxX; x++) tiles.push({ z, x, y });
  return tiles;
}

/** Tiles around the middle of the county. */
function middle(map: GroundMap, z: number, place: number): Tile {
  const [minX, minY, maxX, maxY] = extentOf(map);
  const x = Math.floor(((minX + maxX) / 2) * 2 ** z);
  const y = Math.floor(((minY + maxY) / 2) * 2 ** z);
  const last = { x: Math.floor(maxX * 2 ** z), y: Math.floor(maxY * 2 ** z) };
  return { z, x: Math.min(last.x, x + (place % 3)), y: Math.min(last.y, y + Math.floor(place / 3)) };
}

function extentOf({ topology: { shapeBoxes } }: GroundMap): [number, number, number, number] {
  let [minX, minY, maxX, maxY] = [1, 1, 0, 0];
  for (let i = 0; i < shapeBoxes.length; i += 4) {
    minX = Math.min(minX, shapeBoxes[i]!);
    minY = Math.min(minY, shapeBoxes[i + 1]!);
    maxX = Math.max(maxX, shapeBoxes[i + 2]!);
    maxY = Math.max(maxY, shapeBoxes[i + 3]!);
  }
  return [minX, minY, maxX, maxY];
}
