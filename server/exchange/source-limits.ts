/** What one file may cost. Bytes and counts; a file beyond a limit is refused by name, never cut short. */
export interface Limits {
  /** Bytes of all files of an archive together, unpacked. */
  unpackedBytes: number;
  /** Unpacked : packed beyond `ratioFreeBytes` unpacked. */
  ratio: number;
  ratioFreeBytes: number;
  /** Files in an archive, folders included. */
  entries: number;
  features: number;
  verticesPerFeature: number;
  /** Columns or properties of one row. */
  fields: number;
  /** Objects and arrays inside each other, the outermost counted as 1. */
  nesting: number;
  /** Characters of one text value, line or CSV row. */
  textLength: number;
}

export const DEFAULT_LIMITS: Limits = {
  unpackedBytes: 4 * 1024 ** 3,
  ratio: 200,
  ratioFreeBytes: 100e6,
  entries: 10_000,
  features: 5_000_000,
  verticesPerFeature: 1_000_000,
  fields: 2_000,
  nesting: 32,
  textLength: 64 * 1024 ** 2,
};
