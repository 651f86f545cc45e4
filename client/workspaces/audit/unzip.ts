/**
 * A zip archive in the browser: its central directory, and single files stored or deflated (APPNOTE 6.3, no ZIP64, no
 * password). Inflating is the browser's own DecompressionStream.
 */
import { LayerFault } from './layer-file.ts';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const ENTRY_BYTES = 46;
/** A guard against archives that unpack to more than a browser can hold. */
const MOST_BYTES = 1_000_000_000;

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

export interface Archive {
  readonly names: readonly string[];
  read(name: string): Promise<Uint8Array<ArrayBuffer>>;
}

/** The end record is followed by a comment of up to 65,535 bytes. */
function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 65_535); at--) {
    if (view.getUint32(at, true) === END) return at;
  }
  throw new LayerFault('zip-damaged');
}

function nameOf(bytes: Uint8Array, flags: number): string {
  if ((flags & 0x800) !== 0) return new TextDecoder().decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

async function inflate(packed: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Errors: LayerFault `zip-damaged`, `zip-encrypted`, `zip-too-large`, `zip-method`. */
export async function unzip(bytes: Uint8Array): Promise<Archive> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, Entry>();
  try {
    const end = findEnd(view);
    let at = view.getUint32(end + 16, true);
    for (let left = view.getUint16(end + 10, true); left > 0; left--) {
      if (view.getUint32(at, true) !== ENTRY) throw new LayerFault('zip-damaged');
      const flags = view.getUint16(at + 8, true);
      if ((flags & 1) !== 0) throw new LayerFault('zip-encrypted');
      const size = view.getUint32(at + 24, true);
      if (size > MOST_BYTES) throw new LayerFault('zip-too-large');
      const nameBytes = view.getUint16(at + 28, true);
      entries.set(nameOf(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes), flags), {
        method: view.getUint16(at + 10, true),
        packed: view.getUint32(at + 20, true),
        size,
        at: view.getUint32(at + 42, true),
      });
      at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
  } catch (error) {
    throw error instanceof LayerFault ? error : new LayerFault('zip-damaged');
  }
  return {
    names: [...entries.keys()],
    async read(name) {
      const entry = entries.get(name);
      if (!entry) throw new LayerFault('zip-damaged');
      const { method, packed, size, at } = entry;
      try {
        if (view.getUint32(at, true) !== LOCAL) throw new LayerFault('zip-damaged');
        const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
        const part = bytes.slice(from, from + packed);
        if (method !== 0 && method !== 8) throw new LayerFault('zip-method');
        const out = method === 0 ? part : await inflate(part);
        if (out.length !== size) throw new LayerFault('zip-damaged');
        return out;
      } catch (error) {
        throw error instanceof LayerFault ? error : new LayerFault('zip-damaged');
      }
    },
  };
}
