import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { FINDING_SOURCES, findingLayers } from '../../client/map/layers/findings.ts';
import { FINDING_IMAGES, HATCHES, MARKS } from '../../client/map/layers/findings-images.ts';
import { repairShapes } from '../../client/map/layers/findings-repair.ts';
import { chosenShapes, findingMarks, findingShapes } from '../../client/map/layers/findings-shapes.ts';
import { changes } from '../../client/map/style-change.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import type { Finding } from '../../server/contract/coverage.ts';
import type { RepairPreview } from '../../server/contract/repairs.ts';
import { accepted, sampleFinding } from '../support/sample-coverage.ts';

const style = (theme: 'light' | 'dark'): StyleSpecification =>
  ({
    version: 8,
    sources: FINDING_SOURCES,
    layers: inOrder(findingLayers({ ...PLAIN_VIEW, theme, scale: 1.4 })),
  }) as unknown as StyleSpecification;
const SQUARE: Finding['geometry'] = {
  type: 'Polygon',
  coordinates: [
    [
      [117, 30],
      [117.001, 30],
      [117.001, 30.001],
      [117, 30],
    ],
  ],
};
const ids = (collection: { features: { properties: unknown }[] }) => collection.features.map((one) => one.properties);

describe('findings on the map', () => {
  it.each(['light', 'dark'] as const)('are a valid style in the %s theme, with every image they name', (theme) => {
    expect(validateStyleMin(style(theme))).toEqual([]);
    for (const hatch of HATCHES) expect(FINDING_IMAGES).toHaveProperty(`finding-${hatch}-${theme}`);
    for (const mark of MARKS) expect(FINDING_IMAGES).toHaveProperty(`mark-${mark}-${theme}`);
  });

  it('keep the same layers in both themes and differ in paint and layout only', () => {
    const change = changes(style('light'), style('dark'));
    expect(change.length).toBeGreaterThan(4);
    expect(style('light').layers.map(({ id }) => id)).toEqual(style('dark').layers.map(({ id }) => id));
  });

  it('are told apart by hatch without colour: no two tiles have the same ink', () => {
    const ink = (name: string) =>
      FINDING_IMAGES[name]?.()
        .data.filter((_, i) => i % 4 === 3)
        .join();
    expect(new Set(HATCHES.map((hatch) => ink(`finding-${hatch}-light`))).size).toBe(HATCHES.length);
    expect(new Set(MARKS.map((mark) => ink(`mark-${mark}-light`))).size).toBe(MARKS.length);
  });

  it('have a mark each, of their gravity or accepted, and a shape where they have an area', () => {
    const findings = [
      sampleFinding({ id: 'a', geometry: SQUARE }),
      sampleFinding({ id: 'b', severity: 'info', kind: 'overlap', geometry: SQUARE, exception: accepted('b') }),
      sampleFinding({ id: 'c', kind: 'worker-overloaded', severity: 'warning' }),
    ];
    expect(ids(findingMarks(findings))).toEqual([
      { id: 'a', mark: 'error' },
      { id: 'b', mark: 'accepted' },
      { id: 'c', mark: 'warning' },
    ]);
    expect(ids(findingShapes(findings))).toEqual([{ hatch: 'gap' }, { hatch: 'overlap' }]);
    expect(chosenShapes(findings[0] ?? null).features).toHaveLength(2);
    expect(chosenShapes(findings[2] ?? null).features).toHaveLength(1);
    expect(chosenShapes(null).features).toEqual([]);
    expect(chosenShapes(findings[0] ?? null, true).features).toEqual([]);
  });

  it('show one side of a repair; a grid that is dropped has nothing afterwards', () => {
    const change = { beforeM2: 1, afterM2: 2, householdsBefore: 1, householdsAfter: 1, before: SQUARE };
    const repair = {
      finding: 'a',
      kind: 'drop-duplicate',
      changes: [
        { ...change, grid: '1', after: SQUARE },
        { ...change, grid: '2', after: null },
      ],
      besides: [],
      moved: { buildings: 0, households: 0 },
      resolved: ['a'],
      remaining: 0,
    } as RepairPreview;
    const finding = sampleFinding({ id: 'a', geometry: SQUARE });
    const shown = (side: 'before' | 'after') => ids(repairShapes({ repair, side, label: '撤销甲' }, finding));
    expect(shown('before')).toEqual([{ role: 'before' }, { role: 'before' }]);
    expect(shown('after')).toEqual([{ role: 'after' }, { role: 'ground' }, { role: 'label', label: '撤销甲' }]);
    expect(repairShapes(null, finding).features).toEqual([]);
  });
});
