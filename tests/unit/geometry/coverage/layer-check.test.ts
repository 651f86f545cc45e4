/** Any polygons, as a file has them: what is its own fault, what is our rounding, and what is neither. */
import { describe, expect, it } from 'vitest';
import { toDegrees } from '../../../../server/geometry/lattice.ts';
import { checkLayer, type LayerFeature, type LayerReport } from '../../../../server/geometry/layer-check.ts';
import { fixture, readFeatures } from '../../../support/layer.ts';

type Positions = [number, number][];

/** A closed ring through points in units of 1e-4 degree near 117° E 30° N. */
function ring(...flat: number[]): Positions {
  const positions: Positions = [];
  for (let i = 0; i < flat.length; i += 2) positions.push([117 + flat[i]! / 1e4, 30 + flat[i + 1]! / 1e4]);
  return [...positions, positions[0]!];
}

const box = (x0: number, y0: number, x1: number, y1: number): Positions => ring(x0, y0, x1, y0, x1, y1, x0, y1);
const feature = (code: string, ...rings: Positions[]): LayerFeature => ({ code, polygons: [rings] });
const NEXT = feature('b', box(10, 0, 20, 10));

function told({ findings }: LayerReport): unknown[] {
  return findings.map(({ kind, severity, grids, detail, at }) => [
    kind,
    severity,
    grids.join(' '),
    detail.reason,
    at.map((v, i) => Math.round((toDegrees(v) - (i === 0 ? 117 : 30)) * 1e6) / 100),
  ]);
}

describe('invalid-ring', () => {
  it.each<[string, LayerFeature, string, [number, number]]>([
    ['a crossing', feature('a', ring(0, 0, 10, 10, 10, 0, 0, 10)), 'ring-self-crossing', [5, 5]],
    ['a spike', feature('a', ring(0, 0, 10, 0, 10, 10, 10, 14, 10, 10, 0, 10)), 'ring-spike', [10, 14]],
    ['two points', feature('a', ring(0, 0, 10, 0)), 'ring-too-short', [0, 0]],
    ['no area', feature('a', ring(0, 0, 5, 5, 10, 10)), 'ring-zero-area', [0, 0]],
    [
      'a vertex visited twice',
      feature('a', ring(0, 0, 5, 5, 10, 0, 10, 10, 5, 5, 0, 10)),
      'ring-self-touching',
      [5, 5],
    ],
    ['a hole outside its shell', feature('a', box(0, 0, 4, 4), box(6, 6, 8, 8)), 'hole-outside-shell', [6, 6]],
    ['a hole across its shell', feature('a', box(0, 0, 4, 4), box(2, 2, 8, 3)), 'hole-crosses-shell', [4, 2]],
    ['nested shells', { code: 'a', polygons: [[box(0, 0, 9, 9)], [box(2, 2, 4, 4)]] }, 'parts-overlap', [2, 2]],
  ])('%s, with its place; the feature is not judged', (_, broken, reason, place) => {
    const report = checkLayer([broken, NEXT]);
    expect(told(report)[0]).toEqual(['invalid-ring', 'error', 'a', reason, place]);
    expect(report.findings.every(({ grids }) => grids.join() === 'a')).toBe(true);
    expect([report.notJudged, report.judged.map(({ code }) => code)]).toEqual([['a'], ['b']]);
  });

  it('names every crossing of one ring', () => {
    const zigzag = feature('a', ring(0, 0, 30, 0, 30, 10, 25, -5, 20, 10, 0, 10));
    expect(told(checkLayer([zigzag])).map((row) => (row as unknown[])[3])).toEqual([
      'ring-self-crossing',
      'ring-self-crossing',
    ]);
  });

  it('is for information where a point only repeats the one before, and the feature is judged', () => {
    const report = checkLayer([feature('a', ring(0, 0, 10, 0, 10, 0, 10, 10, 0, 10)), NEXT]);
    expect(told(report)).toEqual([['invalid-ring', 'info', 'a', 'point-repeated', [10, 0]]]);
    expect([report.findings[0]!.detail.count, report.notJudged, report.grids]).toEqual([1, [], 2]);
  });

  it('leaves no gap and no overlap at the place that is not judged', () => {
    const around: LayerFeature = { code: 'c', polygons: [[box(-10, -10, 30, 30), box(0, 0, 10, 10)]] };
    const report = checkLayer([feature('a', ring(0, 0, 10, 10, 10, 0, 0, 10)), around]);
    // The bow-tie covers two of the four triangles of the hole.
    expect(report.counts).toMatchObject({ 'invalid-ring': 1, overlap: 0, 'gap-enclosed': 2 });
  });
});

describe('not the fault of the file', () => {
  it.each<[string, LayerFeature[]]>([
    ['a closed ring whose first point is its last', [feature('a', box(0, 0, 10, 10))]],
    ['a shell of the other sense', [feature('a', [...box(0, 0, 10, 10)].reverse())]],
    [
      'a hole that touches its shell in a point',
      [feature('a', box(0, 0, 10, 10), ring(0, 5, 3, 4, 3, 6)), feature('h', ring(0, 5, 3, 4, 3, 6))],
    ],
    ['points nearer than the lattice', [feature('a', ring(0, 0, 10, 0, 10, 10, 9.99996, 10, 0, 10))]],
  ])('%s', (_, features) => {
    const report = checkLayer(features);
    expect(report.findings.filter(({ kind }) => kind !== 'enclave')).toEqual([]);
  });

  it('is mended where only rounding makes a ring touch itself, and judged', () => {
    // A slit 0.4 units wide: 4e-8 degree.
    const w = 4e-4;
    const slit = feature('a', ring(0, 0, 10, 0, 10, 5, 2, 5, 2, 5 + w, 10, 5 + w, 10, 10, 0, 10));
    const report = checkLayer([slit, NEXT]);
    expect(report.findings.map(({ kind, severity, grids }) => [kind, severity, grids])).toContainEqual([
      'ring-mended',
      'info',
      ['a'],
    ]);
    expect([report.notJudged, report.counts['invalid-ring'], report.grids]).toEqual([[], 0, 2]);
  });

  it('covers nothing where a valid shape is finer than the lattice, and says so', () => {
    const speck = feature('a', ring(0, 0, 3e-4, 0, 3e-4, 3e-4));
    const report = checkLayer([speck, NEXT]);
    expect(told(report)).toEqual([['ring-mended', 'info', 'a', ['ring-below-resolution'], [0, 0]]]);
    expect(report.notJudged).toEqual([]);
  });
});

describe('code-duplicate', () => {
  const twice = [
    { ...feature('a', box(0, 0, 10, 10)), name: 'north' },
    { ...feature('a', box(5, 0, 10, 30)), name: 'south' },
  ];

  it('is one code on two shapes, judged apart, in whatever order they come', () => {
    const report = checkLayer([...twice, NEXT]);
    const found = report.findings.find(({ kind }) => kind === 'code-duplicate');
    expect(found).toMatchObject({
      severity: 'warning',
      grids: ['a', 'a#2'],
      detail: { features: 2, names: ['north', 'south'] },
    });
    expect(report.findings.find(({ kind }) => kind === 'overlap')?.grids).toEqual(['a', 'a#2']);
    expect(checkLayer([NEXT, ...twice.toReversed()]).findings).toEqual(report.findings);
  });

  it('is none where the same feature is there twice: that is a duplicate', () => {
    const report = checkLayer([twice[0]!, twice[0]!]);
    expect(report.findings.map(({ kind, grids }) => [kind, grids])).toEqual([['duplicate', ['a', 'a#2']]]);
  });

  it('takes no code that the file has already', () => {
    const report = checkLayer([...twice, feature('a#2', box(30, 0, 40, 10))]);
    expect(report.judged.map(({ code }) => code).sort()).toEqual(['a', 'a#2', 'a#3']);
  });
});

const zoo = fixture('partition-zoo');

describe(zoo.title, () => {
  it.skipIf(zoo.absent)('rockville: two features the file broke, neither covered nor a gap', () => {
    const report = checkLayer(readFeatures(`${zoo.folder}rockville.geojson`));
    expect(report.counts['code-duplicate']).toBe(0);
    expect(
      new Set(
        report.findings
          .filter(({ kind, severity }) => kind === 'invalid-ring' && severity === 'error')
          .flatMap(({ grids }) => grids),
      ).size,
    ).toBe(2);
    expect(report.notJudged.length).toBe(2);
  });
});
