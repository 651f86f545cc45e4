import { type StyleSpecification, validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, it } from 'vitest';
import { ANCHORS } from '../../client/map/layer-order.ts';
import { GRID_COLOURS } from '../../client/map/palette.ts';
import { mapStyle } from '../../client/map/style.ts';
import { changes } from '../../client/map/style-change.ts';
import { type MapView, PLAIN_VIEW } from '../../client/map/view.ts';

const HIDDEN = { grids: false, names: false, areas: false, streets: false, buildings: false, micro: false };
const VIEWS: [string, MapView][] = [
  ['the plain view', PLAIN_VIEW],
  ['the dark theme', { ...PLAIN_VIEW, theme: 'dark' }],
  ['households against the band', { ...PLAIN_VIEW, mode: 'band' }],
  ['everything hidden', { ...PLAIN_VIEW, shown: HIDDEN }],
  ['large type and strong fills', { ...PLAIN_VIEW, scale: 1.5, opacity: 1.4 }],
];
const layer = (style: StyleSpecification, id: string) => {
  const found = style.layers.find((one) => one.id === id);
  if (!found) throw new Error(`no layer ${id}`);
  return found;
};
const visibility = (view: MapView, id: string) => layer(mapStyle(view) as StyleSpecification, id).layout?.visibility;

describe('mapStyle', () => {
  it.each(VIEWS)('is a valid style for %s', (_, view) => {
    expect(validateStyleMin(mapStyle(view) as StyleSpecification)).toEqual([]);
  });

  it('needs nothing from the network: no glyphs, no sprite, no tiles', () => {
    const text = JSON.stringify(mapStyle(PLAIN_VIEW));
    expect(text).not.toMatch(/https?:|glyphs|sprite|"tiles"/);
  });

  it('keeps the anchors in their order and every layer below one of them', () => {
    const ids = mapStyle(PLAIN_VIEW).layers.map((one) => one.id);
    const anchors = ids.filter((id) => (ANCHORS as readonly string[]).includes(id));
    expect(anchors).toEqual([...ANCHORS]);
    expect(ids.at(-1)).toBe('a-draw');
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each([
    ['paper', 'a-base'],
    ['green', 'a-base'],
    ['grid-fill', 'a-fill'],
    ['band-fill', 'a-fill'],
    ['road', 'a-hatch'],
    ['building', 'a-hatch'],
    ['band-hatch-over', 'a-hatch'],
    ['grid-line', 'a-line'],
    ['town-line', 'a-line'],
    ['problem-shape', 'a-finding'],
    ['grid-name', 'a-label'],
    ['grid-chosen', 'a-select'],
    ['located', 'a-select'],
    ['problem', 'a-select'],
  ])('puts %s below %s and above the anchor before', (id, anchor) => {
    const ids = mapStyle(PLAIN_VIEW).layers.map((one) => one.id);
    const next = ids.slice(ids.indexOf(id)).find((one) => one.startsWith('a-'));
    expect(next).toBe(anchor);
  });

  it('names features by code where feature-state is used', () => {
    const { sources } = mapStyle(PLAIN_VIEW);
    expect(sources.grids).toMatchObject({ type: 'geojson', promoteId: 'code' });
  });

  it('draws nothing a second time for a choice that nobody has made', () => {
    const edges = (view: MapView) =>
      ['grid-chosen', 'grid-chosen-edge'].map((id) => {
        const found = layer(mapStyle(view) as StyleSpecification, id);
        return [(found as { source: string }).source, found.layout?.visibility];
      });
    expect(edges(PLAIN_VIEW)).toEqual([
      ['chosen', 'visible'],
      ['chosen', 'visible'],
    ]);
    const tiles = { county: '1', grids: '/tiles', buildings: null, aroundHouseholds: ['', ''] as const };
    expect(edges({ ...PLAIN_VIEW, tiles }).map(([, shown]) => shown)).toEqual(['none', 'none']);
    expect(edges({ ...PLAIN_VIEW, tiles, chosen: true }).map(([, shown]) => shown)).toEqual(['visible', 'visible']);
  });

  it('joins lines of thousands of shapes without a fan of triangles at every vertex when far away', () => {
    const many = mapStyle(PLAIN_VIEW).layers.filter(
      (one) => one.type === 'line' && ['grids', 'base', 'borders'].includes(one.source),
    );
    expect(many.length).toBeGreaterThan(5);
    for (const { id, layout } of many) {
      const { 'line-join': join, 'line-cap': cap } = (layout ?? {}) as Record<string, unknown>;
      expect(join, id).not.toBe('round');
      if (id !== 'county-line') expect(cap, id).not.toBe('round');
    }
  });

  it('gives each of the seven colour numbers a colour of its own', () => {
    const fill = layer(mapStyle(PLAIN_VIEW) as StyleSpecification, 'grid-fill');
    const text = JSON.stringify(fill.paint);
    for (const colour of GRID_COLOURS) expect(text).toContain(colour);
    expect(new Set(GRID_COLOURS).size).toBe(7);
  });

  it('uses feature-state only in paint, never in filter or layout', () => {
    for (const one of mapStyle(PLAIN_VIEW).layers) {
      const { paint: _, ...rest } = one as { paint?: unknown };
      expect(JSON.stringify(rest), one.id).not.toContain('feature-state');
    }
  });

  it('shows the band instead of the colours, with hatches for under and over', () => {
    const band: MapView = { ...PLAIN_VIEW, mode: 'band' };
    expect(visibility(PLAIN_VIEW, 'grid-fill')).toBe('visible');
    expect(visibility(PLAIN_VIEW, 'band-fill')).toBe('none');
    expect(visibility(band, 'grid-fill')).toBe('none');
    expect(visibility(band, 'band-fill')).toBe('visible');
    expect(visibility(band, 'band-hatch-under')).toBe('visible');
    expect(visibility(band, 'band-hatch-over')).toBe('visible');
  });

  it('hides micro grids with their own switch and with all grids', () => {
    expect(visibility(PLAIN_VIEW, 'micro-line')).toBe('visible');
    expect(visibility({ ...PLAIN_VIEW, shown: { ...PLAIN_VIEW.shown, micro: false } }, 'micro-line')).toBe('none');
    expect(visibility({ ...PLAIN_VIEW, shown: { ...PLAIN_VIEW.shown, grids: false } }, 'micro-line')).toBe('none');
  });
});

describe('changes', () => {
  it('finds nothing between equal styles', () => {
    expect(changes(mapStyle(PLAIN_VIEW), mapStyle({ ...PLAIN_VIEW }))).toEqual([]);
  });

  it.each(VIEWS.slice(1))('leads from the plain view to %s and keeps the layers', (_, view) => {
    const style = structuredClone(mapStyle(PLAIN_VIEW));
    const target = mapStyle(view);
    for (const { layer: id, part, name, value } of changes(style, target)) {
      const found = style.layers.find((one) => one.id === id) as unknown as Record<string, Record<string, unknown>>;
      found[part] = { ...found[part], [name]: value };
    }
    expect(style.layers.map((one) => one.id)).toEqual(target.layers.map((one) => one.id));
    expect(JSON.parse(JSON.stringify(style))).toEqual(JSON.parse(JSON.stringify(target)));
  });

  it('takes back a value that the next style does not have', () => {
    const from = mapStyle(PLAIN_VIEW);
    const to = structuredClone(from);
    delete (layer(to as StyleSpecification, 'wall').paint as Record<string, unknown>)['line-dasharray'];
    expect(changes(from, to)).toEqual([{ layer: 'wall', part: 'paint', name: 'line-dasharray', value: undefined }]);
  });
});
