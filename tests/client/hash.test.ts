import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHash, parseHash } from '../../client/state/hash.ts';

describe('parseHash', () => {
  it.each([
    ['', [], {}],
    ['#', [], {}],
    ['#/map', ['map'], {}],
    ['#/map&map=14/30.4/117.2&grid=341921001001001', ['map'], { map: '14/30.4/117.2', grid: '341921001001001' }],
    ['#map=14/30.4/117.2', [], { map: '14/30.4/117.2' }],
    ['#/plan/12&grid=1', ['plan', '12'], { grid: '1' }],
    ['#/setup&link=abc-DEF_1', ['setup'], { link: 'abc-DEF_1' }],
    ['#/setup?link=abc', ['setup'], { link: 'abc' }],
    ['#/map=&map=1/2/3', ['map'], { map: '1/2/3' }],
    ['#/map&broken&=x&a=%E0%A4%A', ['map'], { a: '%E0%A4%A' }],
  ])('reads %s', (hash, path, params) => {
    expect(parseHash(hash)).toEqual({ path, params });
  });
});

describe('formatHash', () => {
  it('puts the camera first, as the map library expects it after the path', () => {
    expect(formatHash({ path: ['map'], params: { grid: '1', map: '14/30/117' } })).toBe('#/map&map=14/30/117&grid=1');
  });

  it('leaves out values that the map library would garble', () => {
    const params = { a: 'x y', b: '1&2', c: 'a=b', d: '', e: '中', ok: '2026-01-05T00:00:00.001Z' };
    expect(formatHash({ path: ['map'], params })).toBe('#/map&ok=2026-01-05T00:00:00.001Z');
  });

  it('is read back as it was written', () => {
    const word = fc.stringMatching(/^[a-zA-Z][0-9A-Za-z_.:-]{0,12}$/);
    const value = fc.stringMatching(/^[0-9A-Za-z_.:,/~-]{1,24}$/);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.dictionary(word, value, { noNullPrototype: true }),
        (path, params) => {
          expect(parseHash(formatHash({ path, params }))).toEqual({ path, params });
        },
      ),
      { seed: 20261122 },
    );
  });

  it('survives the rewriting by the map library, which reads it as search parameters', () => {
    const hash = formatHash({
      path: ['map'],
      params: { map: '14/30.4/117.2', grid: '341921001001001', asOf: '2026-01-05T00:00:00.001Z' },
    });
    const params = new URLSearchParams(hash.slice(1));
    params.set('map', '15/30.5/117.3');
    const rewritten = `#${decodeURIComponent(params.toString()).replace(/=&/g, '&').replace(/=$/g, '')}`;
    expect(parseHash(rewritten)).toEqual({
      path: ['map'],
      params: { map: '15/30.5/117.3', grid: '341921001001001', asOf: '2026-01-05T00:00:00.001Z' },
    });
  });
});
