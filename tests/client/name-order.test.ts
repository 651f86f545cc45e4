// @vitest-environment happy-dom
/** Names as each language sorts them, numbers in them by value; and that no screen has an order or a clock of its own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { computed } from '@preact/signals';
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../client/state/language.ts';
import { shortMoment } from '../../client/state/measures.ts';
import { byName } from '../../client/state/name-order.ts';

const sorted = (names: readonly string[]): string[] => [...names].sort(byName);

afterEach(() => setLanguage('zh-CN'));

describe('the order of names', () => {
  it('is that of pinyin in Chinese', () => {
    expect(sorted(['张伟', '陈静', '赵强', '白洁', '王敏', '阿娟'])).toEqual([
      '阿娟',
      '白洁',
      '陈静',
      '王敏',
      '张伟',
      '赵强',
    ]);
  });

  it.each([
    [
      ['第10网格', '第2网格', '第1网格'],
      ['第1网格', '第2网格', '第10网格'],
    ],
    [
      ['3栋12单元', '3栋2单元', '12栋1单元'],
      ['3栋2单元', '3栋12单元', '12栋1单元'],
    ],
    [
      ['', '澜庭', '1号楼'],
      ['', '1号楼', '澜庭'],
    ],
  ])('takes numbers by their value: %j', async (given, expected) => {
    expect(sorted(given)).toEqual(expected);
    await setLanguage('en');
    expect(sorted(given)).toEqual(expected);
  });

  it('is that of the alphabet in English, capitals and accents beside their letters, Chinese after them', async () => {
    await setLanguage('en');
    expect(sorted(['zebra', 'Émile', 'apple', 'Zoo', 'Eve', '澜庭', 'Unit 10', 'Unit 9'])).toEqual([
      'apple',
      'Émile',
      'Eve',
      'Unit 9',
      'Unit 10',
      'zebra',
      'Zoo',
      '澜庭',
    ]);
  });

  it('follows the language', async () => {
    const names = computed(() => sorted(['阿娟', 'Zoo']));
    expect(names.value).toEqual(['阿娟', 'Zoo'].sort(new Intl.Collator('zh-CN').compare));
    await setLanguage('en');
    expect(names.value).toEqual(['Zoo', '阿娟']);
  });
});

it.each([
  ['zh-CN', '11月30日 00:05'],
  ['en', 'Nov 30, 00:05'],
] as const)('five past midnight in Shanghai, in %s', async (language, expected) => {
  await setLanguage(language);
  expect(shortMoment('2026-11-29T16:05:00Z', new Date('2026-06-01T00:00:00Z'))).toBe(expected);
});

/** Every source of the client with its text. */
const sources = readdirSync('client', { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path))
  .map((path) => ({ path: join('client', path), text: readFileSync(join('client', path), 'utf8') }));
const where = (pattern: RegExp): string[] => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('the screens', () => {
  it('sort names in one place', () => {
    expect(where(/localeCompare|Intl\.Collator/)).toEqual(['client/state/name-order.ts']);
  });

  it('write numbers and days by the language and never by that of the machine', () => {
    expect(where(/\.toLocale(String|DateString|TimeString|UpperCase|LowerCase)\(/)).toEqual([]);
    expect(where(/Intl\.\w+Format\(\s*(\)|undefined|\[\])/)).toEqual([]);
  });

  it('write times in Asia/Shanghai, wherever the machine stands', () => {
    const formats = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/Intl\.DateTimeFormat\(/g)].map(({ index }) => ({
        path,
        call: text.slice(index, index + 300),
      })),
    );
    expect(formats.length).toBeGreaterThan(8);
    expect(formats.filter(({ call }) => !call.includes("timeZone: 'Asia/Shanghai'"))).toEqual([]);
    // without it, or with hour12, English calls midnight 24:00
    expect(where(/\bhour12\b/)).toEqual([]);
    // those of the machine's own clock
    expect(where(/\.get(FullYear|Month|Date|Day|Hours|Minutes)\(\)/)).toEqual([]);
  });
});
