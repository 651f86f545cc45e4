/**
 * Point lookups over HTTP against a bare Fastify route with the same schemas and body size: requests per CPU second of the
 * server, so that the load generator's own appetite does not count. Gate: random points get over HTTP the grids that the
 * plain exact ring test gives.
 */
import autocannon from 'autocannon';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { exactHits } from '../support/exact-ring.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import { type BenchRow, median, quartiles } from './protocol.ts';
import { cpuOf, type ServerChild, startServerChild } from './server-child.ts';

const ROUNDS = 31;
const SECONDS = 1;
const CONNECTIONS = 32;

export async function run(): Promise<BenchRow[]> {
  const shapes = syntheticCounty({ grids: 10_000, vertices: 33, seed: 7 });
  const server = await startServerChild();
  try {
    await gate(server, shapes);
    const ratios: number[] = [];
    const rates: number[] = [];
    const paths = pathsOf(randomPoints(shapes, 4000, 11));
    for (let round = -2; round < ROUNDS; round++) {
      const ours = await load(server.app, server, paths);
      const bare = await load(server.bare, server, paths);
      if (round < 0) continue;
      process.stdout.write(`  ${round}: ours ${Math.round(ours)}/CPU-s, bare ${Math.round(bare)}/CPU-s\n`);
      ratios.push(ours / bare);
      rates.push(ours);
    }
    const [low, high] = quartiles(ratios);
    const note = `${server.bytes} B, ${CONNECTIONS} connections, ${Math.round(median(rates))} requests per CPU second; quartiles ${low.toFixed(2)}–${high.toFixed(2)}`;
    return [{ name: 'HTTP locate : bare Fastify route', ratio: median(ratios), target: '≥ 0.90 (goal 0.95)', note }];
  } finally {
    server.child.kill();
  }
}

function pathsOf(points: Int32Array): { path: string }[] {
  return Array.from({ length: points.length / 2 }, (_, i) => ({
    path: `/api/locate?lon=${toDegrees(points[2 * i]!)}&lat=${toDegrees(points[2 * i + 1]!)}`,
  }));
}

/** Requests per CPU second of the server. */
async function load(port: number, server: ServerChild, requests: { path: string }[]): Promise<number> {
  const before = await cpuOf(server);
  const result = await autocannon({
    url: `http://127.0.0.1:${port}`,
    connections: CONNECTIONS,
    duration: SECONDS,
    requests,
  });
  const spent = (await cpuOf(server)) - before;
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no 200, ${result.errors} errors`);
  return result.requests.total / (spent / 1e6);
}

async function gate(server: ServerChild, shapes: ReturnType<typeof syntheticCounty>): Promise<void> {
  const points = randomPoints(shapes, 300, 99);
  const paths = pathsOf(points);
  for (let i = 0; i < paths.length; i++) {
    const answer = (await (await fetch(`http://127.0.0.1:${server.app}${paths[i]!.path}`)).json()) as {
      matches: unknown[];
    };
    const expected = exactHits(shapes, points[2 * i]!, points[2 * i + 1]!);
    if (answer.matches.length !== expected.length)
      throw new Error(`${paths[i]!.path}: ${answer.matches.length} grids, exactly ${expected.length}`);
  }
}
