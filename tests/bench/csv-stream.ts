/**
 * A million rows of CSV through POST /api/locate: the memory of the server over what it held before, at its highest.
 * Gate: as many rows come back as went in, each with the columns added.
 */
import { Readable } from 'node:stream';
import { toDegrees } from '../../server/geometry/lattice.ts';
import { randomPoints, syntheticCounty } from '../support/synthetic-county.ts';
import type { BenchRow } from './protocol.ts';
import { memoryOf, startServerChild } from './server-child.ts';

const ROWS = 1_000_000;

export async function run(): Promise<BenchRow[]> {
  const points = randomPoints(syntheticCounty({ grids: 10_000, vertices: 33, seed: 7 }), 1000, 3);
  const server = await startServerChild();
  try {
    await pass(server.app, points, 50_000);
    const before = await memoryOf(server);
    let highest = 0;
    const watch = setInterval(async () => {
      highest = Math.max(highest, await memoryOf(server));
    }, 200);
    const began = performance.now();
    const rows = await pass(server.app, points, ROWS);
    const seconds = (performance.now() - began) / 1000;
    clearInterval(watch);
    if (rows !== ROWS + 1) throw new Error(`${rows - 1} rows came back`);
    const note = `${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds / 1000)} thousand rows a second; ${Math.round(before / 2 ** 20)} MB before`;
    return [
      { name: 'memory added by a million CSV rows, MB', ratio: (highest - before) / 2 ** 20, target: 'constant', note },
    ];
  } finally {
    server.child.kill();
  }
}

/** Lines that came back. */
async function pass(port: number, points: Int32Array, rows: number): Promise<number> {
  async function* csv() {
    yield Buffer.from('id,lon,lat,note\n');
    for (let from = 0; from < rows; from += 1000) {
      let text = '';
      for (let i = from; i < from + 1000; i++) {
        const at = (i * 2) % points.length;
        text += `${i},${toDegrees(points[at]!)},${toDegrees(points[at + 1]!)},幸福路${i}号\n`;
      }
      yield Buffer.from(text);
    }
  }
  const response = await fetch(`http://127.0.0.1:${port}/api/locate`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
    body: Readable.toWeb(Readable.from(csv())),
    duplex: 'half',
  } as RequestInit);
  if (!response.ok) throw new Error(await response.text());
  let lines = 0;
  for await (const chunk of response.body!) for (const byte of chunk) if (byte === 10) lines++;
  return lines;
}
