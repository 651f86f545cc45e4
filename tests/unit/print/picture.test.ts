/** A sheet as a PNG: how many dots, and what the file says of them. */
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PAGES } from '../../../client/print/page-sizes.ts';
import { DPI, pixelsOf, withResolution } from '../../../client/print/resolution.ts';

const chunk = (name: string, content: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(name), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
};
const PNG = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
  chunk('IDAT', deflateSync(Buffer.from([0, 255]))),
  chunk('IEND', Buffer.alloc(0)),
]);

/** Name, content and whether the sum is right, of each chunk. */
function chunksOf(file: Uint8Array) {
  const bytes = Buffer.from(file);
  const found: { name: string; content: Buffer; isSound: boolean }[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const named = bytes.subarray(at + 4, at + 8 + length);
    const isSound = bytes.readUInt32BE(at + 8 + length) === crc32(named);
    found.push({ name: named.toString('latin1', 0, 4), content: named.subarray(4), isSound });
    at += 12 + length;
  }
  return found;
}

describe('a sheet as a picture', () => {
  it.each([
    ['a4', 2480, 3508],
    ['a3', 3508, 4961],
  ] as const)('of %s at 300 dots an inch has %d × %d of them', (paper, width, height) => {
    expect([pixelsOf(PAGES[paper].width), pixelsOf(PAGES[paper].height)]).toEqual([width, height]);
  });

  it('says how large it is on paper, right after its header, and stays sound', () => {
    const chunks = chunksOf(withResolution(PNG, DPI));
    expect(chunks.map(({ name }) => name)).toEqual(['IHDR', 'pHYs', 'IDAT', 'IEND']);
    expect(chunks.every(({ isSound }) => isSound)).toBe(true);
    const { content } = chunks[1]!;
    // dots a metre: 300 an inch
    expect([content.readUInt32BE(0), content.readUInt32BE(4), content[8]]).toEqual([11_811, 11_811, 1]);
  });
});
