import { describe, expect, it } from 'vitest';
import { checkCoverage } from '../../../server/geometry/coverage.ts';
import { fromGeoJson } from '../../../server/geometry/geojson.ts';
import { innerPoint } from '../../../server/geometry/inner-point.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { checkMultiPolygon } from '../../../server/geometry/validity.ts';
import { type DemoFeature, defects, layer } from './demo-layers.ts';

const code = (f: DemoFeature): string => f.properties.code as string;

function surface(feature: DemoFeature): MultiPolygon {
  const shape = fromGeoJson(feature.geometry);
  if (!shape.ok) throw new Error(`${code(feature)}: ${shape.code}`);
  const checked = checkMultiPolygon(shape.polygons);
  if (!checked.ok) throw new Error(`${code(feature)}: ${checked.code}`);
  expect(checked.repairs, code(feature)).toEqual([]);
  return checked.polygons;
}

const asGrids = (features: readonly DemoFeature[]): { code: string; polygons: MultiPolygon }[] =>
  features.map((f) => ({ code: code(f), polygons: surface(f) }));
const grids = layer('grids');
const buildings = layer('places').filter((p) => p.properties.kind === 'building');

describe('the engine on the demo county', () => {
  const report = checkCoverage({
    grids: asGrids(grids.filter((g) => g.properties.kind !== 'micro')),
    universe: surface(layer('areas')[0] as DemoFeature),
    points: {
      xy: Int32Array.from(buildings.flatMap((b) => innerPoint(surface(b)))),
      households: Int32Array.from(buildings, (b) => (b.properties.households as number | null) ?? -1),
      codes: buildings.map(code),
    },
  });
  const sizes = (kinds: readonly string[]): number[] =>
    report.findings.flatMap((f) => (kinds.includes(f.kind) ? [f.areaM2 as number] : [])).sort((a, b) => a - b);
  const planted = (kind: string): number[] =>
    defects()
      .flatMap((d) => (d.kind === kind ? [d.areaM2 as number] : []))
      .sort((a, b) => a - b);

  it.each([
    ['gap', ['gap-enclosed', 'gap-parent', 'missing-cell']],
    ['overlap', ['overlap', 'contained', 'duplicate']],
    ['none', ['outside-parent', 'invalid-ring']],
  ])('finds every planted %s with its size, and no other', (kind, kinds) => {
    const found = sizes(kinds);
    const listed = planted(kind);
    expect(found).toHaveLength(listed.length);
    listed.forEach((areaM2, i) => {
      expect(Math.abs((found[i] as number) - areaM2) / areaM2).toBeLessThan(0.002);
    });
  });

  it('finds the planted buildings, the lost vertex and the missing count, and no other', () => {
    const places = (kind: string): string[] =>
      defects()
        .flatMap((d) => (d.kind === kind ? d.places : []))
        .sort();
    const found = (kind: string): (string | null)[] =>
      report.findings.flatMap((f) => (f.kind === kind ? [f.place] : [])).sort();
    expect(found('building-uncovered')).toEqual(places('building-uncovered'));
    expect(found('building-double')).toEqual(places('building-double'));
    const corner = defects().find((d) => d.kind === 't-junction');
    const lost = report.findings.filter((f) => f.kind === 't-junction');
    expect([...new Set(lost.flatMap((f) => f.grids))].sort()).toEqual(corner?.grids);
    expect(report.uncounted).toBe(1);
  });

  it('finds one micro grid beyond its grid', () => {
    const parents = new Set(grids.flatMap((g) => (g.properties.kind === 'micro' ? [g.properties.parentCode] : [])));
    const found = grids
      .filter((g) => parents.has(code(g)))
      .flatMap((parent) => {
        const micro = grids.filter((g) => g.properties.parentCode === code(parent));
        return checkCoverage({ grids: asGrids(micro), universe: surface(parent) }).findings;
      });
    const outside = defects().find((d) => d.kind === 'outside-parent');
    expect(found.map((f) => [f.kind, f.grids])).toEqual([['outside-parent', [outside?.grids[0]]]]);
    expect(Math.abs((found[0]?.areaM2 as number) - (outside?.areaM2 as number))).toBeLessThan(1);
  });
});
