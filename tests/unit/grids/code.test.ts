import { describe, expect, it } from 'vitest';
import type { CodeScheme } from '../../../server/contract/codes.ts';
import {
  areaOfCode,
  CJT349_20,
  checkCode,
  FREE,
  formatCode,
  numberRange,
  parseCode,
  recogniseScheme,
  SHIPPED_SCHEMES,
  UNIT_15,
} from '../../../server/grids/code.ts';
import { parseScheme } from '../../../server/grids/scheme-text.ts';

const area = (code: string) => ({ kind: 'area', code }) as const;
const grid = (code: string) => ({ kind: 'grid', code }) as const;

describe('taking a code apart', () => {
  it.each<[CodeScheme, string, string, string, string, string | null]>([
    [UNIT_15, '341823001002017', '', '341823001002', '017', null],
    [UNIT_15, '34182300100201705', '', '341823001002', '017', '05'],
    [CJT349_20, '01010134182300100203', '010101', '341823001002', '03', null],
    [CJT349_20, '0101013418230010020307', '010101', '341823001002', '03', '07'],
    [FREE, 'Ward_7-b', '', '', 'Ward_7-b', null],
  ])(
    '%# gives every segment, and putting them together gives the code',
    (scheme, code, objectClass, area, number, micro) => {
      const parts = parseCode(scheme, code);
      expect(parts).toEqual({ ok: true, objectClass, area, grid: number, micro });
      expect(parts.ok && formatCode(scheme, parts)).toBe(code);
    },
  );

  it.each<[CodeScheme, string, number]>([
    [UNIT_15, '34182300100201', 14],
    [UNIT_15, '3418230010020170', 15],
    [UNIT_15, '341823001002017055', 15],
    [UNIT_15, '34182300100201X', 14],
    [UNIT_15, '３41823001002017', 0],
    [UNIT_15, ' 41823001002017', 0],
    [UNIT_15, '', 0],
    [CJT349_20, '341823001002017', 15],
    [FREE, 'ward 7', 4],
    [FREE, '', 0],
    [FREE, '网格', 0],
  ])('%# refuses a code at the character where it goes wrong', (scheme, code, at) => {
    expect(parseCode(scheme, code)).toEqual({ ok: false, code: 'code-invalid', at });
  });
});

describe('a code and its parent', () => {
  it.each([
    [UNIT_15, '341823001002017', area('341823001002')],
    [UNIT_15, '341823001002017', area('341823001')],
    [UNIT_15, '341823001002017', area('341823')],
    [UNIT_15, '341823000000017', area('341823')],
    [UNIT_15, '34182300100201705', grid('341823001002017')],
    [CJT349_20, '01010134182300100203', area('341823001002')],
    [FREE, '7', area('341823001002')],
    [FREE, '7', grid('x')],
  ] as const)('%# agree when the digits continue the parent', (scheme, code, parent) => {
    expect(checkCode(scheme, code, parent).ok).toBe(true);
  });

  it.each([
    [UNIT_15, '341824001002017', area('341823001002'), 'code-of-other-county', 5],
    [UNIT_15, '110101001002017', area('341823'), 'code-of-other-county', 0],
    [UNIT_15, '341823001003017', area('341823001002'), 'code-parent-mismatch', 11],
    [UNIT_15, '341823002002017', area('341823001'), 'code-parent-mismatch', 8],
    [UNIT_15, '34182300100201705', area('341823001002'), 'code-invalid', 15],
    [UNIT_15, '341823001002017', grid('341823001002017'), 'code-invalid', 15],
    [UNIT_15, '34182300100201705', grid('341823001002018'), 'code-parent-mismatch', 14],
    [CJT349_20, '01010134182400100203', area('341823001002'), 'code-of-other-county', 11],
  ] as const)('%# are refused when they do not, at the first digit that differs', (scheme, code, parent, why, at) => {
    expect(checkCode(scheme, code, parent)).toEqual({ ok: false, code: why, at });
  });

  it('compares text, so a leading zero counts', () => {
    const custom = parseScheme('county:6,grid:2', []);
    expect(custom.ok && checkCode(custom.scheme, '01010107', area('010101')).ok).toBe(true);
    expect(custom.ok && checkCode(custom.scheme, '1010107', area('010101')).ok).toBe(false);
  });
});

it.each([
  [UNIT_15, '341823001002017', '341823001002'],
  [UNIT_15, '341823001000017', '341823001'],
  [UNIT_15, '341823000000017', '341823'],
  [CJT349_20, '01010134182300100203', '341823001002'],
  [FREE, '341823001002017', null],
  [UNIT_15, 'x', null],
] as const)('%# the area a code names ends where its zeros begin', (scheme, code, expected) => {
  expect(areaOfCode(scheme, code)).toBe(expected);
});

it.each([
  [['341823001002017', '341823001002018'], 'unit-15'],
  [['341823001002017', '341823001002018', '34182300100201801'], 'unit-15'],
  [['341823001002017', '34182300100201'], 'unit-15'],
  [['01010134182300100203'], 'cjt349-20'],
  [['1', '2', '3'], 'free'],
  [['341823001002017', 'a', 'b'], 'free'],
  [[], 'free'],
] as const)('%# codes are taken for the scheme that at least half of them keep to', (codes, id) => {
  expect(recogniseScheme(codes, SHIPPED_SCHEMES).id).toBe(id);
});

it.each([
  [UNIT_15, 'basic', 1, 800],
  [UNIT_15, 'dedicated', 801, 999],
  [UNIT_15, 'micro', 1, 99],
  [CJT349_20, 'dedicated', 1, 99],
] as const)('%# dedicated grids have a range of their own where the scheme keeps one', (scheme, kind, first, last) => {
  expect(numberRange(scheme, kind)).toEqual({ first, last });
});

describe('a scheme as text', () => {
  it.each([
    ['county:6,town:3,community:3,grid:2', 'custom-c6t3c3g2', 14],
    ['county:6,town:3,community:3,grid:4', 'custom-c6t3c3g4', 16],
    [' county:6 , grid:3 , micro:3 , dedicated:900 ', 'custom-c6g3-m3-d900', 9],
    ['object-class:6,county:6,town:3,community:3,grid:2', 'custom-o6c6t3c3g2', 20],
  ])('%s is a pattern with an id made from it', (text, id, width) => {
    const parsed = parseScheme(text, SHIPPED_SCHEMES);
    expect(parsed).toMatchObject({ ok: true, scheme: { id } });
    expect(parsed.ok && parsed.scheme.segments.reduce((sum, segment) => sum + segment.width, 0)).toBe(width);
  });

  it('names a known scheme by its id', () => {
    expect(parseScheme('cjt349-20', SHIPPED_SCHEMES)).toEqual({ ok: true, scheme: CJT349_20 });
  });

  it.each([
    ['', 0],
    ['unit-16', 0],
    ['county:6', 1],
    ['grid:3', 1],
    ['town:3,county:6,grid:3', 1],
    ['county:5,grid:3', 0],
    ['county:6,community:3,grid:3', 1],
    ['county:6,town:3,community:3,grid:0', 3],
    ['county:6,town:3,community:3,grid:13', 3],
    ['county:6,grid:3,micro:9', 2],
    ['county:6,grid:2,dedicated:100', 2],
    ['county:6,grid:3,grid:3', 2],
    ['county:six,grid:3', 0],
  ])('%s is refused at the part that is wrong', (text, at) => {
    expect(parseScheme(text, SHIPPED_SCHEMES)).toEqual({ ok: false, code: 'scheme-invalid', at });
  });
});
