/**
 * WebP: a RIFF of chunks. Kept are pictures, transparency, animation and the colour profile; the extended header stops
 * announcing what is gone. Frames of an animation are cleaned like the file. Pure.
 */
import { orientationBlock, orientationOf } from './orientation.ts';
import { invalidPhoto, joined, type Stripped } from './photo-parts.ts';

const KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
const IN_FRAME = new Set(['VP8 ', 'VP8L', 'ALPH']);
const FRAME_HEAD = 16;
const EXIF_FLAG = 0x08;
const XMP_FLAG = 0x04;

export function isWebp(file: Uint8Array): boolean {
  return file.length >= 12 && nameAt(file, 0) === 'RIFF' && nameAt(file, 8) === 'WEBP';
}

/** Throws `photo-invalid`. */
export function stripWebp(file: Uint8Array): Stripped {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const size = view.getUint32(4, true);
  if (8 + size > file.length) throw invalidPhoto('cut-short');
  const found = chunksOf(file.subarray(12, 8 + size));
  const first = found[0]?.name;
  if (first !== 'VP8 ' && first !== 'VP8L' && first !== 'VP8X') throw invalidPhoto('damaged');
  if (!found.some(({ name }) => name === 'VP8 ' || name === 'VP8L' || name === 'ANMF'))
    throw invalidPhoto('empty-picture');
  const exifBody = found.find(({ name }) => name === 'EXIF')?.body ?? null;
  // Some writers put the mark of JPEG before the block.
  const exif = exifBody !== null && nameAt(exifBody, 0) === 'Exif' ? exifBody.subarray(6) : exifBody;
  const orientation = first === 'VP8X' ? orientationOf(exif) : 1;
  const kept = found
    .filter(({ name }) => KEPT.has(name))
    .map(({ name, body }) => {
      if (name === 'VP8X') return chunk(name, extendedHead(body, orientation !== 1));
      if (name === 'ANMF') return chunk(name, cleanFrame(body));
      return chunk(name, body);
    });
  if (orientation !== 1) kept.push(chunk('EXIF', orientationBlock(orientation)));
  const body = joined(kept);
  const head = new Uint8Array(12);
  head.set(Buffer.from('RIFF\0\0\0\0WEBP', 'latin1'));
  new DataView(head.buffer).setUint32(4, 4 + body.length, true);
  return { bytes: joined([head, body]), exif };
}

function extendedHead(body: Uint8Array, hasExif: boolean): Uint8Array {
  if (body.length < 10) throw invalidPhoto('damaged');
  const plain = body.slice();
  plain[0] = (plain[0]! & ~(EXIF_FLAG | XMP_FLAG)) | (hasExif ? EXIF_FLAG : 0);
  return plain;
}

function cleanFrame(body: Uint8Array): Uint8Array {
  if (body.length < FRAME_HEAD) throw invalidPhoto('damaged');
  const parts = chunksOf(body.subarray(FRAME_HEAD)).filter(({ name }) => IN_FRAME.has(name));
  return joined([body.subarray(0, FRAME_HEAD), ...parts.map((part) => chunk(part.name, part.body))]);
}

function chunksOf(bytes: Uint8Array): { name: string; body: Uint8Array }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: { name: string; body: Uint8Array }[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (at + 8 > bytes.length) throw invalidPhoto('cut-short');
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > bytes.length) throw invalidPhoto('cut-short');
    found.push({ name: nameAt(bytes, at), body: bytes.subarray(at + 8, at + 8 + length) });
    at += 8 + length + (length & 1);
  }
  return found;
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const whole = new Uint8Array(8 + body.length + (body.length & 1));
  whole.set(Buffer.from(name, 'latin1'));
  new DataView(whole.buffer).setUint32(4, body.length, true);
  whole.set(body, 8);
  return whole;
}

function nameAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
