/**
 * Bytes → text, strictly: a byte that is not legal in the encoding stops the reading with its offset, it never becomes
 * U+FFFD. Works in one pass with constant memory. GB2312, GBK and GB18030 are all read as GB18030, their superset.
 */
import { Transform, type TransformCallback } from 'node:stream';
import { SourceError } from './source-error.ts';

const BOM = [0xef, 0xbb, 0xbf] as const;
/** No multi-byte character of UTF-8, GB18030, Big5, Shift-JIS or EUC has a second byte below this one. */
const LOWEST_TRAIL = 0x30;
const MAX_CARRY = 16 * 1024 * 1024;

/** The decoder's name of what people and .cpg files call an encoding; undefined when it is not known here. */
export function encodingLabel(name: string): string | undefined {
  const plain = name
    .trim()
    .toLowerCase()
    .replace(/^(ansi|oem|cp|windows|ms|code\s*page)[\s_-]*(?=\d+$)/, '')
    .replace(/[\s_-]/g, '');
  const known = LABELS[plain];
  if (known) return known;
  try {
    return new TextDecoder(name.trim()).encoding.replace(/^gbk$/, 'gb18030');
  } catch {
    return undefined;
  }
}

const LABELS: Record<string, string> = {
  utf8: 'utf-8',
  '65001': 'utf-8',
  gbk: 'gb18030',
  gb2312: 'gb18030',
  gb18030: 'gb18030',
  cp936: 'gb18030',
  '936': 'gb18030',
  '54936': 'gb18030',
  euccn: 'gb18030',
  big5: 'big5',
  big5hkscs: 'big5',
  '950': 'big5',
  '932': 'shift_jis',
  '949': 'euc-kr',
  '1252': 'windows-1252',
  '88591': 'windows-1252',
  iso88591: 'windows-1252',
  latin1: 'windows-1252',
};

/** Decodes pieces of one text in order. Throws SourceError `encoding-wrong` {encoding, offset} (bytes from 0). */
export class StrictText {
  readonly label: string;
  #decoder: TextDecoder;
  #carry: Uint8Array = new Uint8Array(0);
  #offset = 0;
  #started = false;

  /** Errors: `encoding-unknown` {encoding}. */
  constructor(encoding = 'utf-8') {
    const label = encodingLabel(encoding);
    if (!label) throw new SourceError('encoding-unknown', { encoding });
    this.label = label;
    this.#decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  }

  write(piece: Uint8Array): string {
    const bytes = this.#carry.length === 0 ? piece : Buffer.concat([this.#carry, piece]);
    let cut = bytes.length;
    while (cut > 0 && (bytes[cut - 1] ?? 0) >= LOWEST_TRAIL) cut--;
    if (cut === 0) {
      if (bytes.length > MAX_CARRY) throw new SourceError('text-too-long', { limit: MAX_CARRY });
      this.#carry = Uint8Array.from(bytes);
      return '';
    }
    this.#carry = Uint8Array.from(bytes.subarray(cut));
    return this.#decode(bytes.subarray(0, cut));
  }

  /** The same text in another encoding from here on: what is not decoded yet goes along. */
  continueAs(encoding: string): StrictText {
    const next = new StrictText(encoding);
    next.#carry = this.#carry;
    next.#offset = this.#offset;
    next.#started = this.#started;
    return next;
  }

  /** The rest of the text; what is cut off in the middle of a character is an error. */
  end(): string {
    const rest = this.#carry;
    this.#carry = new Uint8Array(0);
    return this.#decode(rest);
  }

  #decode(piece: Uint8Array): string {
    let bytes = piece;
    if (!this.#started && bytes.length > 0) {
      this.#started = true;
      if (this.label === 'utf-8' && BOM.every((value, i) => bytes[i] === value)) {
        bytes = bytes.subarray(BOM.length);
        this.#offset += BOM.length;
      }
    }
    let text: string;
    try {
      text = this.#decoder.decode(bytes);
    } catch (cause) {
      const offset = this.#offset + firstIllegal(bytes, this.label);
      throw new SourceError('encoding-wrong', { encoding: this.label, offset }, undefined, cause);
    }
    this.#offset += bytes.length;
    return text;
  }
}

/** Offset of the first character that is not legal in the encoding; the length when all are. */
export function firstIllegal(bytes: Uint8Array, label: string): number {
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  let start = 0;
  for (let i = 0; i < bytes.length; i++) {
    try {
      if (decoder.decode(bytes.subarray(i, i + 1), { stream: true }) !== '') start = i + 1;
    } catch {
      return start;
    }
  }
  try {
    decoder.decode();
  } catch {
    return start;
  }
  return bytes.length;
}

/** The same as a stream: bytes in, strings out. Fails with the SourceError of StrictText. */
export class StrictDecoder extends Transform {
  readonly #text: StrictText;

  constructor(encoding = 'utf-8') {
    super({ readableObjectMode: true });
    this.#text = new StrictText(encoding);
  }

  override _transform(chunk: Uint8Array, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#step(() => this.#text.write(chunk), done);
  }

  override _flush(done: TransformCallback): void {
    this.#step(() => this.#text.end(), done);
  }

  #step(work: () => string, done: TransformCallback): void {
    let text: string;
    try {
      text = work();
    } catch (error) {
      done(error as Error);
      return;
    }
    if (text !== '') this.push(text);
    done();
  }
}

/**
 * Text of a byte stream in pieces. Without an encoding: UTF-8, or GB18030 when the first characters beyond ASCII are not
 * legal UTF-8. Errors: those of StrictText.
 */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, encoding?: string): AsyncGenerator<string> {
  let text = new StrictText(encoding);
  let undecided = encoding === undefined;
  for await (const piece of bytes) {
    if (!undecided) {
      yield text.write(piece);
      continue;
    }
    const bomOrHigh = piece.findIndex((byte) => byte > 0x7f);
    if (bomOrHigh < 0) {
      yield text.write(piece);
      continue;
    }
    // Plain ASCII so far, which both encodings read alike: the first line beyond it decides.
    yield text.write(piece.subarray(0, bomOrHigh));
    const rest = piece.subarray(bomOrHigh);
    if (!startsAsUtf8(rest)) text = text.continueAs('gb18030');
    undecided = false;
    yield text.write(rest);
  }
  yield text.end();
}

/** Legal UTF-8 as far as it goes; a character cut by the end of the piece counts as legal. */
function startsAsUtf8(bytes: Uint8Array): boolean {
  const at = firstIllegal(bytes.subarray(0, 4096), 'utf-8');
  return at >= Math.min(bytes.length, 4096) - 3;
}
