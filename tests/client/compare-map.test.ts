import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { inOrder } from '../../client/map/layer-order.ts';
import { COMPARE_SOURCES, compareLayers, SIDE_FILTERS } from '../../client/map/layers/compare.ts';
import {
  borderLines,
  chosenGrids,
  groundShapes,
  movedShapes,
  replacedCodes,
} from '../../client/map/layers/compare-shapes.ts';
import { PLAIN_VIEW } from '../../client/map/view.ts';
import type { ShownSides } from '../../client/state/plan/compare.ts';
import type { PlaceFeature } from '../../server/contract/places.ts';
import type { MovedBuilding, PlanComparison } from '../../server/contract/plan-compare.ts';

const style = (theme: 'light' | 'dark', shown: ShownSides): StyleSpecification =>
  ({
    version: 8,
    sources: COMPARE_SOURCES,
    layers: inOrder(compareLayers({ ...PLAIN_VIEW, theme, scale: 1.4 }, shown)),
  }) as unknown as StyleSpecification;
const square = (x: number) => ({
  type: 'Polygon' as const,
  coordinates: [
    [
      [x, 30],
      [x + 1, 30],
      [x + 1, 31],
      [x, 31],
      [x, 30],
    ],
  ],
});
const moved = (place: string, building: string | null, from: string | null, to: string | null): MovedBuilding => ({
  place,
  building,
  name: null,
  address: null,
  households: 1,
  at: [117, 30],
  from,
  to,
});
const grid = (
  code: string,
  change: PlanComparison['grids'][number]['change'],
  shapes: PlanComparison['grids'][number]['shapes'],
): PlanComparison['grids'][number] => ({
  code,
  name: code,
  kind: 'basic',
  parentCode: 'C',
  change,
  households: [1, 1],
  ...(shapes === undefined ? {} : { shapes }),
});
const comparison = {
  grids: [
    grid('a', 'redrawn', [square(1), square(2)]),
    grid('b', 'closed', [square(3), null]),
    grid('c', 'renamed', [square(5), square(5)]),
  ],
  borders: { old: { type: 'MultiLineString', coordinates: [[[1, 1]]] }, new: null },
} as unknown as PlanComparison;
const colourOf = (code: string): number => ({ a: 1, b: 2 })[code] ?? 0;
const properties = ({ features }: { features: { properties: unknown }[] }) => features.map((one) => one.properties);

describe('two maps on one', () => {
  it.each(['light', 'dark'] as const)('are a valid style in the %s theme, whichever side is shown', (theme) => {
    for (const shown of ['old', 'both', 'new'] as const) expect(validateStyleMin(style(theme, shown))).toEqual([]);
  });

  it('keep the same layers for every side; what differs beside paint and layout is set as a filter', () => {
    const [old, both] = [style('light', 'old').layers, style('light', 'both').layers];
    expect(old.map(({ id }) => id)).toEqual(both.map(({ id }) => id));
    const filters = (layers: StyleSpecification['layers']) =>
      new Map(layers.map((layer) => [layer.id, JSON.stringify('filter' in layer ? layer.filter : null)]));
    const now = filters(both);
    const changed = [...filters(old)].filter(([id, filter]) => now.get(id) !== filter).map(([id]) => id);
    expect(changed.sort()).toEqual(Object.keys(SIDE_FILTERS).sort());
    for (const [id, filter] of Object.entries(SIDE_FILTERS)) expect(JSON.stringify(filter('both'))).toBe(now.get(id));
  });

  it('show old borders dashed and new ones solid, and only those of the side that is asked for', () => {
    const visible = (shown: ShownSides) =>
      style('light', shown)
        .layers.filter(({ id, layout }) => /^compare-(old|new)$/.test(id) && layout?.visibility !== 'none')
        .map(({ id, paint }) => [id, 'line-dasharray' in (paint ?? {})]);
    expect(visible('both')).toEqual([
      ['compare-new', false],
      ['compare-old', true],
    ]);
    expect(visible('old')).toEqual([['compare-old', true]]);
    expect(visible('new')).toEqual([['compare-new', false]]);
  });

  it('take the place of the grids that change their ground, and of no other', () => {
    expect(replacedCodes(comparison)).toEqual(['a', 'b']);
    expect(replacedCodes({ ...comparison, grids: [grid('a', 'redrawn', undefined)] })).toEqual([]);
    expect(replacedCodes(null)).toEqual([]);
    expect(properties(groundShapes(comparison, colourOf).shapes)).toEqual([
      { code: 'a', kind: 'basic', side: 'old', colour: 1 },
      { code: 'a', kind: 'basic', side: 'new', colour: 1 },
      { code: 'b', kind: 'basic', side: 'old', colour: 2 },
    ]);
    expect(groundShapes(comparison, colourOf).names.features).toHaveLength(3);
    expect(properties(borderLines(comparison))).toEqual([{ side: 'old' }]);
  });

  it('colour a building by both its grids, and dim what is not of the pair', () => {
    const buildings = [moved('1', null, 'a', 'b'), moved('2', null, 'b', null)];
    expect(properties(movedShapes(buildings, [], null, colourOf))).toEqual([
      { place: '1', old: 1, new: 2, isOn: true },
      { place: '2', old: 2, new: -1, isOn: true },
    ]);
    const dimmed = movedShapes(buildings, [], { from: 'a', to: 'b' }, colourOf);
    expect(dimmed.features.map((one) => one.properties?.isOn)).toEqual([true, false]);
  });

  it('fill a near building when all its moved units go the same way', () => {
    const near = ['B1', 'B2'].map(
      (code) => ({ properties: { code }, footprint: square(1) }) as unknown as PlaceFeature,
    );
    const units = [
      moved('1', 'B1', 'a', 'b'),
      moved('2', 'B1', 'a', 'b'),
      moved('3', 'B2', 'a', 'b'),
      moved('4', 'B2', 'a', 'c'),
    ];
    const shapes = movedShapes(units, near, null, colourOf).features;
    expect(shapes.map(({ geometry, properties: own }) => [geometry.type, own?.place])).toEqual([
      ['Polygon', '1'],
      ...['1', '2', '3', '4'].map((place) => ['Point', place]),
    ]);
  });

  it('frame a pair as the one was and the other will be, a single grid both ways', () => {
    expect(properties(chosenGrids(comparison, { from: 'b', to: 'a' }, null, 'both'))).toEqual([
      { side: 'new' },
      { side: 'old' },
    ]);
    expect(properties(chosenGrids(comparison, null, 'a', 'both'))).toEqual([{ side: 'old' }, { side: 'new' }]);
    expect(chosenGrids(comparison, null, null, 'both').features).toEqual([]);
    const pair = { from: 'b', to: 'a' };
    expect(properties(chosenGrids(comparison, pair, null, 'old'))).toEqual([{ side: 'old' }, { side: 'old' }]);
    expect(properties(chosenGrids(comparison, pair, null, 'new'))).toEqual([{ side: 'new' }]);
    expect(properties(chosenGrids(comparison, null, 'b', 'new'))).toEqual([]);
  });
});
