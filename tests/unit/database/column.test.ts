import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseArray, parserOf } from '../../../server/database/column.ts';
import { toParameter } from '../../../server/database/parameter.ts';

const TIMESTAMPTZ = 1184;

describe('columns', () => {
  it.each([
    ['2026-03-01 00:00:00+00', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01 08:00:00.5+08', '2026-03-01T00:00:00.500Z'],
    ['2026-03-01 05:30:00.123456+05:30', '2026-03-01T00:00:00.123Z'],
    ['1969-12-31 20:00:00-04', '1970-01-01T00:00:00.000Z'],
    ['12026-01-01 00:00:00+00', '+012026-01-01T00:00:00.000Z'],
  ])('timestamptz %s is %s', (text, iso) => {
    expect((parserOf(TIMESTAMPTZ)(text) as Date).toISOString()).toBe(iso);
  });

  it.each(['0044-03-15 00:00:00+00 BC', '1900-12-31 23:59:43+08:05:43', 'now', ''])(
    'timestamptz %s is refused',
    (text) => {
      expect(() => parserOf(TIMESTAMPTZ)(text)).toThrow(/outside what a Date can hold/);
    },
  );

  it.each(['{', '{1,', '{"a', '{"a\\', '{{1}', ''])('array text %s that ends early is refused', (text) => {
    expect(() => parseArray(text, String)).toThrow(/ends early/);
  });

  it('arrays survive the way there and back', () => {
    const element = fc.option(fc.string({ unit: 'grapheme' }));
    const arrays = fc.oneof(fc.array(element), fc.array(fc.array(element, { minLength: 1 }), { minLength: 1 }));
    fc.assert(
      fc.property(arrays, (values) => {
        expect(parseArray(toParameter(values) as string, (text) => text)).toEqual(values);
      }),
      { seed: 20261122 },
    );
  });
});

describe('parameters', () => {
  it.each([
    [0, '0'],
    [-1.5e-7, '-1.5e-7'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [2n ** 62n, '4611686018427387904'],
    [false, 'false'],
    ['', ''],
    [{ a: undefined, b: '格' }, '{"b":"格"}'],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [[], '{}'],
    [[true, null, undefined, 'x'], '{"true",NULL,NULL,"x"}'],
    [[{ a: '"' }], '{"{\\"a\\":\\"\\\\\\"\\"}"}'],
    [new Float64Array([0.5, -2]), '{0.5,-2}'],
    [null, null],
    [undefined, null],
  ])('%s is sent as %s', (value, text) => {
    expect(toParameter(value)).toBe(text);
  });

  it('bytes are sent as they are, whatever holds them', () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expect(toParameter(bytes)).toBe(bytes);
    expect(toParameter(bytes.buffer)).toEqual(bytes);
  });
});
