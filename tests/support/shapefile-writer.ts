/** Small Shapefiles and .dbf tables byte by byte, for tests of the reader. */

export interface DbfColumn {
  name: string | Buffer;
  type: string;
  length: number;
}

export interface DbfOptions {
  /** Language driver id. */
  language?: number;
  /** Rows (from 0) marked as deleted. */
  deleted?: number[];
}

/** A value is written as it is, padded with blanks; text goes through latin1 unless it is bytes already. */
export function dbfOf(
  columns: readonly DbfColumn[],
  rows: readonly (string | Buffer)[][],
  options: DbfOptions = {},
): Buffer {
  const recordLength = 1 + columns.reduce((sum, column) => sum + column.length, 0);
  const head = Buffer.alloc(32 + 32 * columns.length + 1);
  head[0] = 3;
  head.writeUInt32LE(rows.length, 4);
  head.writeUInt16LE(head.length, 8);
  head.writeUInt16LE(recordLength, 10);
  head[29] = options.language ?? 0;
  columns.forEach((column, i) => {
    const at = 32 + 32 * i;
    Buffer.from(column.name as string).copy(head, at, 0, 11);
    head.write(column.type, at + 11, 'latin1');
    head[at + 16] = column.length;
  });
  head[head.length - 1] = 0x0d;
  const records = rows.map((row, i) => {
    const record = Buffer.alloc(recordLength, 0x20);
    if (options.deleted?.includes(i)) record[0] = 0x2a;
    let at = 1;
    columns.forEach((column, k) => {
      const value = row[k] ?? '';
      (typeof value === 'string' ? Buffer.from(value, 'latin1') : value).copy(record, at, 0, column.length);
      at += column.length;
    });
    return record;
  });
  return Buffer.concat([head, ...records, Buffer.from([0x1a])]);
}

/** A .shp of these record contents; null is the null shape. */
export function shpOf(type: number, records: readonly (Buffer | null)[]): Buffer {
  const parts = records.map((content, i) => {
    const body = content ?? Buffer.alloc(4);
    const head = Buffer.alloc(8);
    head.writeInt32BE(i + 1, 0);
    head.writeInt32BE(body.length / 2, 4);
    return Buffer.concat([head, body]);
  });
  const header = Buffer.alloc(100);
  header.writeInt32BE(9994, 0);
  header.writeInt32BE((100 + parts.reduce((sum, part) => sum + part.length, 0)) / 2, 24);
  header.writeInt32LE(1000, 28);
  header.writeInt32LE(type, 32);
  return Buffer.concat([header, ...parts]);
}

export function pointRecord(x: number, y: number): Buffer {
  return Buffer.concat([int(1), double(x), double(y)]);
}

/** A Polygon (5) record, or a PolygonZ (15) one when the positions have a third number; rings as given. */
export function polygonRecord(rings: readonly (readonly number[])[][]): Buffer {
  const positions = rings.flat();
  const withZ = positions[0]?.length === 3;
  let start = 0;
  const starts = rings.map((ring) => {
    const at = start;
    start += ring.length;
    return int(at);
  });
  const heights = positions.map((position) => double(position[2] ?? 0));
  return Buffer.concat([
    int(withZ ? 15 : 5),
    Buffer.alloc(32),
    int(rings.length),
    int(positions.length),
    ...starts,
    ...positions.map((position) => Buffer.concat([double(position[0] ?? 0), double(position[1] ?? 0)])),
    ...(withZ ? [Buffer.alloc(16), ...heights] : []),
  ]);
}

function int(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function double(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
}
