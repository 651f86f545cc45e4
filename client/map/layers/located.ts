/** The point asked about: a ring and a dot. */
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

export function locatedLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  return [
    {
      below: 'a-select',
      layer: {
        id: 'located-ring',
        type: 'circle',
        source: 'located',
        paint: {
          'circle-radius': 13 * view.scale,
          'circle-color': colours.accent,
          'circle-opacity': 0.16,
          'circle-stroke-color': colours.accent,
          'circle-stroke-width': 1.5 * view.scale,
          'circle-stroke-opacity': 0.7,
        },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'located',
        type: 'circle',
        source: 'located',
        paint: {
          'circle-radius': 5 * view.scale,
          'circle-color': colours.accent,
          'circle-stroke-color': colours.halo,
          'circle-stroke-width': 2 * view.scale,
        },
      },
    },
  ];
}
