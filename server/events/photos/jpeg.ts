/**
 * JPEG: segments until the first scan, then entropy-coded data between markers, until the end of the image. Kept are the
 * tables, frames and scans, JFIF without its preview, Adobe's colour mark and the colour profile. What follows the end of the
 * image (a second picture, a film) goes too. Pure.
 */
import { orientationBlock, orientationOf } from './orientation.ts';
import { invalidPhoto, joined, type Stripped } from './photo-parts.ts';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const COM = 0xfe;
const EXIF = 'Exif\0\0';
/** Of a JFIF segment without preview: length, 'JFIF\0', version, units, densities, 0 × 0. */
const JFIF_BYTES = 16;

export function isJpeg(file: Uint8Array): boolean {
  return file[0] === 0xff && file[1] === SOI && file[2] === 0xff;
}

/** Throws `photo-invalid`. */
export function stripJpeg(file: Uint8Array): Stripped {
  const kept: Uint8Array[] = [];
  let exif: Uint8Array | null = null;
  let at = 2;
  let hasFrame = false;
  let hasScan = false;
  for (;;) {
    if (at + 1 >= file.length) throw invalidPhoto('cut-short');
    if (file[at] !== 0xff) throw invalidPhoto('damaged');
    const marker = file[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === EOI) break;
    if (marker === 0 || marker === SOI || (marker >= 0xd0 && marker <= 0xd7)) throw invalidPhoto('damaged');
    if (at + 4 > file.length) throw invalidPhoto('cut-short');
    const length = u16(file, at + 2);
    const end = at + 2 + length;
    if (length < 2) throw invalidPhoto('damaged');
    if (end > file.length) throw invalidPhoto('cut-short');
    const body = file.subarray(at + 4, end);
    if (marker === 0xe1 && exif === null && startsWith(body, EXIF)) exif = body.subarray(EXIF.length);
    if (isFrame(marker)) {
      // A height of 0 would be told after the scan; no camera writes that.
      if (body.length < 6 || u16(body, 1) === 0 || u16(body, 3) === 0) throw invalidPhoto('empty-picture');
      hasFrame = true;
    }
    const segment = keptSegment(marker, file.subarray(at, end), body);
    if (segment !== null) kept.push(segment);
    at = end;
    if (marker !== SOS) continue;
    if (!hasFrame) throw invalidPhoto('damaged');
    hasScan = true;
    const after = endOfScan(file, end);
    kept.push(file.subarray(end, after));
    at = after;
  }
  if (!hasScan) throw invalidPhoto('empty-picture');
  const orientation = orientationOf(exif);
  const head: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  if (orientation !== 1) head.push(exifSegment(orientation));
  // JFIF has to come first where it is.
  const jfif = kept[0]?.[1] === 0xe0 ? kept.splice(0, 1) : [];
  return { bytes: joined([head[0]!, ...jfif, ...head.slice(1), ...kept, Uint8Array.of(0xff, EOI)]), exif };
}

/** SOF0–SOF15 without DHT, JPG and DAC. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** The segment as it may stay; null: it goes. */
function keptSegment(marker: number, segment: Uint8Array, body: Uint8Array): Uint8Array | null {
  if (marker === COM) return null;
  if (marker < 0xe0 || marker > 0xef) return segment;
  if (marker === 0xe0 && startsWith(body, 'JFIF\0') && body.length >= JFIF_BYTES - 2) {
    const plain = segment.slice(0, 2 + JFIF_BYTES);
    plain[2] = 0;
    plain[3] = JFIF_BYTES;
    plain[16] = 0;
    plain[17] = 0;
    return plain;
  }
  if (marker === 0xe2 && startsWith(body, 'ICC_PROFILE\0')) return segment;
  if (marker === 0xee && startsWith(body, 'Adobe')) return segment;
  return null;
}

/** Where the marker after the entropy-coded data stands. A stuffed zero and restarts belong to the data. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0 && at + 1 < file.length; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1]!;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw invalidPhoto('cut-short');
}

function exifSegment(orientation: number): Uint8Array {
  const block = orientationBlock(orientation);
  const length = 2 + EXIF.length + block.length;
  return joined([Uint8Array.of(0xff, 0xe1, length >> 8, length & 0xff), Buffer.from(EXIF, 'latin1'), block]);
}

function startsWith(body: Uint8Array, text: string): boolean {
  if (body.length < text.length) return false;
  for (let i = 0; i < text.length; i++) if (body[i] !== text.charCodeAt(i)) return false;
  return true;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at]! << 8) | bytes[at + 1]!;
}
