/**
 * A .dbf table in UTF-8. Its columns have one width for all rows, so the rows wait in a file of lines until the widths are known.
 * A text is cut at 254 bytes, between two characters, and counted as cut.
 */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Field, FieldValue } from '../features/field.ts';
import { TextFile } from './text-file.ts';

const WIDEST = 254;
const CHUNK_ROWS = 500;

export class DbfTable {
  readonly #fields: readonly Field[];
  readonly #path: string;
  readonly #waiting: TextFile;
  readonly #waitingPath: string;
  readonly #widths: number[];
  readonly #decimals: number[];
  #rows = 0;
  /** Texts that had to be cut, by the name of the field. */
  readonly cut = new Map<string, number>();

  private constructor(path: string, waitingPath: string, waiting: TextFile, fields: readonly Field[]) {
    this.#path = path;
    this.#waitingPath = waitingPath;
    this.#waiting = waiting;
    this.#fields = fields;
    this.#widths = fields.map(() => 1);
    this.#decimals = fields.map(() => 0);
  }

  static async open(path: string, waitingPath: string, fields: readonly Field[]): Promise<DbfTable> {
    return new DbfTable(path, waitingPath, await TextFile.open(waitingPath), fields);
  }

  async add(rows: readonly Readonly<Record<string, FieldValue>>[]): Promise<void> {
    for (const properties of rows) {
      const cells = this.#fields.map((field, k) => {
        const text = this.#cell(field, properties[field.name] ?? null);
        this.#widths[k] = Math.max(this.#widths[k]!, Buffer.byteLength(text));
        if (field.type === 'real') this.#decimals[k] = Math.max(this.#decimals[k]!, decimalsOf(text));
        return text;
      });
      this.#rows += 1;
      await this.#waiting.write(`${JSON.stringify(cells)}\n`);
    }
  }

  /** Writes the table. */
  async close(): Promise<void> {
    await this.#waiting.close();
    const real = this.#fields.map(({ type }) => type === 'real');
    // A number with decimals needs room for those of the others as well.
    const widths = this.#widths.map((width, k) => (real[k] ? Math.min(WIDEST, width + this.#decimals[k]! + 1) : width));
    const file = await open(this.#path, 'wx');
    try {
      await file.appendFile(this.#head(widths));
      let records: Buffer[] = [];
      for await (const line of createInterface({ input: createReadStream(this.#waitingPath, 'utf8') })) {
        records.push(this.#record(JSON.parse(line) as string[], widths));
        if (records.length < CHUNK_ROWS) continue;
        await file.appendFile(Buffer.concat(records));
        records = [];
      }
      await file.appendFile(Buffer.concat([...records, Buffer.from([0x1a])]));
    } finally {
      await file.close();
    }
  }

  #cell({ name, type }: Field, value: FieldValue): string {
    if (value === null) return '';
    if (type === 'boolean') return value ? 'T' : 'F';
    if (typeof value === 'number') return plainNumber(value);
    const text = cutAt(String(value).replaceAll('\u0000', ''), WIDEST);
    if (text !== value) this.cut.set(name, (this.cut.get(name) ?? 0) + 1);
    return text;
  }

  #head(widths: readonly number[]): Buffer {
    const head = Buffer.alloc(32 + 32 * this.#fields.length + 1);
    const now = new Date();
    head.set([3, now.getUTCFullYear() - 1900, now.getUTCMonth() + 1, now.getUTCDate()]);
    head.writeUInt32LE(this.#rows, 4);
    head.writeUInt16LE(head.length, 8);
    head.writeUInt16LE(
      widths.reduce((sum, width) => sum + width, 1),
      10,
    );
    this.#fields.forEach(({ short, type }, k) => {
      const at = 32 + 32 * k;
      head.write(short, at, 10, 'latin1');
      head.write(type === 'boolean' ? 'L' : type === 'integer' || type === 'real' ? 'N' : 'C', at + 11, 'latin1');
      head[at + 16] = widths[k]!;
      head[at + 17] = this.#decimals[k]!;
    });
    head[head.length - 1] = 0x0d;
    return head;
  }

  #record(cells: readonly string[], widths: readonly number[]): Buffer {
    const record = Buffer.alloc(
      widths.reduce((sum, width) => sum + width, 1),
      0x20,
    );
    let at = 1;
    cells.forEach((cell, k) => {
      const { type } = this.#fields[k]!;
      const text = type === 'real' && cell !== '' ? Number(cell).toFixed(this.#decimals[k]!) : cell;
      const isNumber = type === 'integer' || type === 'real';
      record.write(isNumber ? text.padStart(widths[k]!) : text, at, widths[k]!, 'utf8');
      at += widths[k]!;
    });
    return record;
  }
}

/** Without an exponent. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(6) : text;
}

const decimalsOf = (text: string): number => text.split('.')[1]?.length ?? 0;

function cutAt(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  let length = 0;
  let kept = '';
  for (const character of text) {
    length += Buffer.byteLength(character);
    if (length > bytes) break;
    kept += character;
  }
  return kept;
}
