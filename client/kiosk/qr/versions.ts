/** Sizes of QR codes with error correction M (15 % may be lost): versions 1 to 10, which hold links of up to 213 bytes. */
export interface QrVersion {
  readonly version: number;
  readonly size: number;
  /** Check bytes of each of its parts. */
  readonly checks: number;
  /** Data bytes of each part. */
  readonly parts: readonly number[];
  /** Centres of the alignment marks, in both directions. */
  readonly marks: readonly number[];
}

const of = (count: number, bytes: number) => new Array<number>(count).fill(bytes);

/** ISO/IEC 18004, table 9 and annex E. */
const ROWS: readonly [checks: number, parts: readonly number[], marks: readonly number[]][] = [
  [10, of(1, 16), []],
  [16, of(1, 28), [6, 18]],
  [26, of(1, 44), [6, 22]],
  [18, of(2, 32), [6, 26]],
  [24, of(2, 43), [6, 30]],
  [16, of(4, 27), [6, 34]],
  [18, of(4, 31), [6, 22, 38]],
  [22, [...of(2, 38), ...of(2, 39)], [6, 24, 42]],
  [22, [...of(3, 36), ...of(2, 37)], [6, 26, 46]],
  [26, [...of(4, 43), ...of(1, 44)], [6, 28, 50]],
];

export const VERSIONS: readonly QrVersion[] = ROWS.map(([checks, parts, marks], index) => ({
  ...{ version: index + 1, size: 21 + 4 * index, checks, parts, marks },
}));

/** Bits that say how long the text is. */
export const lengthBits = (version: number): number => (version < 10 ? 8 : 16);

/** The smallest that holds so many bytes. Throws RangeError when none does. */
export function versionFor(bytes: number): QrVersion {
  const found = VERSIONS.find(({ version, parts }) => {
    const room = parts.reduce((sum, part) => sum + part, 0) * 8;
    return 4 + lengthBits(version) + 8 * bytes <= room;
  });
  if (found === undefined) throw new RangeError(`${bytes} bytes are too long for a link`);
  return found;
}
