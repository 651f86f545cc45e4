/** QR codes: one that is known, and every length read back by the rules of the standard. */
import { describe, expect, it } from 'vitest';
import { checkBytes, generator } from '../../../client/kiosk/qr/check-bytes.ts';
import { qrCode } from '../../../client/kiosk/qr/encode.ts';
import { MASKS, trouble } from '../../../client/kiosk/qr/mask.ts';
import { patternOf } from '../../../client/kiosk/qr/pattern.ts';
import { qrFile } from '../../../client/kiosk/qr/svg.ts';
import { lengthBits, VERSIONS } from '../../../client/kiosk/qr/versions.ts';

type Rows = ReturnType<typeof qrCode>;

/** The mask as its marks beside the upper left finder say it. */
function maskOf(rows: Rows): number {
  const marks = [0, 1, 2, 3, 4, 5].map((y) => rows[y]![8]!);
  const rest = [rows[7]![8]!, rows[8]![8]!, rows[8]![7]!, ...[5, 4, 3, 2, 1, 0].map((x) => rows[8]![x]!)];
  const value = [...marks, ...rest].reduce((sum, isDark, i) => sum | (Number(isDark) << i), 0) ^ 0x5412;
  return value >>> 10;
}

/** The data bytes, with every part checked against its check bytes. */
function readBack(rows: Rows): string {
  const version = VERSIONS.find(({ size }) => size === rows.length)!;
  const { taken } = patternOf(version);
  const isTurned = MASKS[maskOf(rows)]!;
  const bits: number[] = [];
  const columns = [];
  for (let right = rows.length - 1; right > 0; right -= 2) columns.push(right <= 6 ? right - 1 : right);
  columns.forEach((right, turn) => {
    for (let step = 0; step < rows.length; step++)
      for (const x of [right, right - 1]) {
        const y = turn % 2 === 0 ? rows.length - 1 - step : step;
        if (x >= 0 && !taken[y]![x]) bits.push(Number(rows[y]![x] !== isTurned(x, y)));
      }
  });
  const bytes = Array.from({ length: bits.length >> 3 }, (_, i) =>
    Number.parseInt(bits.slice(8 * i, 8 * i + 8).join(''), 2),
  );
  const parts: number[][] = version.parts.map(() => []);
  let at = 0;
  for (let i = 0; i < Math.max(...version.parts); i++)
    version.parts.forEach((length, part) => {
      if (i < length) parts[part]!.push(bytes[at++]!);
    });
  parts.forEach((part, index) => {
    const guards = Array.from({ length: version.checks }, (_, i) => bytes[at + i * parts.length + index]);
    expect(guards).toEqual(checkBytes(part, generator(version.checks)));
  });
  const text = parts
    .flat()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
  expect(text.slice(0, 4)).toBe('0100');
  const start = 4 + lengthBits(version.version);
  const length = Number.parseInt(text.slice(4, start), 2);
  const said = Array.from({ length }, (_, i) => Number.parseInt(text.slice(start + 8 * i, start + 8 * i + 8), 2));
  return new TextDecoder().decode(Uint8Array.from(said));
}

describe('a QR code', () => {
  it('has the check bytes that the standard has for its example', () => {
    // ISO/IEC 18004, annex I: 01234567 in version 1-M
    const data = [0x10, 0x20, 0x0c, 0x56, 0x61, 0x80, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11, 0xec, 0x11];
    expect(checkBytes(data, generator(10))).toEqual([0xa5, 0x24, 0xd4, 0xc1, 0xed, 0x36, 0xc7, 0x87, 0x2c, 0x55]);
  });

  it.each(VERSIONS.map((version) => [version.version, version] as const))(
    'of version %i leaves exactly its bytes and at most seven bits free',
    (_number, version) => {
      const free = patternOf(version)
        .taken.flat()
        .filter((isTaken) => !isTaken).length;
      const bytes = version.parts.reduce((sum, part) => sum + part + version.checks, 0);
      expect(free - 8 * bytes).toBeGreaterThanOrEqual(0);
      expect(free - 8 * bytes).toBeLessThan(8);
    },
  );

  it('says what it was told, at every length', () => {
    const long = 'https://ge.example.cn/kiosk?grid=341921001001001&x='.repeat(5);
    for (let length = 1; length <= 213; length += length < 30 ? 1 : 7) {
      const text = long.slice(0, length);
      expect(readBack(qrCode(text))).toBe(text);
    }
    expect(readBack(qrCode(long.slice(0, 213)))).toBe(long.slice(0, 213));
    expect(readBack(qrCode('网格 §'))).toBe('网格 §');
  });

  it('is refused where no version holds it', () => {
    expect(() => qrCode('x'.repeat(214))).toThrow(RangeError);
  });

  it('uses the mask that troubles a reader least', () => {
    const rows = qrCode('https://ge.example.cn/kiosk?grid=341921001001001');
    const own = maskOf(rows);
    const { taken } = patternOf(VERSIONS.find(({ size }) => size === rows.length)!);
    const others = MASKS.map((_, mask) =>
      rows.map((row, y) =>
        row.map((one, x) => (taken[y]![x] ? one : (one !== MASKS[own]!(x, y)) !== MASKS[mask]!(x, y))),
      ),
    );
    // the marks of the mask differ in a few modules only
    const least = Math.min(...others.map(trouble));
    expect(trouble(rows)).toBeLessThanOrEqual(least + 60);
  });

  it('is a drawing with a light margin of four modules and a name', () => {
    const file = qrFile('https://ge.example.cn/kiosk?grid=1', '第2网格 <&>');
    expect(file).toContain('<title>第2网格 &lt;&amp;></title>');
    expect(file).toMatch(/viewBox="0 0 (37|41) \1"/);
    expect(file).toMatch(/d="M4 4h7v1h-7z/);
  });
});
