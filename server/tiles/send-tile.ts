/** Writes a tile to a caller: 304 for who has these bytes in this coding, 204 where nothing is, else the bytes. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendFast } from '../http/fast-reply.ts';
import { acceptedCoding } from './accepted-coding.ts';
import type { KeptTile } from './kept-tile.ts';
import type { TileCounters } from './tile-counters.ts';

/** An empty tile outlives nothing: who asks again after a publish must not get the one of before from a cache. */
const EMPTY = 'no-cache';
/** Of a named edition, where nothing comes any more. */
export const EMPTY_FOR_GOOD = 'public, max-age=86400';

const NOTHING: readonly string[] = [];

export interface SendOptions {
  /** Of an empty tile. */
  readonly emptyCache?: string;
  /** Headers beside the tile's own: names and values in turn. */
  readonly more?: readonly string[];
}

export function sendTile(
  request: FastifyRequest,
  reply: FastifyReply,
  tile: KeptTile,
  counters: TileCounters,
  { emptyCache = EMPTY, more = NOTHING }: SendOptions = {},
): undefined {
  if (tile.isEmpty)
    return sendFast(reply, 204, ['cache-control', emptyCache, 'x-content-type-options', 'nosniff', ...more], null);
  const coded = tile.in(acceptedCoding(request.headers['accept-encoding'] as string | undefined));
  const known = request.headers['if-none-match'];
  if (known !== undefined && (known === coded.tag || names(String(known), coded.tag))) {
    counters.unchanged += 1;
    return sendFast(reply, 304, [...coded.unchangedHeaders, ...more], null);
  }
  counters.sent += 1;
  return sendFast(reply, 200, [...coded.headers, ...more], coded.body);
}

/** Whether a list of tags names this one; a weak form of it does too, as the standard has it for this header. */
export function names(list: string, tag: string): boolean {
  return list.trim() === '*' || (list.match(/"[^"]*"/g) ?? ([] as string[])).includes(tag);
}
