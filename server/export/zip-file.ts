/** A zip archive of files, deflated as they are read; what is known of each only afterwards is written into its head then. */
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { Refusal } from '../contract/problem.ts';

export interface ZippedFile {
  /** In the archive. */
  readonly name: string;
  readonly path: string;
}

const UTF8 = 0x800;
const MOST_BYTES = 2 ** 32 - 1;

export async function zipFiles(path: string, files: readonly ZippedFile[], at: Date): Promise<void> {
  const archive = await open(path, 'wx');
  const central: Buffer[] = [];
  let offset = 0;
  try {
    for (const file of files) {
      const name = Buffer.from(file.name);
      await archive.appendFile(localHead(Buffer.alloc(26), name));
      const { crc, packed, size } = await appendDeflated(archive, file.path);
      const fields = fieldsOf(crc, packed, size, name.length, at);
      await archive.write(localHead(fields, name), 0, 30 + name.length, offset);
      central.push(centralHead(fields, name, offset));
      offset += 30 + name.length + packed;
      if (offset > MOST_BYTES || size > MOST_BYTES) throw new Refusal('export-too-large', { bytes: offset });
    }
    const directory = Buffer.concat(central);
    const end = Buffer.alloc(22);
    end.writeUInt32BE(0x504b0506, 0);
    end.writeUInt16LE(files.length, 8);
    end.writeUInt16LE(files.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    await archive.appendFile(Buffer.concat([directory, end]));
  } finally {
    await archive.close();
  }
}

async function appendDeflated(
  archive: FileHandle,
  path: string,
): Promise<{ crc: number; packed: number; size: number }> {
  let [crc, packed, size] = [0, 0, 0];
  const source = createReadStream(path);
  source.on('data', (chunk: string | Buffer) => {
    crc = crc32(chunk, crc);
    size += chunk.length;
  });
  const deflate = createDeflateRaw();
  source.on('error', (error) => deflate.destroy(error));
  for await (const chunk of source.pipe(deflate)) {
    packed += (chunk as Buffer).length;
    await archive.appendFile(chunk as Buffer);
  }
  return { crc, packed, size };
}

/** What both heads of a file say. */
function fieldsOf(crc: number, packed: number, size: number, nameLength: number, at: Date): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(UTF8, 2);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt16LE((at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), 6);
  fields.writeUInt16LE(((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(), 8);
  fields.writeUInt32LE(crc, 10);
  fields.writeUInt32LE(Math.min(packed, MOST_BYTES), 14);
  fields.writeUInt32LE(Math.min(size, MOST_BYTES), 18);
  fields.writeUInt16LE(nameLength, 22);
  return fields;
}

const localHead = (fields: Buffer, name: Buffer): Buffer =>
  Buffer.concat([Buffer.from('504b0304', 'hex'), fields, name]);

function centralHead(fields: Buffer, name: Buffer, offset: number): Buffer {
  const tail = Buffer.alloc(14);
  tail.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from('504b01021400', 'hex'), fields, tail, name]);
}
