/**
 * Layers of a base map of shapes, in the colours of our own ground. Files name their layers as they like, so what a layer is follows
 * from its name: that of Protomaps, OpenMapTiles and of most other files. Pure.
 */
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { REGULAR } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { type Ground, ground } from '../palette.ts';
import { type BaseMapView, GROUND } from './raster.ts';

export type Sort = 'green' | 'water' | 'building' | 'border' | 'road' | 'place';

const SORTS: readonly [RegExp, Sort][] = [
  [/_name$|label/, 'place'],
  [/water|ocean|river|lake/, 'water'],
  [/road|transport|street|highway/, 'road'],
  [/build/, 'building'],
  [/bound|admin/, 'border'],
  [/place/, 'place'],
  [/land(use|cover)|park|wood|forest|green/, 'green'],
];

/** Null: nothing that a ground needs (shops, stops, the bare land). */
export const sortOf = (name: string): Sort | null =>
  SORTS.find(([pattern]) => pattern.test(name.toLowerCase()))?.[1] ?? null;

/** From bottom to top. */
const ORDER: readonly Sort[] = ['green', 'water', 'building', 'border', 'road', 'place'];

const kind: ExpressionSpecification = ['coalesce', ['get', 'kind'], ['get', 'class'], ['get', 'type'], ''];
const isOf = (names: readonly string[]): ExpressionSpecification => ['match', kind, [...names], true, false];
const GREEN = isOf(
  'park forest wood grass grassland meadow garden nature_reserve national_park village_green golf_course recreation_ground cemetery farmland orchard scrub wetland'.split(
    ' ',
  ),
);
const LARGE = isOf('highway major_road motorway trunk primary secondary'.split(' '));
const shape = (...types: string[]): ExpressionSpecification => ['match', ['geometry-type'], types, true, false];
const AREA = shape('Polygon', 'MultiPolygon');
const LINE = shape('LineString', 'MultiLineString');

const NAME: ExpressionSpecification = ['coalesce', ['get', 'name:zh'], ['get', 'name:zh-Hans'], ['get', 'name'], ''];

/** Without ids, sources and visibility, which all have alike. */
type Drawn = Pick<LayerSpecification, 'type'> & { filter?: unknown; minzoom?: number; layout?: object; paint: object };

function drawn(sort: Sort, colours: Ground, strength: number): Drawn[] {
  const fill = (colour: string, filter: unknown = AREA, minzoom = 0): Drawn => ({
    type: 'fill',
    minzoom,
    filter,
    paint: { 'fill-color': colour, 'fill-opacity': strength },
  });
  const line = (colour: string, width: unknown, more: object = {}): Drawn => ({
    type: 'line',
    filter: LINE,
    layout: { 'line-join': 'round', 'line-cap': 'round' },
    paint: { 'line-color': colour, 'line-width': width, 'line-opacity': strength, ...more },
  });
  const words = (layout: object, colour: string, minzoom: number): Drawn => ({
    type: 'symbol',
    minzoom,
    layout: { 'text-field': NAME, 'text-font': REGULAR, 'text-size': 12, ...layout },
    paint: { 'text-color': colour, 'text-halo-color': colours.halo, 'text-halo-width': 1.2, 'text-opacity': strength },
  });
  switch (sort) {
    case 'green':
      return [fill(colours.green, ['all', AREA, GREEN])];
    case 'water':
      return [fill(colours.water), line(colours.water, ['interpolate', ['linear'], ['zoom'], 10, 0.6, 16, 3])];
    case 'building':
      return [fill(colours.building, AREA, 14)];
    case 'border':
      return [line(colours.inkSoft, 0.7, { 'line-dasharray': [4, 2] })];
    case 'road':
      return [
        line(colours.roadEdge, width(1.4)),
        line(['case', LARGE, colours.trunk, colours.road] as unknown as string, width(0)),
        words({ 'symbol-placement': 'line', 'symbol-spacing': 420 }, colours.street, 14),
      ];
    case 'place':
      return [words({}, colours.inkSoft, 6)];
  }
}

/** Of roads; `more` is added for the edge. */
const width = (more: number): ExpressionSpecification => {
  const at = (large: number, small: number): ExpressionSpecification => ['case', LARGE, large + more, small + more];
  return ['interpolate', ['exponential', 1.6], ['zoom'], 9, at(0.8, 0), 13, at(2.2, 0.8), 16, at(8, 4), 18, at(22, 11)];
};

/** `names`: the layers that the file says it has. */
export function vectorLayers(names: readonly string[], view: BaseMapView): Placed[] {
  const colours = ground(view.theme);
  return ORDER.flatMap((sort) =>
    names
      .filter((name) => sortOf(name) === sort)
      .flatMap((name) =>
        drawn(sort, colours, view.strength).map((one, index): Placed => {
          const visibility = view.isOn ? 'visible' : 'none';
          const layer = {
            ...one,
            id: `${GROUND}-${name}-${index}`,
            source: GROUND,
            'source-layer': name,
            layout: { ...one.layout, visibility },
          } as LayerSpecification;
          return { below: one.type === 'symbol' ? 'a-line' : 'a-base', layer };
        }),
      ),
  );
}
