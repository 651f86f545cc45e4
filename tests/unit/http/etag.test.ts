import { describe, expect, it } from 'vitest';
import { etagOf, etagOfCoding, matchingTag } from '../../../server/http/etag.ts';

describe('a tag', () => {
  it('is strong, and the same for the same version and question', () => {
    const tag = etagOf(7, { bbox: '1,2,3,4', limit: 5, after: undefined });
    expect(tag).toMatch(/^"[\w-]{22}"$/);
    expect(etagOf('7', { limit: 5, bbox: '1,2,3,4' })).toBe(tag);
  });

  it.each([
    [8, { a: '1', b: '2' }],
    [7, { a: '2', b: '1' }],
    [7, { a: '1' }],
    [7, { a: 1, b: '2' }],
    [7, { a: '1', b: '2', c: '' }],
  ])('differs for version %s, question %j', (version, question) => {
    expect(etagOf(version, question)).not.toBe(etagOf(7, { a: '1', b: '2' }));
  });

  it.each([
    ['"a"', 'br', '"a.br"'],
    ['"a"', 'identity', '"a"'],
    ['W/"a"', 'br', 'W/"a"'],
  ])('%s coded %s is %s', (tag, coding, expected) => {
    expect(etagOfCoding(tag, coding)).toBe(expected);
  });
});

describe('If-None-Match', () => {
  it.each([
    [undefined, undefined],
    ['', undefined],
    ['"other"', undefined],
    ['"tag"', '"tag"'],
    ['W/"tag"', '"tag"'],
    ['"other", "tag.br"', '"tag.br"'],
    ['"tag.gzip"', '"tag.gzip"'],
    ['"tag.zip"', undefined],
    ['"tag.br.br"', undefined],
    ['"tagx"', undefined],
    ['tag', undefined],
    ['*', '"tag"'],
  ])('%j matches %j', (header, expected) => {
    expect(matchingTag(header, '"tag"')).toBe(expected);
  });
});
