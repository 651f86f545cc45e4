/** Small photos made byte by byte, with what cameras write into them: for tests of what is kept and what goes. */
import { crc32, deflateSync } from 'node:zlib';

export interface Wish {
  lon?: number;
  lat?: number;
  /** 1 to 8. */
  orientation?: number;
  /** Texts that must be gone afterwards, one for each kind of comment of the format. */
  secret?: string;
}

/** A baseline JPEG of 8 × 8 grey pixels; its tables are the shortest that decode. */
export function jpegOf(wish: Wish = {}): Buffer {
  const { secret } = wish;
  const segments = [segment(0xe0, Buffer.from('JFIF\0\x01\x01\x00\x00\x01\x00\x01\x01\x01RGB', 'latin1'))];
  const tiff = tiffOf(wish);
  if (tiff !== null) segments.push(segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff])));
  if (secret !== undefined) {
    segments.push(segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secret}-xmp</x:xmpmeta>`)));
    segments.push(segment(0xed, Buffer.from(`Photoshop 3.0\x008BIM\x04\x04\0\0\0\x20${secret}-iptc`)));
    segments.push(segment(0xfe, Buffer.from(`${secret}-comment`)));
  }
  segments.push(segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01colours', 'latin1')));
  segments.push(segment(0xdb, Buffer.concat([Buffer.of(0), Buffer.alloc(64, 1)])));
  segments.push(segment(0xc0, Buffer.of(8, 0, 8, 0, 8, 1, 1, 0x11, 0)));
  const oneCode = Buffer.concat([Buffer.of(1), Buffer.alloc(15), Buffer.of(0)]);
  segments.push(segment(0xc4, Buffer.concat([Buffer.of(0x00), oneCode])));
  segments.push(segment(0xc4, Buffer.concat([Buffer.of(0x10), oneCode])));
  segments.push(segment(0xda, Buffer.of(1, 1, 0x00, 0, 63, 0)));
  const trailer = secret === undefined ? '' : `${secret}-behind`;
  return Buffer.concat([Buffer.of(0xff, 0xd8), ...segments, Buffer.of(0x3f, 0xff, 0xd9), Buffer.from(trailer)]);
}

export function pngOf(wish: Wish = {}): Buffer {
  const { secret } = wish;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(1, 4);
  head.set([8, 0, 0, 0, 0], 8);
  const chunks = [pngChunk('IHDR', head), pngChunk('gAMA', Buffer.of(0, 0, 0xb1, 0x8f))];
  const tiff = tiffOf(wish);
  if (tiff !== null) chunks.push(pngChunk('eXIf', tiff));
  if (secret !== undefined) {
    chunks.push(pngChunk('tEXt', Buffer.from(`Comment\0${secret}-text`, 'latin1')));
    chunks.push(pngChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${secret}-xmp`, 'latin1')));
    chunks.push(pngChunk('tIME', Buffer.of(7, 0xea, 11, 22, 8, 0, 0)));
  }
  chunks.push(pngChunk('IDAT', deflateSync(Buffer.of(0, 127))), pngChunk('IEND', Buffer.alloc(0)));
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks, Buffer.from(secret ?? '')]);
}

/** One lossless pixel; extended when there is something to say besides. */
export function webpOf(wish: Wish = {}): Buffer {
  const { secret } = wish;
  const pixel = riffChunk('VP8L', Buffer.of(0x2f, 0, 0, 0, 0, 0x88, 0x88, 0x08));
  const tiff = tiffOf(wish);
  const chunks = [pixel];
  if (tiff !== null || secret !== undefined) {
    const flags = (tiff === null ? 0 : 0x08) | (secret === undefined ? 0 : 0x04);
    chunks.unshift(riffChunk('VP8X', Buffer.of(flags, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
  }
  if (tiff !== null) chunks.push(riffChunk('EXIF', tiff));
  if (secret !== undefined) chunks.push(riffChunk('XMP ', Buffer.from(`<x:xmpmeta>${secret}-xmp</x:xmpmeta>`)));
  const body = Buffer.concat(chunks);
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1');
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}

/** Exif with orientation, a maker and a position, as far as wished; null: none of them. */
function tiffOf({ lon, lat, orientation, secret }: Wish): Buffer | null {
  if (lon === undefined && orientation === undefined && secret === undefined) return null;
  const maker = Buffer.from(`${secret ?? 'Maker'}-maker\0`);
  const entries = [entry(0x010f, 2, maker.length, 'maker'), entry(0x0112, 3, 1, (orientation ?? 1) << 16)];
  if (lon !== undefined) entries.push(entry(0x8825, 4, 1, 'gps'));
  const firstEnd = 8 + 2 + entries.length * 12 + 4;
  const gpsAt = firstEnd + maker.length + (maker.length & 1);
  const out = Buffer.alloc(lon === undefined ? gpsAt : gpsAt + 2 + 4 * 12 + 4 + 48);
  out.write('MM\0*', 0, 'latin1');
  out.writeUInt32BE(8, 4);
  writeDirectory(out, 8, entries, { maker: firstEnd, gps: gpsAt });
  out.set(maker, firstEnd);
  if (lon !== undefined && lat !== undefined) {
    const numbers = gpsAt + 2 + 4 * 12 + 4;
    const letter = (text: string) => text.charCodeAt(0) << 24;
    const gps = [
      entry(1, 2, 2, letter(lat < 0 ? 'S' : 'N')),
      entry(2, 5, 3, 'lat'),
      entry(3, 2, 2, letter(lon < 0 ? 'W' : 'E')),
      entry(4, 5, 3, 'lon'),
    ];
    writeDirectory(out, gpsAt, gps, { lat: numbers, lon: numbers + 24 });
    writeAngle(out, numbers, Math.abs(lat));
    writeAngle(out, numbers + 24, Math.abs(lon));
  }
  return out;
}

interface Entry {
  tag: number;
  type: number;
  count: number;
  value: number | string;
}

function entry(tag: number, type: number, count: number, value: number | string): Entry {
  return { tag, type, count, value };
}

function writeDirectory(out: Buffer, at: number, entries: readonly Entry[], places: Record<string, number>): void {
  out.writeUInt16BE(entries.length, at);
  entries.forEach(({ tag, type, count, value }, i) => {
    const where = at + 2 + 12 * i;
    out.writeUInt16BE(tag, where);
    out.writeUInt16BE(type, where + 2);
    out.writeUInt32BE(count, where + 4);
    out.writeUInt32BE((typeof value === 'string' ? places[value]! : value) >>> 0, where + 8);
  });
}

/** Degrees, minutes and ten-thousandths of seconds. */
function writeAngle(out: Buffer, at: number, angle: number): void {
  const seconds = Math.round(angle * 3600 * 10_000);
  const degrees = Math.floor(seconds / 36_000_000);
  const minutes = Math.floor((seconds % 36_000_000) / 600_000);
  [degrees, 1, minutes, 1, seconds % 600_000, 10_000].forEach((value, i) => {
    out.writeUInt32BE(value, at + 4 * i);
  });
}

function segment(marker: number, body: Buffer): Buffer {
  const length = body.length + 2;
  return Buffer.concat([Buffer.of(0xff, marker, length >> 8, length & 0xff), body]);
}

function pngChunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

function riffChunk(name: string, body: Buffer): Buffer {
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)]);
}
