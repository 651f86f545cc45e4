/** A text as a QR code (ISO/IEC 18004): bytes of UTF-8, error correction M, versions 1 to 10. Pure. */
import { checkBytes, generator } from './check-bytes.ts';
import { MASKS, trouble } from './mask.ts';
import { type Modules, markMask, patternOf } from './pattern.ts';
import { lengthBits, type QrVersion, versionFor } from './versions.ts';

/** Rows of dark (true) and light modules. Throws RangeError above 213 bytes. */
export function qrCode(text: string): readonly (readonly boolean[])[] {
  const bytes = [...new TextEncoder().encode(text)];
  const version = versionFor(bytes.length);
  const modules = patternOf(version);
  fill(modules, interleaved(version, dataBytes(version, bytes)));
  return best(modules);
}

function dataBytes({ version, parts }: QrVersion, bytes: readonly number[]): number[] {
  const room = parts.reduce((sum, part) => sum + part, 0);
  const bits: number[] = [];
  const put = (value: number, count: number) => {
    for (let i = count - 1; i >= 0; i--) bits.push((value >>> i) & 1);
  };
  // mode 0100: bytes
  put(4, 4);
  put(bytes.length, lengthBits(version));
  for (const byte of bytes) put(byte, 8);
  put(0, Math.min(4, room * 8 - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let filler = 0xec; bits.length < room * 8; filler ^= 0xec ^ 0x11) put(filler, 8);
  return Array.from({ length: room }, (_, i) =>
    bits.slice(8 * i, 8 * i + 8).reduce((byte, one) => (byte << 1) | one, 0),
  );
}

/** The first byte of each part, the second of each, and so on; then the check bytes likewise. */
function interleaved({ parts, checks }: QrVersion, data: readonly number[]): number[] {
  const divisor = generator(checks);
  let at = 0;
  const blocks = parts.map((length) => {
    at += length;
    return data.slice(at - length, at);
  });
  const guards = blocks.map((block) => checkBytes(block, divisor));
  const woven = (rows: readonly (readonly number[])[], length: number) =>
    Array.from({ length }, (_, i) => rows.flatMap((row) => (i < row.length ? [row[i]!] : []))).flat();
  return [...woven(blocks, Math.max(...parts)), ...woven(guards, checks)];
}

/** Two columns at a time, up and down from the right, past the upright timing line. */
function fill({ size, dark, taken }: Modules, bytes: readonly number[]): void {
  let at = 0;
  for (let right = size - 1; right >= 1; right -= 2) {
    if (right === 6) right = 5;
    const isUpward = ((right + 1) & 2) === 0;
    for (let step = 0; step < size; step++)
      for (const x of [right, right - 1]) {
        const y = isUpward ? size - 1 - step : step;
        if (taken[y]![x]) continue;
        dark[y]![x] = ((bytes[at >>> 3] ?? 0) >>> (7 - (at & 7))) % 2 === 1;
        at++;
      }
  }
}

function best(modules: Modules): boolean[][] {
  const { size, taken } = modules;
  const tries = MASKS.map((isTurned, mask) => {
    const dark = modules.dark.map((row, y) => row.map((one, x) => one !== (!taken[y]![x]! && isTurned(x, y))));
    markMask({ size, dark, taken }, mask);
    return { dark, points: trouble(dark) };
  });
  return tries.reduce((least, one) => (one.points < least.points ? one : least)).dark;
}
