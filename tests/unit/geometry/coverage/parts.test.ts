/** Grids of several parts, and enclaves. */
import { describe, expect, it } from 'vitest';
import { type CoverageGrid, type CoverageReport, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { at, grid, plain } from '../../../support/plain-grids.ts';
import { box, hole, ring, shape } from '../../../support/shapes.ts';

const FRAME: CoverageGrid = { code: 'a', polygons: at(shape(box(0, 0, 10, 10), hole(3, 3, 6, 6))) };

function parts(report: CoverageReport, kind: 'multipart' | 'enclave'): unknown[] {
  return report.findings
    .filter((finding) => finding.kind === kind)
    .map(({ grids, detail, geometry, severity }) => [severity, grids.join(' '), detail, plain(geometry)]);
}

describe('multipart', () => {
  it('is a grid of two parts apart, with the size of each', () => {
    const [found] = checkCoverage({ grids: [grid('a', box(0, 0, 10, 10), box(20, 0, 25, 10))] }).findings;
    expect(found).toMatchObject({ kind: 'multipart', severity: 'warning', grids: ['a'], detail: { parts: 2 } });
    const [large, small] = found!.detail.partsM2 as string[];
    expect(Number(large) / Number(small)).toBeCloseTo(2, 4);
  });

  it.each<[string, CoverageGrid[], string[]]>([
    ['two parts that touch in a point', [grid('a', box(0, 0, 10, 10), box(10, 10, 20, 20))], ['a']],
    ['entries with one code that are apart', [grid('a', box(0, 0, 1, 1)), grid('a', box(3, 0, 4, 1))], ['a']],
    ['two parts that share an edge are one', [grid('a', box(0, 0, 10, 10), box(10, 0, 20, 10))], []],
    ['two parts that share a stretch of edge are one', [grid('a', box(0, 0, 10, 10), box(10, 4, 20, 30))], []],
    ['a grid with a hole is one part', [FRAME], []],
    ['two grids are two grids', [grid('a', box(0, 0, 1, 1)), grid('b', box(3, 0, 4, 1))], []],
  ])('%s', (_, grids, expected) => {
    const found = checkCoverage({ grids }).findings.filter(({ kind }) => kind === 'multipart');
    expect(found.map(({ grids: [code] }) => code)).toEqual(expected);
  });
});

describe('enclave', () => {
  it.each<[string, CoverageGrid[], unknown[]]>([
    [
      'a grid that fills the hole of another',
      [FRAME, grid('b', box(3, 3, 6, 6))],
      [['info', 'a b', { surroundedBy: 'a' }, '3 3 6 3 6 6 3 6']],
    ],
    [
      'a part of a grid that has another part elsewhere',
      [FRAME, grid('b', box(10, 0, 20, 10), box(3, 3, 6, 6))],
      [['info', 'a b', { surroundedBy: 'a' }, '3 3 6 3 6 6 3 6']],
    ],
    [
      'whatever vertices lie along its sides',
      [FRAME, grid('b', ring([3, 3], [5, 3], [6, 3], [6, 6], [3, 6], [3, 4]))],
      [['info', 'a b', { surroundedBy: 'a' }, '3 3 5 3 6 3 6 6 3 6 3 4']],
    ],
    [
      'two grids that fill a hole together are none',
      [FRAME, grid('b', box(3, 3, 6, 5)), grid('c', box(3, 5, 6, 6))],
      [],
    ],
    ['a grid that does not fill the hole is none', [FRAME, grid('b', box(3, 3, 6, 5))], []],
    ['a grid larger than the hole is none', [FRAME, grid('b', box(3, 2, 6, 6))], []],
    [
      'a grid surrounded by four is none',
      [
        grid('a', box(0, 0, 3, 6)),
        grid('b', box(3, 0, 9, 3)),
        grid('c', box(6, 3, 9, 9)),
        grid('d', box(0, 6, 6, 9)),
        grid('e', box(3, 3, 6, 6)),
      ],
      [],
    ],
    [
      'a part in the hole of its own grid is none',
      [{ code: 'a', polygons: [...FRAME.polygons, ...at(shape(box(3, 3, 6, 6)))] }],
      [],
    ],
  ])('%s', (_, grids, expected) => {
    expect(parts(checkCoverage({ grids }), 'enclave')).toEqual(expected);
  });
});
