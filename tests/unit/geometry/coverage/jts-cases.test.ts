/**
 * Coverage cases of the JTS test suite. JTS names edges, or repairs; this check names places. What both say of one input is
 * compared: whether anything is wrong, and how much is covered twice or enclosed and covered by none.
 *
 * Definitions differ where JTS looks at edges and this check at places:
 * - a slit open at both ends is invalid in JTS within its gap width; without a parent an opening to the outside is no gap
 *   here (`gap-parent` with one);
 * - a corner that only touches the middle of a neighbour's edge is invalid in JTS; here there is no common border that could
 *   disagree, so there is no T-junction;
 * - the computed holes are holes of the union, which miss a gap that touches the outer edge in a point; here it is a gap.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type CoverageReport, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { metresPerUnitX, metresPerUnitY } from '../../../../server/geometry/distance.ts';
import { checkMultiPolygon } from '../../../../server/geometry/validity.ts';
import { fixture } from '../../../support/layer.ts';
import { box } from '../../../support/shapes.ts';

interface Case {
  id: string;
  op: 'validate' | 'validate_one' | 'find_gaps' | 'clean' | 'coverage_union';
  coverage?: (string | null)[];
  target?: string;
  adjacent?: string[];
  valid?: boolean;
  expected?: unknown;
  computed_input?: { overlap_area_sum: number; union_hole_area: number; union_hole_count: number; union_area: number };
}

/** One plain unit is this many degrees, next to the equator, where a square unit has the same size everywhere. */
const DEGREES = 1e-4;
const SQUARE_M2 = (DEGREES * 1e7) ** 2 * metresPerUnitX(0) * metresPerUnitY(0);

const OPEN_SLIT = 'jts/CoverageValidatorTest/testGapDisjoint';
const TOUCHING_CORNER = 'jts/CoveragePolygonValidatorTest/testAdjVertexTouchesSegment';
const GAPS_AT_THE_EDGE = ['jts/CoverageCleanerTest/testMergeGapWidth_0', 'jts/CoverageCleanerTest/testMergeGapWidth_2'];

const { folder, absent, title } = fixture('coverage-cases');
const cases: Case[] = absent ? [] : JSON.parse(readFileSync(`${folder}jts_coverage_sample.json`, 'utf8')).cases;

describe(title, () => {
  it.skipIf(absent)('has the cases', () => {
    expect(cases.length).toBe(31);
  });

  for (const one of cases) {
    const report = check(one);
    it.runIf(one.valid !== undefined && one.id !== OPEN_SLIT && one.id !== TOUCHING_CORNER)(
      `${one.id}: says whether anything is wrong`,
      () => {
        expect(report.findings.length === 0).toBe(one.valid);
      },
    );
    it.runIf(one.computed_input !== undefined && !GAPS_AT_THE_EDGE.includes(one.id))(
      `${one.id}: measures what is covered, twice covered and enclosed`,
      () => {
        const { overlap_area_sum, union_hole_area, union_hole_count, union_area } = one.computed_input!;
        const gaps = report.findings.filter(({ kind }) => kind === 'gap-enclosed' || kind === 'missing-cell');
        expect(gaps.length).toBe(union_hole_count);
        expect(report.gapM2 / SQUARE_M2).toBeCloseTo(union_hole_area, 5);
        expect(report.coveredM2 / SQUARE_M2 / union_area).toBeCloseTo(1, 6);
        if (shapesOf(one).length === 2) expect(report.overlapM2 / SQUARE_M2).toBeCloseTo(overlap_area_sum, 5);
      },
    );
  }

  it.skipIf(absent)('finds an open slit as a gap once a parent is declared', () => {
    const slit = cases.find(({ id }) => id === OPEN_SLIT)!;
    expect(check(slit).findings).toEqual([]);
    const kinds = check(slit, [1, 1, 9, 9]).findings.map(({ kind }) => kind);
    expect(kinds).toEqual(['gap-parent']);
  });

  it.skipIf(absent)('has nothing to say of a corner that touches the middle of an edge', () => {
    expect(check(cases.find(({ id }) => id === TOUCHING_CORNER)!).findings).toEqual([]);
  });

  it.skipIf(absent).each(GAPS_AT_THE_EDGE)('%s: finds the gaps that touch the outer edge in a point', (id) => {
    const report = check(cases.find((one) => one.id === id)!);
    expect(report.findings.map(({ kind }) => kind)).toEqual(['missing-cell', 'gap-enclosed', 'gap-enclosed']);
    expect((report.coveredM2 + report.gapM2) / SQUARE_M2).toBeCloseTo(64, 4);
  });
});

function shapesOf({ coverage, target, adjacent }: Case): string[] {
  return (coverage ?? [target ?? null, ...(adjacent ?? [])]).filter(
    (wkt) => wkt !== null && !wkt.includes('EMPTY'),
  ) as string[];
}

function check(one: Case, parent?: [number, number, number, number]): CoverageReport {
  const grids = shapesOf(one).map((wkt, i) => {
    const checked = checkMultiPolygon(parse(wkt));
    if (!checked.ok) throw new Error(`${one.id}: ${checked.code}`);
    return { code: String(i), polygons: checked.polygons };
  });
  const side = DEGREES * 1e7;
  const universe =
    parent === undefined
      ? {}
      : { universe: [[box(...(parent.map((v) => v * side) as [number, number, number, number]))]] };
  return checkCoverage({ grids, minAreaM2: 0, ...universe });
}

/** POLYGON and MULTIPOLYGON text to rings in degrees. */
function parse(wkt: string): number[][][][] {
  const body = wkt.replace(/^[A-Z]+ */, '').replace(/([-\d.]+) ([-\d.]+)/g, '[$1,$2]');
  const nested = JSON.parse(body.replaceAll('(', '[').replaceAll(')', ']')) as number[][][] | number[][][][];
  const polygons = (wkt.startsWith('MULTI') ? nested : [nested]) as number[][][][];
  return polygons.map((polygon) => polygon.map((points) => points.map(([x, y]) => [x! * DEGREES, y! * DEGREES])));
}
