/**
 * Problems of a file being imported: their outline, and a mark of fixed size, since many are too small to see. The
 * mark lies above the names, or a number would hide it.
 */
import type { ExpressionSpecification } from 'maplibre-gl';
import type { Placed } from '../layer-order.ts';
import { BAND_COLOURS, ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const chosen: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];
const REFUSED = '#c0271a';

export function problemLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const colour: ExpressionSpecification = [
    'match',
    ['get', 'outcome'],
    'refused',
    REFUSED,
    'repaired',
    BAND_COLOURS.over,
    BAND_COLOURS.under,
  ];
  return [
    {
      below: 'a-finding',
      layer: {
        id: 'problem-shape',
        type: 'line',
        source: 'problems',
        filter: ['!=', ['geometry-type'], 'Point'],
        paint: { 'line-color': colour, 'line-width': 2.5 * view.scale },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'problem',
        type: 'circle',
        source: 'problems',
        filter: ['==', ['geometry-type'], 'Point'],
        paint: {
          'circle-radius': ['case', chosen, 10 * view.scale, 6.5 * view.scale],
          'circle-color': colour,
          'circle-stroke-color': ['case', chosen, colours.ink, colours.halo],
          'circle-stroke-width': 2 * view.scale,
        },
      },
    },
  ];
}
