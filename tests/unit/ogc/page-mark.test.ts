/** The mark of a next page holds for its own question and nothing else. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PageMark, readMark, writeMark } from '../../../server/ogc/page-mark.ts';

const MARK: PageMark = { after: ['990101001001002', 7], matched: 236, at: 1_796_052_152_734, version: '1.3.0' };
const QUESTION = ['grids', '117,30,118,31', undefined, undefined, [['kind', 'basic']]];

describe('a page mark', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(), fc.nat(), (code, id, matched) => {
        const mark = { ...MARK, after: [code.replaceAll('\u0000', ''), id] as const, matched };
        expect(readMark(writeMark(mark, QUESTION), QUESTION)).toEqual(mark);
      }),
      { seed: 20261130 },
    );
  });

  it('is refused with another question', () => {
    expect(() => readMark(writeMark(MARK, QUESTION), ['places', ...QUESTION.slice(1)])).toThrow('cursor-invalid');
    expect(() => readMark(writeMark(MARK, QUESTION), [...QUESTION.slice(0, 4), []])).toThrow('cursor-invalid');
  });

  const signed = JSON.parse(Buffer.from(writeMark(MARK, QUESTION), 'base64url').toString()) as unknown[];
  const made = (...changes: [number, unknown][]): string => {
    const parts = [...signed];
    for (const [i, value] of changes) parts[i] = value;
    return Buffer.from(JSON.stringify(parts)).toString('base64url');
  };
  it.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['a number that is none', made([1, 'x'])],
    ['a number below none', made([1, -1])],
    ['a number beyond all', made([1, 1e300])],
    ['a count that is none', made([2, 1.5])],
    ['a time beyond all', made([3, 9e15])],
    ['a code with a zero byte', made([0, 'a\u0000'])],
    ['a version that is no text', made([4, null])],
    ['too little', Buffer.from(JSON.stringify(signed.slice(0, 5))).toString('base64url')],
  ])('is refused with %s', (_name, text) => {
    expect(() => readMark(text, QUESTION)).toThrow('cursor-invalid');
  });
  it('made by hand as it would be written is taken', () => {
    expect(readMark(made(), QUESTION)).toEqual(MARK);
  });
});
