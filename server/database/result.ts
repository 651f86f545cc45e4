/** A statement's backend messages as rows. bytea columns come in binary form, all others as text. */
import { BYTEA, type ColumnParser, parserOf } from './column.ts';
import type { Row } from './database.ts';
import { type Column, columnsOf, eachMessage, stringsOf } from './wire.ts';

/** bytea values are views of `data`: nothing is copied. Throws what a column's parser throws. */
export function readResult(data: Uint8Array): { rows: Row[]; command: string } {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  const rows: Row[] = [];
  let columns: (Column & { parse: ColumnParser })[] = [];
  let command = '';
  eachMessage(data, (type, start, end) => {
    if (type === 'T') columns = columnsOf(data, start).map((column) => ({ ...column, parse: parserOf(column.type) }));
    else if (type === 'C') command = stringsOf(data, start, end)[0]!.split(' ')[0]!;
    else if (type === 'D') {
      const row: Row = {};
      let at = start + 2;
      for (const { name, type, parse } of columns) {
        const length = bytes.readInt32BE(at);
        at += 4;
        if (length < 0) row[name] = null;
        else {
          row[name] = type === BYTEA ? data.subarray(at, at + length) : parse(bytes.toString('utf8', at, at + length));
          at += length;
        }
      }
      rows.push(row);
    }
  });
  return { rows, command };
}
