/** A kept tile over HTTP, and the answer 304, each against a bare Fastify route that sends the same bytes with the same headers. */
import autocannon from 'autocannon';
import type { Tile } from '../../server/geometry/tiles/mercator.ts';
import { gridTile } from '../../server/tiles/grid-tile.ts';
import type { GroundMap } from '../../server/tiles/ground-map.ts';
import { type BenchRow, median, quartiles } from './protocol.ts';
import { startTileServer } from './tiles-child.ts';

const ROUNDS = 21;
const CONNECTIONS = 32;

export async function warmRow(map: GroundMap, tile: Tile): Promise<BenchRow[]> {
  const server = await startTileServer(gridTile(map, tile).bytes, tile);
  try {
    const rows: BenchRow[] = [];
    for (const [name, headers] of [
      ['kept tile over HTTP : bare buffer route', { 'accept-encoding': 'gzip' }],
      ['304 over HTTP : bare 304 route', { 'accept-encoding': 'gzip', 'if-none-match': server.tag }],
    ] as const) {
      const ratios: number[] = [];
      const rates: number[] = [];
      for (let round = -2; round < ROUNDS; round++) {
        const ours = await rate(server.app, server.path, headers, server);
        const bare = await rate(server.bare, server.path, headers, server);
        if (round < 0) continue;
        ratios.push(ours / bare);
        rates.push(ours);
      }
      const [low, high] = quartiles(ratios);
      const note = `${server.bytes} B gzip, ${Math.round(median(rates))} requests per CPU second; quartiles ${low.toFixed(2)}–${high.toFixed(2)}`;
      rows.push({ name, ratio: median(ratios), target: '≥ 0.90', note });
    }
    return rows;
  } finally {
    server.child.kill();
  }
}

/** Requests per CPU second of the server. */
async function rate(port: number, path: string, headers: Record<string, string>, server: { bare: number }) {
  const before = await cpu(server.bare);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}${path}`,
    connections: CONNECTIONS,
    duration: 1,
    headers,
  });
  const spent = (await cpu(server.bare)) - before;
  const expected = 'if-none-match' in headers ? result['3xx'] : result['2xx'];
  if (expected < result.requests.total || result.errors > 0) throw new Error('answers of another status');
  return result.requests.total / (spent / 1e6);
}

async function cpu(port: number): Promise<number> {
  const usage = (await (await fetch(`http://127.0.0.1:${port}/cpu`)).json()) as { user: number; system: number };
  return usage.user + usage.system;
}
