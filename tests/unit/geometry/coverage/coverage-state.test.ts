/** A check that is kept up through edits: the hard cases one by one. Each step must also equal a full check of the same grids. */
import { describe, expect, it } from 'vitest';
import { type CoverageInput, type CoverageReport, checkCoverage } from '../../../../server/geometry/coverage.ts';
import { type CoverageEdit, CoverageState } from '../../../../server/geometry/coverage-state.ts';
import type { Ring } from '../../../../server/geometry/polygon.ts';
import { at, grid, points, SOUTH, UNIT, WEST } from '../../../support/plain-grids.ts';
import { box, hole, moved, ring, shape } from '../../../support/shapes.ts';

const HOLED = (code: string) => ({ code, polygons: at(shape(box(0, 0, 20, 20), hole(5, 5, 15, 15))) });
const YARD = grid('u', ring([0, 0], [20, 0], [20, 2], [2, 2], [2, 8], [20, 8], [20, 10], [0, 10]));
const DOOR = grid('d', ring([20, 0], [22, 0], [22, 10], [20, 10], [20, 8], [20, 2]));
/** The same in tenths of a plain unit, about 1 m. */
const tenths = (code: string, ...shells: Ring[]) => ({
  code,
  polygons: moved(
    shells.map((shell) => [shell]),
    UNIT / 10,
    WEST,
    SOUTH,
  ),
});
/** A slit of 3 m between two grids, closed in the south. */
const BANK = tenths('a', ring([0, 0], [100, 0], [100, 50], [100, 200], [0, 200]));
const OTHER_BANK = tenths('b', ring([100, 0], [200, 0], [200, 200], [103, 200], [103, 50], [100, 50]));
const ISLAND = tenths('i', box(101, 100, 102, 120));

/** kind, grids, buildings. */
function lines({ findings }: CoverageReport): string[] {
  return findings.map(({ kind, grids, buildings }) => [kind, ...grids, buildings].join(' ')).sort();
}

type Step = [edit: CoverageEdit, expected: string[]];

describe('a kept check', () => {
  it.each<[string, CoverageInput, string[], Step[]]>([
    [
      'opens a yard to the outside, and closes it, by a grid far from the building in it',
      { grids: [YARD, DOOR], points: points([3, 5, 2]) },
      ['building-uncovered 1', 'missing-cell d u 1'],
      [
        [{ remove: ['d'] }, ['building-uncovered 1']],
        [{ set: [DOOR] }, ['building-uncovered 1', 'missing-cell d u 1']],
        [
          { set: [grid('d', ring([20, 0], [21, 0], [21, 9], [20, 10], [20, 8], [20, 2]))] },
          ['building-uncovered 1', 'missing-cell d u 1'],
        ],
      ],
    ],
    [
      'tells the yard as a gap against the parent when its side is open',
      { grids: [YARD, DOOR], universe: at(shape(box(0, 0, 22, 10))), points: points([3, 5, 2], [21, 5, 1]) },
      ['building-uncovered 1', 'missing-cell d u 1'],
      [[{ remove: ['d'] }, ['building-uncovered 1', 'building-uncovered 1', 'gap-parent u 2']]],
    ],
    [
      'knows an island in a gap as contained when the gap around it closes',
      { grids: [HOLED('a'), grid('i', box(8, 8, 12, 12))] },
      ['missing-cell a i 0'],
      [
        [{ set: [grid('a', box(0, 0, 20, 20))] }, ['contained a i 0']],
        [{ set: [HOLED('a')] }, ['missing-cell a i 0']],
      ],
    ],
    [
      'names the grids of an overlap by their codes after other codes have come before them',
      { grids: [HOLED('b'), grid('i', box(8, 8, 11, 12)), grid('j', box(10, 8, 12, 12))] },
      ['missing-cell b i j 0', 'overlap i j 0'],
      [
        [
          { set: [grid('a', box(40, 0, 50, 10)), grid('aa', box(50, 0, 60, 10))] },
          ['missing-cell b i j 0', 'overlap i j 0'],
        ],
        [{ remove: ['b'] }, ['overlap i j 0']],
        [{ remove: ['a'] }, ['overlap i j 0']],
      ],
    ],
    [
      'tells small overlaps of two grids together, at the perimeter and deep inside',
      {
        grids: [grid('a', box(0, 0, 20, 20)), tenths('b', box(199, 0, 400, 200), box(50, 50, 60, 60))],
        minAreaM2: 250,
      },
      ['multipart b 0', 'overlap a b 0'],
      [
        [{ set: [tenths('b', box(199, 0, 400, 200), box(70, 70, 80, 80))] }, ['multipart b 0', 'overlap a b 0']],
        [{ set: [tenths('b', box(199, 0, 400, 200))] }, []],
        [{ set: [tenths('b', box(199, 0, 400, 200), box(50, 50, 60, 60))] }, ['multipart b 0', 'overlap a b 0']],
      ],
    ],
    [
      'tells small overlaps of two grids together when they are in different parts of the ground',
      {
        grids: [
          tenths('a', box(0, 0, 200, 200), box(500, 0, 600, 200)),
          tenths('b', box(599, 0, 700, 200), box(50, 50, 60, 60)),
        ],
        minAreaM2: 250,
      },
      ['multipart a 0', 'multipart b 0', 'overlap a b 0'],
      [
        [{ set: [tenths('b', box(599, 0, 700, 200))] }, ['multipart a 0']],
        [
          { set: [tenths('b', box(599, 0, 700, 200), box(50, 50, 70, 55))] },
          ['multipart a 0', 'multipart b 0', 'overlap a b 0'],
        ],
      ],
    ],
    [
      'tells missing vertices of two grids together, wherever their border is',
      {
        grids: [
          grid('a', box(0, 0, 10, 30)),
          grid('b', ring([10, 0], [20, 0], [20, 30], [10, 30], [10, 20], [10, 10])),
        ],
      },
      ['t-junction a b 0'],
      [
        [{ set: [grid('c', box(10, 12, 14, 14))] }, ['contained b c 0', 't-junction a b 0']],
        [{ remove: ['c'] }, ['t-junction a b 0']],
      ],
    ],
    [
      'answers for a building that was assigned by hand only while the grid exists, wherever it stands',
      {
        grids: [grid('a', box(0, 0, 10, 10)), grid('b', box(10, 0, 20, 10))],
        points: { ...points([60, 5, 3]), overrides: ['a'] },
      },
      ['place-override a 1'],
      [
        [{ remove: ['a'] }, ['building-uncovered 1', 'place-override 1']],
        [{ set: [grid('a', box(0, 0, 10, 10))] }, ['place-override a 1']],
      ],
    ],
    [
      'counts a building in a gap once nobody answers for it, however far the grid that was named',
      { grids: [HOLED('a'), grid('z', box(100, 0, 110, 10))], points: { ...points([10, 10, 3]), overrides: ['z'] } },
      ['missing-cell a 0', 'place-override z 1'],
      [
        [{ remove: ['z'] }, ['building-uncovered 1', 'missing-cell a 1', 'place-override 1']],
        [{ set: [grid('z', box(100, 0, 110, 10))] }, ['missing-cell a 0', 'place-override z 1']],
      ],
    ],
    [
      'counts a building in a pocket of the outside when the island it stood on goes',
      {
        grids: [BANK, OTHER_BANK, ISLAND],
        points: points([10.15, 11, 4]),
        ambiguousM: 0.1,
      },
      ['gap-open a b 0'],
      [
        [{ remove: ['i'] }, ['building-uncovered 1', 'gap-open a b 1']],
        [{ set: [ISLAND] }, ['gap-open a b 0']],
      ],
    ],
    [
      'sets a grid aside while its ring crosses itself, and what is in it',
      { grids: [grid('a', box(0, 0, 10, 10)), grid('b', box(10, 0, 20, 10))], points: points([15, 2, 1]) },
      [],
      [
        [{ set: [grid('b', ring([10, 0], [20, 0], [10, 10], [30, 10]))] }, ['invalid-ring b 0', 'missing-cell a 0']],
        [{ set: [grid('b', ring([10, 0], [20, 0], [10, 10], [30, 12]))] }, ['invalid-ring b 0', 'missing-cell a 0']],
        [{ set: [grid('b', box(10, 0, 20, 10))] }, []],
      ],
    ],
    [
      'knows a grid that is there twice under whatever code, and an exchange of two',
      { grids: [grid('b', box(0, 0, 10, 10)), grid('c', box(10, 0, 20, 10))] },
      [],
      [
        [{ set: [grid('a', box(10, 0, 20, 10))] }, ['duplicate a c 0']],
        [{ set: [grid('d', box(10, 0, 20, 10))] }, ['duplicate a c d 0']],
        [{ set: [grid('b', box(10, 0, 20, 10)), grid('c', box(0, 0, 10, 10))], remove: ['a', 'd'] }, []],
      ],
    ],
    [
      'finds an enclave when its hole or its part comes, and not when either goes',
      { grids: [grid('a', box(0, 0, 20, 20)), grid('i', box(5, 5, 15, 15))] },
      ['contained a i 0'],
      [
        [{ set: [HOLED('a')] }, ['enclave a i 0']],
        [{ set: [grid('i', box(5, 5, 15, 14))] }, ['gap-enclosed a i 0', 't-junction a i 0']],
        [{ set: [grid('i', box(5, 5, 15, 15))] }, ['enclave a i 0']],
        [{ set: [grid('a', box(0, 0, 20, 20))] }, ['contained a i 0']],
      ],
    ],
    [
      'names the nearest grid of a building in none when a nearer one comes',
      { grids: [grid('a', box(0, 0, 10, 10))], points: points([20, 5, 1]) },
      ['building-uncovered 1'],
      [
        [{ set: [grid('b', box(24, 0, 30, 10))] }, ['building-uncovered 1']],
        [{ remove: ['a'] }, ['building-uncovered 1']],
      ],
    ],
  ])('%s', (_, input, first, steps) => {
    const state = new CoverageState(input);
    const before = state.report;
    expect(lines(before)).toEqual(first);
    expect(before).toStrictEqual(checkCoverage(input));
    for (const [edit, expected] of steps) {
      const { report } = state.change(edit);
      expect(lines(report)).toEqual(expected);
      expect(report).toStrictEqual(checkCoverage({ ...input, grids: state.grids }));
    }
    const original = input.grids.map(({ code }) => code);
    const { report } = state.change({
      set: input.grids,
      remove: state.grids.map(({ code }) => code).filter((code) => !original.includes(code)),
    });
    expect(report).toStrictEqual(before);
  });

  it('says which findings came and went', () => {
    const state = new CoverageState({
      grids: [HOLED('a'), grid('i', box(5, 5, 15, 14)), grid('z', box(30, 0, 40, 10), box(50, 0, 60, 10))],
    });
    const ids = (kind: string): string[] =>
      state.report.findings.filter((finding) => finding.kind === kind).map(({ id }) => id);
    const before = [...ids('gap-enclosed'), ...ids('t-junction')];
    expect(lines(state.report)).toEqual(['gap-enclosed a i 0', 'multipart z 0', 't-junction a i 0']);
    const step = state.change({ set: [grid('i', box(5, 5, 15, 15))] });
    expect([step.added, [...step.gone].sort()]).toEqual([ids('enclave'), before]);
    expect(state.change({}).added).toEqual([]);
    expect(state.change({ remove: ['unknown'] }).gone).toEqual([]);
  });

  it('takes entries with one code as parts of one grid, and sets what is both set and removed', () => {
    const state = new CoverageState({ grids: [grid('a', box(0, 0, 10, 10))] });
    state.change({ set: [grid('b', box(10, 0, 20, 10)), grid('b', box(30, 0, 40, 10))], remove: ['b'] });
    expect(lines(state.report)).toEqual(['multipart b 0']);
    expect(state.grids.map(({ code, polygons }) => [code, polygons.length])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('throws as a full check does when rings contradict, and is then as it was', () => {
    const grids = [grid('a', box(0, 0, 10, 10)), grid('b', box(9, 0, 20, 10))];
    const state = new CoverageState({ grids });
    const before = state.report;
    const clockwise = grid('c', hole(30, 0, 40, 10));
    expect(() => checkCoverage({ grids: [...grids, clockwise] })).toThrow('negative depth');
    expect(() => state.change({ set: [clockwise] })).toThrow('negative depth');
    expect(state.report).toBe(before);
    expect(state.change({ remove: ['b'] }).gone).toEqual(before.findings.map(({ id }) => id));
  });

  it('marks the same of two equal places whatever the order of the parts', () => {
    const parts = [box(30, 0, 40, 20), box(3, 3, 4, 4), box(13, 3, 14, 4)];
    const input = { grids: [grid('a', box(0, 0, 20, 20)), grid('b', ...parts)], minAreaM2: 150 };
    const turned = { ...input, grids: [grid('b', ...parts.toReversed()), input.grids[0]!] };
    const state = new CoverageState(turned);
    expect(lines(state.report)).toEqual(['multipart b 0', 'overlap a b 0']);
    expect(checkCoverage(turned)).toStrictEqual(checkCoverage(input));
    expect(state.report).toStrictEqual(checkCoverage(input));
  });
});
