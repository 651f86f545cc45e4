/** Children that reach beyond their parent, and those that do not. */
import { describe, expect, it } from 'vitest';
import { type Child, checkChildren } from '../../../../server/geometry/child-check.ts';
import { grid, plain, SOUTH, UNIT, WEST } from '../../../support/plain-grids.ts';
import { box, ring, shape } from '../../../support/shapes.ts';
import { syntheticCounty } from '../../../support/synthetic-county.ts';

const PARENTS = [grid('A', box(0, 0, 10, 10)), grid('B', box(10, 0, 20, 10))];
const child = (code: string, parent: string, ...shells: Int32Array[]): Child => ({ ...grid(code, ...shells), parent });

function told(children: readonly Child[], siblings = false): unknown[] {
  return checkChildren({ children, parents: PARENTS, siblings }).findings.map(
    ({ kind, severity, grids, detail, geometry }) => [kind, severity, grids.join(' '), detail.parent, plain(geometry)],
  );
}

describe('child-outside', () => {
  it.each<[string, Child[], unknown[]]>([
    ['a child inside', [child('A1', 'A', box(2, 2, 5, 5))], []],
    ['children that fill their parent', [child('A1', 'A', box(0, 0, 4, 10)), child('A2', 'A', box(4, 0, 10, 10))], []],
    [
      'a child with more vertices on the common edge',
      [child('A1', 'A', ring([0, 0], [10, 0], [10, 4], [10, 7], [10, 10]))],
      [],
    ],
    [
      'a child that reaches into the neighbour of its parent',
      [child('A1', 'A', box(5, 2, 12, 5))],
      [['child-outside', 'warning', 'A1', 'A', '10 2 12 2 12 5 10 5']],
    ],
    [
      'a child that reaches out in two places',
      [child('A1', 'A', box(-2, 2, 12, 5))],
      [
        ['child-outside', 'warning', 'A1', 'A', '10 2 12 2 12 5 10 5'],
        ['child-outside', 'warning', 'A1', 'A', '-2 2 0 2 0 5 -2 5'],
      ],
    ],
    [
      'a child under the wrong parent',
      [child('A1', 'B', box(2, 2, 5, 5))],
      [['child-outside', 'warning', 'A1', 'B', '2 2 5 2 5 5 2 5']],
    ],
    [
      'children of two parents that touch',
      [child('A1', 'A', box(5, 0, 10, 10)), child('B1', 'B', box(10, 0, 15, 10))],
      [],
    ],
    [
      'siblings that overlap, when nobody asked',
      [child('A1', 'A', box(0, 0, 5, 5)), child('A2', 'A', box(4, 0, 9, 5))],
      [],
    ],
  ])('%s', (_, children, expected) => {
    expect(told(children).sort()).toEqual(expected.sort());
  });

  it('says how large and how wide it is, and what to do', () => {
    const { findings } = checkChildren({ children: [child('A1', 'A', box(5, 2, 12, 5))], parents: PARENTS });
    expect(findings[0]).toMatchObject({ sliver: false, repair: 'cut-at-parent' });
    expect(findings[0]!.areaM2! / 6 / 107).toBeCloseTo(1, 1);
    expect(findings[0]!.widthM!).toBeGreaterThan(18);
  });

  it('counts what is too small, and names no border for it', () => {
    const over = {
      code: 'A1',
      parent: 'A',
      polygons: shape(
        Int32Array.of(...[0, 0, 10_001, 0, 10_001, 10, 0, 10].map((v, i) => v + (i % 2 === 0 ? WEST : SOUTH))),
      ),
    };
    const report = checkChildren({ children: [over], parents: PARENTS });
    expect([report.findings, report.belowThreshold['child-outside']]).toEqual([[], 1]);
  });
});

describe('siblings', () => {
  it('that overlap are found within their parent when asked', () => {
    expect(told([child('A1', 'A', box(0, 0, 5, 5)), child('A2', 'A', box(4, 0, 9, 5))], true)).toEqual([
      ['overlap', 'error', 'A1 A2', 'A', '4 0 5 0 5 5 4 5'],
    ]);
  });

  it('of different parents are not', () => {
    expect(told([child('A1', 'A', box(0, 0, 10, 5)), child('B1', 'B', box(10, 0, 19, 5))], true)).toEqual([]);
  });
});

describe('what cannot be judged', () => {
  it('is a child without a parent, or one that crosses itself', () => {
    const report = checkChildren({
      children: [child('x', 'none', box(0, 0, 1, 1)), child('A1', 'A', ring([1, 1], [5, 5], [5, 1], [1, 5]))],
      parents: PARENTS,
    });
    expect([report.withoutParent, report.notJudged, report.counts['invalid-ring']]).toEqual([['x'], ['A1'], 1]);
  });
});

describe('a county', () => {
  it('of children that are their parents has nothing, whatever the order', () => {
    const parents = syntheticCounty({ grids: 100, vertices: 20, seed: 4, enclaves: 0.1 }).map((polygons, i) => ({
      code: `p${i}`,
      polygons,
    }));
    const children = parents.map(({ code, polygons }) => ({ code: `${code}-1`, parent: code, polygons })).reverse();
    expect(checkChildren({ children, parents, minAreaM2: 0, siblings: true }).findings).toEqual([]);
  });

  it('finds the one that is moved', () => {
    const parents = syntheticCounty({ grids: 100, vertices: 20, seed: 4 }).map((polygons, i) => ({
      code: `p${i}`,
      polygons,
    }));
    const children = parents.map(({ code, polygons }, i) => ({
      code: `${code}-1`,
      parent: code,
      polygons:
        i === 37 ? polygons.map((rings) => rings.map((r) => r.map((v, k) => (k % 2 === 0 ? v + UNIT : v)))) : polygons,
    }));
    const { findings } = checkChildren({ children, parents });
    expect(findings.length).toBeGreaterThan(0);
    expect(findings.every(({ grids, detail }) => grids.join() === 'p37-1' && detail.parent === 'p37')).toBe(true);
  });
});
