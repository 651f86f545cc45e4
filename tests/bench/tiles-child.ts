/** Starts tiles-process.ts, hands it a tile, and reads where it listens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Tile } from '../../server/geometry/tiles/mercator.ts';

export interface TileServer {
  child: ChildProcess;
  app: number;
  bare: number;
  path: string;
  /** Of the tile in gzip. */
  tag: string;
  bytes: number;
}

export async function startTileServer(bytes: Uint8Array, tile: Tile): Promise<TileServer> {
  const script = fileURLToPath(new URL('./tiles-process.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin!.end(`${JSON.stringify({ tile, bytes: Buffer.from(bytes).toString('base64') })}\n`);
  for await (const line of createInterface({ input: child.stdout! })) {
    if (line.startsWith('{"app"')) return { child, ...(JSON.parse(line) as Omit<TileServer, 'child'>) };
  }
  throw new Error('the server process ended before it listened');
}
