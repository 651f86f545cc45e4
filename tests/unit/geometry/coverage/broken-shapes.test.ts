/**
 * Mapshaper's layers with slivers, as a whole: what the file has, and what only our rounding makes of it.
 *
 * Where the published computation counts more than this check, the places are thinner than the lattice (1.1 cm): ex1 has one
 * overlap of 1.8 m² over 37 km and one hole of 0.12 m², ex2 two and twelve, ex9 and ex22 one of 1e-5 m² and less. Rounding takes them
 * away, and leaves others as thin along borders whose sides do not share their vertices: for information, none above it.
 * PostGIS finds the same in the rounded coordinates.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { metresPerUnitX, metresPerUnitY } from '../../../../server/geometry/distance.ts';
import { checkLayer, type LayerReport } from '../../../../server/geometry/layer-check.ts';
import { fixture, readFeatures } from '../../../support/layer.ts';

const { folder, absent, title } = fixture('mapshaper-clean');

/** A drawing: how many degrees a plain unit is made, with its lowest corner at the equator. */
function drawn(file: string, degrees: number): { report: LayerReport; squareM2: number } {
  const { geometries, features } = JSON.parse(readFileSync(`${folder}clean/${file}`, 'utf8')) as {
    geometries?: Shape[];
    features?: { geometry: Shape }[];
  };
  const shapes = (geometries ?? features!.map(({ geometry }) => geometry)).map(({ type, coordinates }) =>
    type === 'Polygon' ? [coordinates as number[][][]] : (coordinates as number[][][][]),
  );
  const all = shapes.flat(3);
  const [x0, y0] = [0, 1].map((axis) => Math.floor(Math.min(...all.map((point) => point[axis]!))));
  const report = checkLayer(
    shapes.map((polygons, row) => ({
      code: String(row).padStart(2, '0'),
      polygons: polygons.map((rings) =>
        rings.map((ring) => ring.map(([x, y]) => [(x! - x0!) * degrees, (y! - y0!) * degrees])),
      ),
    })),
    { minAreaM2: 0, mouthM: 0 },
  );
  return { report, squareM2: (degrees * 1e7) ** 2 * metresPerUnitX(0) * metresPerUnitY(0) };
}

interface Shape {
  readonly type: string;
  readonly coordinates: unknown;
}

/** Square metres of each pair of grids. */
function pairs({ findings }: LayerReport): Map<string, number> {
  const shared = new Map<string, number>();
  for (const { kind, grids, areaM2 } of findings) {
    if (kind !== 'overlap') continue;
    for (const a of grids) {
      for (const b of grids) if (a < b) shared.set(`${a} ${b}`, (shared.get(`${a} ${b}`) ?? 0) + areaM2!);
    }
  }
  return shared;
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
const gapsOf = ({ findings }: LayerReport): number[] =>
  findings.filter(({ kind }) => kind.startsWith('gap') || kind === 'missing-cell').map(({ areaM2 }) => areaM2!);

describe.skipIf(absent)(title, () => {
  it.each([
    ['ex3.json', 3, 0.6, 0, 0],
    ['ex4.json', 1, 0.22, 1, 0.64],
    ['ex6.json', 1, 1, 0, 0],
  ])('%s: %i pairs share %f, %i gaps have %f', (file, sharing, shared, holes, gaps) => {
    const { report, squareM2 } = drawn(file, 1e-4);
    expect([pairs(report).size, gapsOf(report).length]).toEqual([sharing, holes]);
    expect(sum(pairs(report).values()) / squareM2).toBeCloseTo(shared, 6);
    expect(report.gapM2 / squareM2).toBeCloseTo(gaps, 6);
  });

  it('ex5 has three pairs that overlap, 790 m² together, and no gap', () => {
    const report = checkLayer(readFeatures(`${folder}clean/ex5_three_precincts.json`), { minAreaM2: 0 });
    expect([pairs(report).size, gapsOf(report).length]).toEqual([3, 0]);
    expect(report.overlapM2).toBeCloseTo(790.08, 1);
  });

  it('ex23 has all the area of its 122 holes; those thinner than the lattice are closed or told together', () => {
    const report = checkLayer(readFeatures(`${folder}clean/ex23_three_ca_precincts.json`), { minAreaM2: 0 });
    // 4.4963e-6 square degrees there.
    expect(report.gapM2 / 45_390).toBeCloseTo(1, 3);
    expect(gapsOf(report).filter((m2) => m2 >= 1).length).toBe(14);
    expect(report.findings.filter(({ kind, areaM2 }) => kind === 'overlap' && areaM2! >= 0.01)).toEqual([]);
  });

  it.each([
    ['ex1_yemen.json', 2.53],
    ['ex2_yemen.json', 9.82],
    ['ex9_FranklinTwoPrecinctsDetail.json', 0],
    ['ex22_three_ia_precincts.json', 0.41],
  ])('%s: only rounding opens anything, and that is for information', (file, gapM2) => {
    const report = checkLayer(readFeatures(`${folder}clean/${file}`), { minAreaM2: 0 });
    expect(report.gapM2).toBeCloseTo(gapM2, 2);
    for (const finding of report.findings) expect(finding).toMatchObject({ severity: 'info' });
    for (const { widthM } of report.findings) expect(widthM ?? 0).toBeLessThan(0.05);
  });

  it.each(['ex7_britain.json', 'ex8_britain.json'])('%s, in metres, agrees to a centimetre', (file) => {
    expect(drawn(file, 1e-5).report.findings).toEqual([]);
  });
});
