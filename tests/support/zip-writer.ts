/**
 * Zip archives byte by byte, honest or not: for tests of the reader's guards. Sizes and counts beyond what the old format
 * holds are written as Zip64.
 */
import { constants, crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** Bytes stand as they are, without the UTF-8 mark. */
  name: string | Buffer;
  data: Buffer | string;
  /** What the archive says of the unpacked size, when it lies. */
  declaredSize?: number;
  declaredCrc?: number;
  encrypted?: boolean;
  /** Deflated already; `data` is not looked at then, so its size and sum must be declared. */
  packed?: Buffer;
  /** The data is the path that a link leads to. */
  isLink?: boolean;
}

const UTF8 = 0x800;
const MOST_BYTES = 0xffffffff;
const MOST_ENTRIES = 0xffff;
const LINK_MODE = 0o120777;

/** So many zeros, a thousandth of them in bytes: one deflated megabyte again and again. */
export function packedZeros(megabytes: number): Buffer {
  const one = deflateRawSync(Buffer.alloc(2 ** 20), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: megabytes }, () => one), deflateRawSync(Buffer.alloc(0))]);
}

export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const data = Buffer.from(entry.data);
    const packed = entry.packed ?? deflateRawSync(data, { level: 9 });
    const size = entry.declaredSize ?? data.length;
    const extra = size < MOST_BYTES ? Buffer.alloc(0) : longSize(size);
    const name = Buffer.from(entry.name as string);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE((typeof entry.name === 'string' ? UTF8 : 0) | (entry.encrypted ? 1 : 0), 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(entry.declaredCrc ?? crc32(data), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(Math.min(size, MOST_BYTES), 18);
    fields.writeUInt16LE(name.length, 22);
    fields.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), fields, name, extra, packed]);
    const tail = Buffer.alloc(14);
    if (entry.isLink) tail.writeUInt32LE(LINK_MODE * 2 ** 16, 6);
    tail.writeUInt32LE(offset, 10);
    // made by Unix, where a mode says what is a link
    central.push(Buffer.concat([Buffer.from('504b01021403', 'hex'), fields, tail, name, extra]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  const count = Math.min(entries.length, MOST_ENTRIES);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  const longEnd = entries.length < MOST_ENTRIES ? [] : [endOf64(entries.length, directory.length, offset)];
  return Buffer.concat([...locals, directory, ...longEnd, end]);
}

/** The field of Zip64 with a size alone: the packed size and the offset stay where they are. */
function longSize(size: number): Buffer {
  const field = Buffer.alloc(12);
  field.writeUInt16LE(1, 0);
  field.writeUInt16LE(8, 2);
  field.writeBigUInt64LE(BigInt(size), 4);
  return field;
}

/** The end of Zip64 and the record that says where it begins. */
function endOf64(count: number, directoryBytes: number, offset: number): Buffer {
  const end = Buffer.alloc(76);
  end.write('504b0606', 0, 'hex');
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(45, 12);
  end.writeUInt16LE(45, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(directoryBytes), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.write('504b0607', 56, 'hex');
  end.writeBigUInt64LE(BigInt(offset + directoryBytes), 64);
  end.writeUInt32LE(1, 72);
  return end;
}
