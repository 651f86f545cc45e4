// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { csvText } from '../../client/ui/csv.ts';
import { endOfDay, inMonths } from '../../client/workspaces/audit/days.ts';
import { fileStem } from '../../client/workspaces/audit/export-menu.tsx';
import { findingsCsv } from '../../client/workspaces/audit/findings-csv.ts';
import { findingsGeoJson } from '../../client/workspaces/audit/findings-geojson.ts';
import { checkedKinds } from '../../client/workspaces/audit/report/report-method.tsx';
import { accepted, sampleFinding, sampleReport } from '../support/sample-coverage.ts';

describe('csvText', () => {
  it('starts with a BOM, ends lines with CRLF and quotes every cell', () => {
    expect(
      csvText([
        ['a', 1],
        ['b', null],
      ]),
    ).toBe('\ufeff"a","1"\r\n"b",""\r\n');
  });

  it.each([
    ['say "so"', '"say ""so"""'],
    ['two\r\nlines, and a comma', '"two\r\nlines, and a comma"'],
    ['=1+1', '"\'=1+1"'],
    ['+86', '"\'+86"'],
    ['-1', '"\'-1"'],
    ['@cmd', '"\'@cmd"'],
    ['\tx', '"\'\tx"'],
    [-1.5, '"-1.5"'],
    [undefined, '""'],
  ])('writes %j as %j', (value, expected) => {
    expect(csvText([[value]])).toBe(`\ufeff${expected}\r\n`);
  });
});

describe('what is taken away', () => {
  const finding = sampleFinding({
    grids: ['1', '2'],
    detail: { edgeM: 12.5 },
    exception: { ...accepted('x')!, reason: '=HYPERLINK("http://x")' },
  });

  it('has a row a finding under one heading, and no formula', () => {
    const lines = findingsCsv([finding, sampleFinding({ id: 'two' })]).split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[0]).toContain('"疑点编号","类型","类型代码"');
    expect(lines[1]).toContain('"内部空白","gap-enclosed","错误","100","5"');
    expect(lines[1]).toContain('"1 2"');
    expect(lines[1]).toContain('"\'=HYPERLINK(""http://x"")"');
    expect(lines[1]).toContain('与上级界线相接：12.5 m');
    expect(lines[0]?.split('","')).toHaveLength(lines[2]?.split('","').length ?? 0);
  });

  it('has a feature a finding, a point where there is no shape, and what it is about', () => {
    const collection = JSON.parse(findingsGeoJson(sampleReport(), [finding]));
    expect(collection).toMatchObject({
      type: 'FeatureCollection',
      dataHash: 'a'.repeat(64),
      editionNumber: 1,
      features: [{ id: 'gap-enclosed-1', geometry: { type: 'Point', coordinates: [117.005, 30.005] } }],
    });
    expect(collection.features[0].properties.geometry).toBeUndefined();
  });

  it.each([
    [{ code: '341921', name: '青澜县' }, 3, 'audit-341921-v3-2026-11-22'],
    [{ code: '', name: '我的/网格 1.geojson' }, null, 'audit-我的-网格-1-2026-11-22'],
  ])('is named after %j', (area, edition, expected) => {
    expect(fileStem(area, edition, '2026-11-22T02:05:00Z')).toBe(expected);
  });

  it('names on paper what was looked for and not found; of a file only what a file can show', () => {
    expect(checkedKinds(sampleReport())).toContain('building-uncovered');
    const ofFile = checkedKinds(sampleReport({}, { area: { code: '', name: 'a' } }));
    expect(ofFile).toContain('gap-enclosed');
    for (const kind of ['building-uncovered', 'gap-parent', 'worker-overloaded', 'households-over'])
      expect(ofFile).not.toContain(kind);
    expect(checkedKinds(sampleReport({}, { counts: { novelty: 2 } }))).toContain('novelty');
  });
});

describe('days of an exception', () => {
  it.each([
    [6, '2026-11-22T02:00:00Z', '2027-05-22'],
    [0, '2026-11-21T16:30:00Z', '2026-11-22'],
    [1, '2027-01-31T02:00:00Z', '2027-02-28'],
    [14, '2026-11-22T02:00:00Z', '2028-01-22'],
  ])('%d months after %s is %s in Shanghai', (months, from, expected) => {
    expect(inMonths(months, new Date(from))).toBe(expected);
  });

  it('end with the day in Shanghai', () => {
    expect(new Date(endOfDay('2027-05-22')).toISOString()).toBe('2027-05-22T15:59:59.000Z');
  });
});
