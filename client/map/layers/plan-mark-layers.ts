/** How the marks on top of a plan look: hatched each in its own way (plan-images.ts), a ring at the place of a refusal. */
import type { ExpressionSpecification } from 'maplibre-gl';
import type { Placed } from '../layer-order.ts';
import { GRID_COLOURS, ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import type { PlanHatch } from './plan-images.ts';
import type { PlanMark } from './plan-marks.ts';

const of = (mark: PlanMark): ExpressionSpecification => ['==', ['get', 'mark'], mark];

export function planMarkLayers(view: MapView): Placed[] {
  const colours = ground(view.theme);
  const hatch = (mark: PlanMark & PlanHatch, opacity: number): Placed => ({
    below: 'a-finding',
    layer: {
      id: `plan-mark-${mark}`,
      type: 'fill',
      source: 'plan-marks',
      filter: of(mark),
      paint: { 'fill-pattern': `plan-${mark}-${view.theme}`, 'fill-opacity': opacity },
    },
  });
  const edge = (mark: PlanMark, width: number): Placed => ({
    below: 'a-finding',
    layer: {
      id: `plan-mark-${mark}-edge`,
      type: 'line',
      source: 'plan-marks',
      filter: of(mark),
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.accent, 'line-width': width * view.scale },
    },
  });
  return [
    {
      below: 'a-finding',
      layer: {
        id: 'plan-mark-ghost-fill',
        type: 'fill',
        source: 'plan-marks',
        filter: ['any', of('ghost'), of('hand')],
        paint: {
          'fill-color': [
            'match',
            ['get', 'colour'],
            ...GRID_COLOURS.flatMap((colour, i) => [i, colour]),
            colours.paper,
          ] as unknown as ExpressionSpecification,
          'fill-opacity': 0.8,
          'fill-antialias': false,
        },
      },
    },
    hatch('ghost', 0.6),
    hatch('parted', 0.75),
    hatch('refused', 0.9),
    edge('refused', 1.6),
    {
      below: 'a-draw',
      layer: {
        id: 'plan-refused-place',
        type: 'circle',
        source: 'plan-marks',
        filter: of('refused-place'),
        paint: {
          'circle-radius': 12 * view.scale,
          'circle-opacity': 0,
          'circle-stroke-color': colours.accent,
          'circle-stroke-width': 3 * view.scale,
        },
      },
    },
  ];
}
