/** The check on real layers with known defects. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CoverageReport, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { fixture, readLayer } from '../../../support/layer.ts';

const zoo = fixture('partition-zoo');
const providence = fixture('maup-providence');
const taipei = fixture('tw-taipei-statunits');
const cases = fixture('coverage-cases');

/** Findings that are a place covered twice or not at all. */
function defects(report: CoverageReport): CoverageReport['findings'] {
  return report.findings.filter(({ kind }) => !['t-junction', 'multipart', 'enclave'].includes(kind));
}

/** Square metres that each pair of rows shares, by what the findings say. */
function sharedByPair(report: CoverageReport): Map<string, number> {
  const shared = new Map<string, number>();
  for (const { kind, grids, areaM2 } of report.findings) {
    if (kind !== 'overlap' && kind !== 'contained') continue;
    const pair = grids.map(Number).join(' ');
    shared.set(pair, (shared.get(pair) ?? 0) + areaM2!);
  }
  return shared;
}

function gaps(report: CoverageReport): number[] {
  return report.findings
    .filter(({ kind }) => kind === 'gap-enclosed' || kind === 'missing-cell')
    .map(({ areaM2 }) => areaM2!)
    .sort((a, b) => b - a);
}

describe(zoo.title, () => {
  it.skipIf(zoo.absent).each([
    ['melbourne', 456.518],
    ['bremen', 318.659],
    ['duesseldorf', 217.484],
    ['enschede', 142.731],
    ['indianapolis', 1043.654],
  ])('%s has no gap and no overlap, however small', (city, areaKm2) => {
    const report = checkCoverage({ grids: readLayer(`${zoo.folder}${city}.geojson`).grids, minAreaM2: 0 });
    expect(defects(report)).toEqual([]);
    // Published by GEOS on the ellipsoid; ours by the lengths of a unit at each centroid.
    expect(report.coveredM2 / 1e6 / areaKm2).toBeCloseTo(1, 5);
  });

  it.skipIf(zoo.absent).each(['villetta', 'rockville'])(
    '%s has exactly the listed gaps and overlaps of 1 m² and more',
    (city) => {
      const known = JSON.parse(readFileSync(`${zoo.folder}expected.json`, 'utf8')).cities[city] as {
        overlaps: { a: number; b: number; m2: number }[];
        holes: { m2: number }[];
        invalid_list: unknown[];
      };
      const { grids, refused } = readLayer(`${zoo.folder}${city}.geojson`);
      expect(refused.length).toBe(known.invalid_list.length);
      const report = checkCoverage({ grids });
      const listed = known.overlaps.filter(({ m2 }) => m2 >= 1);
      const shared = sharedByPair(report);
      expect([...shared.keys()].sort()).toEqual(listed.map(({ a, b }) => `${a} ${b}`).sort());
      for (const { a, b, m2 } of listed) expect(shared.get(`${a} ${b}`)!).toBeCloseTo(m2, 1);
      const holes = known.holes.map(({ m2 }) => m2).filter((m2) => m2 >= 1);
      const found = gaps(report);
      expect(found.length).toBe(holes.length);
      found.forEach((m2, i) => {
        expect(m2 / holes[i]!).toBeCloseTo(1, 2);
      });
    },
  );

  it.skipIf(zoo.absent)('villetta has 13 gaps above 0.01 m²', () => {
    const report = checkCoverage({ grids: readLayer(`${zoo.folder}villetta.geojson`).grids, minAreaM2: 0.01 });
    expect(gaps(report).length).toBe(13);
    expect(report.gapM2).toBeCloseTo(304.7, 0);
  });
});

describe(providence.title, () => {
  it.skipIf(providence.absent).each([
    ['blocks', 3014],
    ['districts', 15],
    ['new_precincts', 55],
  ])('%s are a coverage', (name, rows) => {
    const { grids, refused } = readLayer(`${providence.folder}${name}.geojson`);
    expect([grids.length, refused]).toEqual([rows, []]);
    expect(defects(checkCoverage({ grids, minAreaM2: 0.1 }))).toEqual([]);
  });

  it.skipIf(providence.absent)('the old precincts have the published 2 overlaps and 3 holes', () => {
    const { grids } = readLayer(`${providence.folder}precincts.geojson`);
    const report = checkCoverage({ grids, minAreaM2: 0.1 });
    expect([...sharedByPair(report)].map(([pair, m2]) => [pair, Math.round(m2)])).toEqual([
      ['7 21', 3],
      ['5 21', 1],
    ]);
    expect(gaps(report).map((m2) => Math.round(m2 / 10) * 10)).toEqual([85230, 12750, 50]);
    const { counts } = checkCoverage({ grids });
    expect([counts.overlap, counts['gap-enclosed'] + counts['missing-cell']]).toEqual([1, 3]);
  });
});

describe(taipei.title, () => {
  it.skipIf(taipei.absent).each(['base_units', 'code1_groups'])('%s is exact', (name) => {
    const { grids } = readLayer(`${taipei.folder}${name}.geojson`);
    const report = checkCoverage({ grids, minAreaM2: 0 });
    expect(report.findings).toEqual([]);
    expect(report.coveredM2 / 4.712e6).toBeCloseTo(1, 3);
  });

  it.skipIf(taipei.absent)('code2_groups has slivers below the threshold only, counted and not listed', () => {
    const report = checkCoverage({ grids: readLayer(`${taipei.folder}code2_groups.geojson`).grids });
    expect(defects(report)).toEqual([]);
    expect(report.belowThreshold.overlap + report.belowThreshold['gap-enclosed']).toBeGreaterThan(0);
    expect(report.gapM2 + report.overlapM2).toBeLessThan(1);
  });
});

describe(cases.title, () => {
  it.skipIf(cases.absent)('the toy precincts have the published 28 pairs that overlap and 23 holes', () => {
    const { grids } = readLayer(`${cases.folder}maup_toy_precincts.geojson`, 0.01);
    const report = checkCoverage({ grids, minAreaM2: 0 });
    const pairs = new Set<string>();
    for (const { kind, grids: codes } of report.findings) {
      if (kind !== 'overlap') continue;
      for (const a of codes) for (const b of codes) if (a < b) pairs.add(`${a} ${b}`);
    }
    expect([pairs.size, gaps(report).length]).toEqual([28, 23]);
  });
});
