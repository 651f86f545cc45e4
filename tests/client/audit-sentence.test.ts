// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { setLanguage } from '../../client/state/language.ts';
import { gridSentence, sentence, tooSmall } from '../../client/workspaces/audit/sentence.ts';
import { partText, sentenceText } from '../../client/workspaces/audit/sentence-line.tsx';
import { shareText } from '../../client/workspaces/audit/share.ts';
import type { CoverageReport } from '../../server/contract/coverage.ts';
import { accepted, sampleFinding, sampleReport } from '../support/sample-coverage.ts';

const nbsp = (text: string): string => text.replaceAll('\u00a0', ' ');
const gaps = (count: number) =>
  Array.from({ length: count }, (_, i) => sampleFinding({ id: `gap-enclosed-${i}`, kind: 'gap-enclosed' }));

describe('shareText', () => {
  it.each([
    [1, false, '100 %'],
    [1, true, '99.99 %'],
    [0.999999, false, '99.99 %'],
    [0.999999999999, false, '99.99 %'],
    [0.99995, true, '99.99 %'],
    [0.9997, true, '99.97 %'],
    [0.99979999, true, '99.97 %'],
    [0.29, true, '29.00 %'],
    [0.5, true, '50.00 %'],
    [0.00001, true, '0.00 %'],
    [0, true, '0.00 %'],
    [1.2, false, '100 %'],
  ])('cuts %d (something missing: %s) to %s and never rounds up', (share, missing, text) => {
    expect(nbsp(shareText(share, missing))).toBe(text);
  });

  it('never claims more than is true, for ten thousand shares', () => {
    for (let i = 0; i < 10_000; i++) {
      const shown = Number.parseFloat(shareText(i / 9_999.5, true));
      expect(shown / 100).toBeLessThanOrEqual(i / 9_999.5 + 1e-9);
    }
  });
});

describe('the sentence', () => {
  afterEach(() => setLanguage('zh-CN'));

  it('says the numbers of the report', async () => {
    const report = sampleReport(
      { coveredShare: 0.9997, gapM2: 300, householdsCovered: 45_296, placesUncovered: 2 },
      { findings: [...gaps(3), sampleFinding({ id: 'overlap-1', kind: 'overlap' })], clean: false },
    );
    expect(nbsp(sentenceText(report))).toBe(
      '1,204 个网格 · 45,310 户 · 面积覆盖 99.97 % · 3 处空白 · 1 处重叠 · 14 户不在任何网格',
    );
    await setLanguage('en');
    expect(nbsp(sentenceText(report))).toBe(
      '1,204 grids · 45,310 households · 99.97 % of the ground covered · 3 gaps · 1 overlap · 14 households in no grid',
    );
  });

  it('says that nothing is missing only when nothing is', () => {
    expect(nbsp(sentenceText(sampleReport()))).toBe(
      '1,204 个网格 · 45,310 户 · 面积覆盖 100 % · 无空白 · 无重叠 · 楼栋均在网格内',
    );
  });

  it.each([
    ['a place outside', sampleReport({ placesUncovered: 1 }), '1 处楼栋不在任何网格'],
    ['uncounted buildings', sampleReport({ uncounted: 7 }), '7 处未登记户数'],
    ['a shape nobody could judge', sampleReport({}, { notJudged: ['a'] }), '1 个图形有误，未能判定'],
  ])('names %s, and then covers less than all or adds it', (_, report, part) => {
    expect(sentenceText(report)).toContain(part);
  });

  it('never says 100 % beside a gap, a place outside or a shape not judged', () => {
    for (const report of [
      sampleReport({ gapM2: 0.01 }),
      sampleReport({ placesUncovered: 1 }),
      sampleReport({ householdsCovered: 45_309 }),
      sampleReport({}, { notJudged: ['a'] }),
    ])
      expect(sentenceText(report)).not.toContain('100');
  });

  it('leaves the share out without a boundary, and people without places', () => {
    const text = sentenceText(
      sampleReport({ areaM2: null, coveredShare: null, places: 0, households: 0, householdsCovered: 0 }),
    );
    expect(text).toBe('1,204 个网格 · 内部无空白 · 无重叠');
  });

  it('counts an accepted gap apart, and one that has grown again', () => {
    const [first, second, third] = gaps(3);
    const grown = accepted('gap-enclosed-1');
    const report = sampleReport(
      { gapM2: 300, coveredShare: 0.9997 },
      {
        findings: [
          { ...sampleFinding(first), exception: accepted('gap-enclosed-0') },
          { ...sampleFinding(second), exception: grown && { ...grown, state: 'grown' } },
          sampleFinding(third),
        ],
      },
    );
    expect(sentenceText(report)).toContain('2 处空白');
    expect(sentenceText(report)).toContain('已豁免 1 处');
  });

  const exempt = (kind: string) => ({
    ...sampleFinding({ kind }),
    exception: accepted('gap-enclosed-1'),
  });
  it.each([
    ['accepted ones', { findings: [exempt('gap-enclosed'), exempt('overlap')] }, '空白均已豁免 · 重叠均已豁免'],
    [
      'some too small to list',
      { belowThreshold: { 'gap-open': 1, overlap: 2 } },
      '无 1 m² 以上的空白 · 无 1 m² 以上的重叠',
    ],
    [
      'accepted ones and smaller ones',
      { findings: [exempt('gap-parent')], belowThreshold: { 'gap-open': 1 } },
      '1 m² 以上的空白均已豁免 · 无重叠',
    ],
    ['shapes nobody could judge', { notJudged: ['a'] }, '已判定部分无空白 · 已判定部分无重叠'],
    ['nothing of a kind beside it', { belowThreshold: { 't-junction': 1, overlap: 0 } }, '无空白 · 无重叠'],
  ] as const)('says of gaps and overlaps that there is none only as far as that goes: %s', (_, change, part) => {
    const text = sentenceText(sampleReport({}, change as unknown as Partial<CoverageReport>));
    expect(text).toContain(` · ${part} · `);
  });

  it('says nothing good of an area without grids', () => {
    const nothing = {
      grids: 0,
      coveredM2: 0,
      gapM2: 1e6,
      coveredShare: 0,
      householdsCovered: 0,
      placesUncovered: 3000,
    };
    const whole = [sampleFinding({ kind: 'gap-parent', areaM2: 1e6 })];
    expect(nbsp(sentenceText(sampleReport(nothing, { findings: whole, clean: false })))).toBe(
      '0 个网格 · 45,310 户 · 面积覆盖 0.00 % · 1 处空白 · 45,310 户不在任何网格',
    );
    expect(sentenceText(sampleReport({ ...nothing, areaM2: null, coveredShare: null, gapM2: 0 }))).not.toMatch(
      /无空白|无重叠/,
    );
  });

  it('is about the grid when the list is narrowed to one', () => {
    const band = {
      grid: '1',
      name: '一',
      kind: 'basic',
      parent: 'p',
      shops: 0,
      places: 9,
      min: 150,
      max: 400,
    } as const;
    const of = (households: number, change: Partial<CoverageReport> = {}, uncounted = 0) =>
      gridSentence(sampleReport({}, { bands: [{ ...band, households, uncounted }], ...change }), '1')
        .map(partText)
        .join(' · ');
    const elsewhere = sampleFinding({ kind: 'gap-enclosed', grids: ['2'] });
    const here = sampleFinding({ kind: 'overlap', grids: ['1', '2'] });
    expect(of(280, { findings: [elsewhere, here] })).toBe('280 户 · 户数达标 · 无空白 · 1 处重叠');
    expect(of(120, { belowThreshold: { overlap: 1 } })).toBe('120 户 · 比标准少 30 户 · 无空白 · 无 1 m² 以上的重叠');
    expect(of(412, {}, 2)).toBe('412 户 · 比标准多 12 户 · 2 处未登记户数 · 无空白 · 无重叠');
    expect(of(280, { notJudged: ['1'] })).toBe('280 户 · 户数达标 · 图形有误，未能判定');
    expect(of(280, { notJudged: ['2'] })).toContain('无空白');
  });

  it('speaks of shapes when it is about a file', () => {
    const report = sampleReport({ places: 0, coveredShare: null }, { area: { code: '', name: 'a.geojson' } });
    expect(sentenceText(report)).toContain('1,204 个图形');
  });

  it('leads from its numbers to the findings', () => {
    const report = sampleReport({ gapM2: 1, householdsCovered: 1 }, { findings: gaps(1) });
    expect(sentence(report).flatMap(({ show }) => (show ? [show.kind] : []))).toEqual([
      'group:gap',
      'building-uncovered',
    ]);
  });

  it('adds up what was too small to list', () => {
    expect(tooSmall(sampleReport({}, { belowThreshold: { overlap: 2, 'gap-enclosed': 3 } }))).toBe(5);
  });
});
