/** Borders and names of county, towns and communities: heavier the higher the level. */
import type { ExpressionSpecification } from 'maplibre-gl';
import { BOLD, REGULAR } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { FAR_JOIN } from '../line-ends.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const level = (name: string): ExpressionSpecification => ['==', ['get', 'level'], name];

export function areaLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const visibility = view.shown.areas ? ('visible' as const) : ('none' as const);
  const names = view.shown.areas && view.shown.names ? ('visible' as const) : ('none' as const);
  const line = (
    id: string,
    of: string,
    from: number,
    wide: number,
    dash: number[] | null,
    opacity: number,
  ): Placed => ({
    below: 'a-line',
    layer: {
      id,
      type: 'line',
      source: 'borders',
      minzoom: from,
      filter: level(of),
      layout: { visibility, 'line-join': FAR_JOIN, 'line-cap': dash ? 'butt' : 'round' },
      paint: {
        'line-color': colours.areaLine,
        'line-opacity': opacity,
        'line-width': ['interpolate', ['linear'], ['zoom'], 10, wide * 0.6 * view.scale, 16, wide * view.scale],
        ...(dash ? { 'line-dasharray': dash } : {}),
      },
    },
  });
  const name = (id: string, of: string, from: number, to: number, size: number, weight: string[]): Placed => ({
    below: 'a-label',
    layer: {
      id,
      type: 'symbol',
      source: 'area-names',
      minzoom: from,
      maxzoom: to,
      filter: level(of),
      layout: {
        visibility: names,
        'text-field': ['get', 'name'],
        'text-font': weight,
        'text-size': size * view.scale,
        'text-letter-spacing': 0.15,
        'text-padding': 4,
      },
      paint: { 'text-color': colours.areaLine, 'text-halo-color': colours.halo, 'text-halo-width': 1.6 },
    },
  });
  return [
    line('community-line', 'community', 12, 1.6, [3, 2], 0.75),
    line('town-line', 'town', 9, 2.6, [6, 2, 1.5, 2], 0.85),
    line('county-line', 'county', 5, 3.4, null, 0.9),
    name('community-name', 'community', 12.6, 14.3, 12.5, REGULAR),
    name('town-name', 'town', 10, 13.4, 15, BOLD),
    name('county-name', 'county', 5, 10, 16, BOLD),
  ];
}
