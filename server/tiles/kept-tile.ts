/**
 * A tile as it is sent: its bytes in each coding, made once when first asked for, with the headers of both answers. The tag
 * is a hash of the bytes and names the coding, so equal tags mean equal bytes and nothing else.
 */
import { createHash } from 'node:crypto';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { etagOfCoding } from '../http/etag.ts';
import type { BuiltTile } from './built-tile.ts';

export type Coding = 'br' | 'gzip' | 'identity';

export const TILE_TYPE = 'application/vnd.mapbox-vector-tile';
export const LEFT_OUT = 'gezhong-left-out';

/** Fewer bytes than this are not worth a coding. */
const CODED_FROM = 256;
const BROTLI_QUALITY = 5;

export interface CodedTile {
  readonly tag: string;
  readonly body: Buffer;
  /** Names and values in turn. */
  readonly headers: string[];
  /** Of the answer 304. */
  readonly unchangedHeaders: string[];
}

export class KeptTile {
  /** Names the bytes before any coding. */
  readonly tag: string;
  readonly isEmpty: boolean;
  readonly leftOut: readonly string[];
  /** Whether it was asked for since the cache last made room. */
  used = true;
  readonly #raw: Buffer;
  readonly #cacheControl: string;
  readonly #vary: string;
  readonly #coded = new Map<Coding, CodedTile>();
  readonly #grew: (bytes: number) => void;

  /** `grew` hears of every byte that is kept. `vary`: what else than the coding it depends on. */
  constructor(tile: BuiltTile, cacheControl: string, grew: (bytes: number) => void = () => {}, vary = '') {
    this.#raw = Buffer.from(tile.bytes.slice().buffer);
    this.#cacheControl = cacheControl;
    this.#vary = vary;
    this.#grew = grew;
    this.isEmpty = tile.bytes.length === 0;
    this.leftOut = tile.leftOut;
    this.tag = `"${createHash('sha256').update(this.#raw).digest('base64url').slice(0, 22)}"`;
  }

  get byteLength(): number {
    let sum = OVERHEAD + this.#raw.length;
    for (const [coding, { body }] of this.#coded) if (coding !== 'identity') sum += body.length;
    return sum;
  }

  in(coding: Coding): CodedTile {
    const wanted = this.#raw.length < CODED_FROM ? 'identity' : coding;
    const known = this.#coded.get(wanted);
    if (known !== undefined) return known;
    const body = encode(this.#raw, wanted);
    const tag = etagOfCoding(this.tag, wanted);
    const shared = ['cache-control', this.#cacheControl, 'etag', tag, 'vary', `accept-encoding${this.#vary}`];
    const coded: CodedTile = {
      tag,
      body,
      headers: [
        ...['content-type', TILE_TYPE],
        ...shared,
        ...(wanted === 'identity' ? [] : ['content-encoding', wanted]),
        ...(this.leftOut.length === 0 ? [] : [LEFT_OUT, this.leftOut.join(', ')]),
        ...['x-content-type-options', 'nosniff', 'content-length', String(body.length)],
      ],
      unchangedHeaders: shared,
    };
    this.#coded.set(wanted, coded);
    if (wanted !== 'identity') this.#grew(body.length);
    return coded;
  }
}

/** Headers, tags and the objects around them. */
const OVERHEAD = 1200;

function encode(raw: Buffer, coding: Coding): Buffer {
  if (coding === 'gzip') return gzipSync(raw);
  if (coding === 'identity') return raw;
  return brotliCompressSync(raw, {
    params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: raw.length },
  });
}
