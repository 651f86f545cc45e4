import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodingLabel, StrictDecoder, StrictText } from '../../../server/exchange/text-encoding.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex');

function decodeInPieces(bytes: Buffer, sizes: readonly number[], encoding?: string): string {
  const text = new StrictText(encoding);
  let out = '';
  let at = 0;
  for (const size of sizes) {
    out += text.write(bytes.subarray(at, at + size));
    at += size;
  }
  return out + text.write(bytes.subarray(at)) + text.end();
}

describe('strict text', () => {
  it('reads the same text however the bytes are cut', () => {
    const character = fc.constantFrom('a', '0', ' ', '\n', '网', '格', '𠮷', 'é', '，', '}');
    fc.assert(
      fc.property(
        fc.array(character, { maxLength: 60 }).map((list) => list.join('')),
        fc.array(fc.nat(7), { maxLength: 20 }),
        (text, sizes) => {
          expect(decodeInPieces(Buffer.from(text), sizes)).toBe(text);
        },
      ),
      { seed: 20261122 },
    );
  });

  it.each([
    ['GB18030', 'b9e3 b9c8 2c bdd6', '广谷,街'],
    ['gbk', 'b9e3 b9c8', '广谷'],
    ['CP936', 'b9e3', '广'],
    ['gb18030', '8139ee39', '\u3400'],
    ['Big-5', 'b0ea bb79', '國語'],
    ['UTF-8', 'efbbbf e7bd91', '网'],
    ['ISO-8859-1', '50 e9', 'Pé'],
  ])('reads %s', (encoding, bytes, expected) => {
    const text = new StrictText(encoding);
    expect(text.write(hex(bytes)) + text.end()).toBe(expected);
  });

  it.each([
    ['a lone trail byte', 'utf-8', '61 62 80 63', 2],
    ['a character cut by the end', 'utf-8', '61 0a e7 bd', 2],
    ['a surrogate', 'utf-8', '2c ed a0 80', 1],
    ['an overlong form', 'utf-8', 'c0 af', 0],
    ['a lead without its trail', 'gb18030', '61 b9 20', 1],
    ['a byte no code begins with', 'gb18030', '61 62 ff 41', 2],
  ])('refuses %s in %s and says where', (_what, encoding, bytes, offset) => {
    const run = () => {
      const text = new StrictText(encoding);
      text.write(hex(bytes));
      text.end();
    };
    expect(run).toThrow(expect.objectContaining({ code: 'encoding-wrong', params: { encoding, offset } }));
  });

  it('counts the offset over all pieces', () => {
    const text = new StrictText();
    text.write(Buffer.from('网格\n'));
    expect(() => text.write(hex('2c ff 2c'))).toThrow(
      expect.objectContaining({ params: { encoding: 'utf-8', offset: 8 } }),
    );
  });

  it('refuses an encoding nobody knows', () => {
    expect(() => new StrictText('klingon')).toThrow(expect.objectContaining({ code: 'encoding-unknown' }));
    expect(encodingLabel('ANSI 936')).toBe('gb18030');
    expect(encodingLabel('')).toBeUndefined();
  });
});

describe('as a stream', () => {
  it('passes text on and fails with the offset', async () => {
    const good = new StrictDecoder('gbk');
    good.end(hex('b9e3 2c b9c8'));
    expect((await good.toArray()).join('')).toBe('广,谷');
    const bad = new StrictDecoder();
    bad.end(hex('61 ff'));
    await expect(bad.toArray()).rejects.toMatchObject({ code: 'encoding-wrong', params: { offset: 1 } });
  });

  async function all(pieces: string[], encoding?: string): Promise<string> {
    async function* bytes() {
      for (const piece of pieces) yield hex(piece);
    }
    let out = '';
    for await (const text of decodeText(bytes(), encoding)) out += text;
    return out;
  }

  it('takes UTF-8, or GB18030 when the first characters beyond ASCII are not UTF-8', async () => {
    expect(await all(['61 2c', 'e7bd91 e6a0bc'])).toBe('a,网格');
    expect(await all(['61 2c 62 0a', '62 b9e3 b9c8 0a', 'b9e3'])).toBe('a,b\nb广谷\n广');
    expect(
      await all(['e7bd'])
        .then(() => 'read')
        .catch((error) => error.code),
    ).toBe('encoding-wrong');
  });
});
