/** PNG: chunks with a length, a name and a checksum. Kept are those that make the pixels, their colours and their frames. Pure. */
import { crc32 } from 'node:zlib';
import { orientationBlock, orientationOf } from './orientation.ts';
import { invalidPhoto, joined, type Stripped } from './photo-parts.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const KEPT = new Set(
  'IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs sPLT acTL fcTL fdAT'.split(' '),
);

export function isPng(file: Uint8Array): boolean {
  return SIGNATURE.every((byte, i) => file[i] === byte);
}

/** Throws `photo-invalid`. */
export function stripPng(file: Uint8Array): Stripped {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const kept: Uint8Array[] = [file.subarray(0, SIGNATURE.length)];
  let exif: Uint8Array | null = null;
  let hasPixels = false;
  let at = SIGNATURE.length;
  for (;;) {
    if (at + 12 > file.length) throw invalidPhoto('cut-short');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > file.length) throw invalidPhoto('cut-short');
    const name = String.fromCharCode(...file.subarray(at + 4, at + 8));
    if (view.getUint32(end - 4) !== crc32(file.subarray(at + 4, end - 4))) throw invalidPhoto('damaged');
    if ((at === SIGNATURE.length) !== (name === 'IHDR')) throw invalidPhoto('damaged');
    if (name === 'IHDR' && (length !== 13 || view.getUint32(at + 8) === 0 || view.getUint32(at + 12) === 0))
      throw invalidPhoto('empty-picture');
    if (name === 'eXIf') exif ??= file.subarray(at + 8, end - 4);
    if (name === 'IDAT') hasPixels = true;
    if (KEPT.has(name)) kept.push(file.subarray(at, end));
    // A chunk that is needed and that nobody knows: a capital letter first.
    else if ((file[at + 4]! & 0x20) === 0) throw invalidPhoto('damaged');
    at = end;
    if (name === 'IEND') break;
  }
  if (!hasPixels) throw invalidPhoto('empty-picture');
  const orientation = orientationOf(exif);
  if (orientation !== 1) kept.splice(2, 0, chunk('eXIf', orientationBlock(orientation)));
  return { bytes: joined(kept), exif };
}

function chunk(name: string, body: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + body.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, body.length);
  whole.set(Buffer.from(name, 'latin1'), 4);
  whole.set(body, 8);
  view.setUint32(8 + body.length, crc32(whole.subarray(4, 8 + body.length)));
  return whole;
}
