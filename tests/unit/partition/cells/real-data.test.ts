/** Cells on real data and on the demo county: every assertion of the build holds, and what is known to be wrong is told. */
import { describe, expect, it } from 'vitest';
import { canonicalShape } from '../../../../server/geometry/region-shape.ts';
import { arcTurns } from '../../../../server/partition/cells/arc-turns.ts';
import { buildCells } from '../../../../server/partition/cells/build-cells.ts';
import { outlines } from '../../../../server/partition/cells/outlines.ts';
import { demoInput, osmInput } from '../../../support/cells-data.ts';
import { fixture } from '../../../support/layer.ts';

const wuhan = fixture('osm-wuhan-guanggu');
const shanghai = fixture('osm-shanghai-lujiazui');

function tally(kinds: readonly { kind: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { kind } of kinds) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

describe.skipIf(wuhan.absent)(wuhan.title, () => {
  const read = () => osmInput(wuhan.folder, [114.3833, 30.5008, 114.4064, 30.5153]);

  it('has a cell for every building, and tells the two pairs that overlap', () => {
    const input = read();
    const layer = buildCells(input);
    expect(layer.cells.reduce((sum, { places }) => sum + places.length, 0)).toBe(input.buildings.length);
    expect(layer.cells.reduce((sum, { households }) => sum + households, 0)).toBe(10 * input.buildings.length);
    expect(tally(layer.report.findings)['footprints-overlap']).toBe(2);
  });

  it('has the same name when everything comes the other way round', () => {
    const input = read();
    const turned = { ...input, barriers: [...input.barriers].reverse(), buildings: [...input.buildings].reverse() };
    expect(buildCells(turned).hash).toBe(buildCells(input).hash);
  });
});

describe.skipIf(shanghai.absent)(shanghai.title, () => {
  it('has a cell for every building between un-noded roads, rivers and towers on podiums', () => {
    const input = osmInput(shanghai.folder, [121.4802, 31.2264, 121.5208, 31.251]);
    const layer = buildCells(input);
    const counts = tally(layer.report.findings);
    const places = layer.cells.reduce((sum, cell) => sum + cell.places.length, 0);
    expect(places + (counts['place-outside'] ?? 0)).toBe(input.buildings.length);
    // 35 pairs overlap by more than 1 m²; towers and podiums among them are one cell.
    const overlaps = layer.report.findings.filter(({ kind }) => kind === 'footprints-overlap');
    expect(overlaps.filter(({ detail }) => detail.areaCm2! > 1e4)).toHaveLength(35);
    expect(counts['places-joined']).toBeGreaterThan(10);
    expect(layer.report.unnodedCrossings).toBeGreaterThan(100);
  });
});

describe('the demo county', () => {
  const towns = ['341921100001', '341921100003', '341921100200', '341921200201'];
  it.each(towns)('%s: the grids in force come back, but for planted defects', (community) => {
    const input = demoInput(community);
    const layer = buildCells(input);
    const shapes = outlines(
      layer,
      arcTurns(layer),
      Int32Array.from(layer.cells, ({ today }) => today),
    );
    const same = input.today.filter(({ code, polygons }) => {
      const shape = shapes.get(layer.todayCodes.indexOf(code)) ?? [];
      return JSON.stringify(canonicalShape(polygons)) === JSON.stringify(shape);
    });
    const touched = new Set(
      layer.report.findings.filter(({ kind }) => kind.startsWith('today-')).flatMap(({ subjects }) => subjects),
    );
    expect(input.today.filter((one) => !same.includes(one) && !touched.has(one.code)).map(({ code }) => code)).toEqual(
      [],
    );
    expect(layer.cells.reduce((sum, { places }) => sum + places.length, 0)).toBe(input.buildings.length);
  });

  it('tells planted gaps and overlaps at their size', () => {
    const found = (community: string) =>
      buildCells(demoInput(community))
        .report.findings.filter(({ kind }) => kind === 'today-gap' || kind === 'today-overlap')
        .map(({ kind, detail }) => [kind, detail.areaCm2! / 1e4] as const);
    const [gap, ...others] = found('341921100200');
    expect(gap![0]).toBe('today-gap');
    // A community is measured at one latitude, the planted defects each at its own.
    expect(gap![1] / 7016.5).toBeCloseTo(1, 3);
    expect(others).toEqual([]);
    const overlaps = found('341921100001').filter(([kind]) => kind === 'today-overlap');
    expect(overlaps.reduce((sum, [, areaM2]) => sum + areaM2, 0) / 955.6).toBeCloseTo(1, 3);
  });
});
