/**
 * Households against the band: under, in, over. Told three ways: colour, hatch (over: slanted lines, under: dots) and the
 * sign before the number (written by the names, see grids.ts), so that a grey print and a colour-blind reader see the same.
 */
import type { ExpressionSpecification } from 'maplibre-gl';
import type { Placed } from '../layer-order.ts';
import { gridShapesOf, ofCounty } from '../layer-source.ts';
import { BAND_COLOURS } from '../palette.ts';
import type { MapView } from '../view.ts';
import { WHOLE, wash } from './grids.ts';

const result = (name: string): ExpressionSpecification => ['all', WHOLE, ['==', ['get', 'bandResult'], name]];

export function bandLayers(view: MapView): Placed[] {
  const on = view.shown.grids && view.mode === 'band' && !view.covered ? ('visible' as const) : ('none' as const);
  const hatch = (id: string, of: 'under' | 'over'): Placed => ({
    below: 'a-hatch',
    layer: {
      id,
      type: 'fill',
      ...gridShapesOf(view),
      filter: ofCounty(view, result(of)),
      layout: { visibility: on },
      paint: { 'fill-pattern': `hatch-${of}-${view.theme}`, 'fill-opacity': 0.55 * view.opacity },
    },
  });
  return [
    {
      below: 'a-fill',
      layer: {
        id: 'band-fill',
        type: 'fill',
        ...gridShapesOf(view),
        filter: ofCounty(view, WHOLE),
        layout: { visibility: on },
        paint: {
          'fill-color': [
            'match',
            ['get', 'bandResult'],
            'under',
            BAND_COLOURS.under,
            'in',
            BAND_COLOURS.in,
            'over',
            BAND_COLOURS.over,
            BAND_COLOURS.none,
          ],
          'fill-opacity': wash(view),
          'fill-antialias': false,
        },
      },
    },
    hatch('band-hatch-under', 'under'),
    hatch('band-hatch-over', 'over'),
  ];
}
