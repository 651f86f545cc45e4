/**
 * A server of tiles that a test knows: white, with one magenta square around a place, given in the datum of the tiles; and a file
 * by ranges. It lets every page ask, like providers do, and fails when told to.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { crc32, deflateSync } from 'node:zlib';
import { columnOf, rowOf } from '../../client/map/base-map/shifted-tile.ts';

const SIDE = 256;
export const MARK_PX = 16;
const GROUND = [255, 255, 255];
const MARK = [255, 0, 255];

export interface TilePainter {
  readonly url: string;
  /** Where the square is. */
  mark: readonly [lon: number, lat: number];
  isFailing: boolean;
  /** Given out at /ground.pmtiles. */
  file: Uint8Array;
  readonly asked: string[];
  close(): Promise<void>;
}

export async function openTilePainter(): Promise<TilePainter> {
  const server = createServer((request, response) => answer(painter, request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const painter: TilePainter = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mark: [0, 0],
    isFailing: false,
    file: new Uint8Array(),
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return painter;
}

function answer(painter: TilePainter, request: IncomingMessage, response: ServerResponse): void {
  const open = {
    'access-control-allow-origin': '*',
    'access-control-allow-headers': '*',
    'access-control-expose-headers': 'etag, content-range',
    'cache-control': 'no-store',
  };
  const path = request.url ?? '';
  painter.asked.push(`${path} ${request.headers.referer ?? ''}`);
  const [, z, x, y] = /^\/(\d+)\/(\d+)\/(\d+)\.png$/.exec(path) ?? [];
  if (request.method === 'OPTIONS') response.writeHead(204, open).end();
  else if (painter.isFailing) response.writeHead(503, open).end();
  else if (path === '/ground.pmtiles') {
    const [, first = 0, last = 0] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = painter.file.subarray(Number(first), Number(last) + 1);
    const range = `bytes ${first}-${Number(first) + part.length - 1}/${painter.file.length}`;
    response.writeHead(206, { ...open, 'content-range': range, 'content-length': part.length }).end(part);
  } else if (z === undefined) response.writeHead(404, open).end();
  else
    response
      .writeHead(200, { ...open, 'content-type': 'image/png' })
      .end(tile(painter.mark, Number(z), Number(x), Number(y)));
}

function tile([lon, lat]: TilePainter['mark'], z: number, x: number, y: number): Buffer {
  const [markX, markY] = [(columnOf(lon) * 2 ** z - x) * SIDE, (rowOf(lat) * 2 ** z - y) * SIDE];
  const isMark = (px: number, py: number): boolean =>
    Math.abs(px + 0.5 - markX) <= MARK_PX && Math.abs(py + 0.5 - markY) <= MARK_PX;
  return png((px, py) => (isMark(px, py) ? MARK : GROUND));
}

function png(colourAt: (x: number, y: number) => readonly number[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE, 0);
  head.writeUInt32BE(SIDE, 4);
  // 8 bits each of red, green, blue
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(SIDE * (1 + SIDE * 3));
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) rows.set(colourAt(x, y), y * (1 + SIDE * 3) + 1 + x * 3);
  }
  const chunks = [chunk('IHDR', head), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
