/** Texts with what is filled into them, days and numbers, as each language writes them. */
import { describe, expect, it } from 'vitest';
import { formatDay, formatNumber, translate } from '../../client/i18n/translate.ts';

describe('translate', () => {
  it.each([
    ['中{n}文', { n: '字' }, 'zh-CN', '中字文'],
    ['{n} m', { n: 1234.5 }, 'en', '1,234.5 m'],
    ['a {missing} b', {}, 'en', 'a {missing} b'],
    ['{list}', { list: ['甲', '乙'] }, 'zh-CN', '甲、乙'],
    ['{list}', { list: ['a', 'b'] }, 'en', 'a, b'],
    [{ one: 'one', other: '{count} all' }, { count: 1 }, 'en', 'one'],
    [{ one: 'one', other: '{count} all' }, { count: 0 }, 'en', '0 all'],
    [{ one: 'one', other: '{count} all' }, { count: 1 }, 'zh-CN', '1 all'],
  ] as const)('fills %j with %j in %s', (message, params, language, expected) => {
    expect(translate(message, params, language)).toBe(expected);
  });

  it('writes days as people do, in the time of Shanghai', () => {
    expect(formatDay('2026-11-21T16:30:00Z', 'zh-CN')).toBe('2026年11月22日');
    expect(formatDay('2026-11-21T15:30:00Z', 'en')).toBe('November 21, 2026');
  });

  it('groups digits and rounds as asked', () => {
    expect(formatNumber(45000, 'zh-CN')).toBe('45,000');
    expect(formatNumber(2.34567, 'en', 2)).toBe('2.35');
  });
});
