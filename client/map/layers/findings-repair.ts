/**
 * A suggested repair: the grids it changes with their borders as they are (dashed) or would be, and afterwards the ground
 * that changes hands, filled and named, in place of the finding's hatch and mark.
 */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { ExpressionSpecification } from 'maplibre-gl';
import type { Finding } from '../../../server/contract/coverage.ts';
import type { ShownRepair } from '../../state/audit.ts';
import { BOLD } from '../fonts.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';
import { isSurface } from './findings-shapes.ts';

/** A grid that is dropped has no shape afterwards. */
export function repairShapes(shown: ShownRepair | null, finding: Finding | null): FeatureCollection {
  const features: Feature[] = [];
  if (shown === null) return { type: 'FeatureCollection', features };
  const { side, repair, label } = shown;
  const add = (role: string, geometry: Geometry | null, more: object = {}) => {
    if (geometry !== null) features.push({ type: 'Feature', properties: { role, ...more }, geometry });
  };
  for (const { before, after } of repair.changes) add(side, (side === 'before' ? before : after) as Geometry | null);
  if (side === 'before' || finding === null) return { type: 'FeatureCollection', features };
  if (isSurface(finding.geometry)) add('ground', finding.geometry);
  add('label', { type: 'Point', coordinates: [...finding.at] }, { label });
  return { type: 'FeatureCollection', features };
}

export function repairLayers(view: MapView): Placed[] {
  const { ink, halo } = ground(view.theme);
  const after = view.theme === 'dark' ? '#9fd3a8' : '#1f6a35';
  const role = (name: string): ExpressionSpecification => ['==', ['get', 'role'], name];
  return [
    {
      below: 'a-finding',
      layer: {
        id: 'repair-ground',
        type: 'fill',
        source: 'repair',
        filter: role('ground'),
        paint: { 'fill-color': after, 'fill-opacity': 0.42 },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'repair-before',
        type: 'line',
        source: 'repair',
        filter: role('before'),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': ink, 'line-width': 2.4 * view.scale, 'line-dasharray': [2.5, 1.5] },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'repair-edge',
        type: 'line',
        source: 'repair',
        filter: role('after'),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': halo, 'line-width': 6 * view.scale },
      },
    },
    {
      below: 'a-select',
      layer: {
        id: 'repair-after',
        type: 'line',
        source: 'repair',
        filter: role('after'),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': after, 'line-width': 2.8 * view.scale },
      },
    },
    {
      below: 'a-draw',
      layer: {
        id: 'repair-label',
        type: 'symbol',
        source: 'repair',
        filter: role('label'),
        layout: {
          'text-field': ['get', 'label'],
          'text-font': BOLD,
          'text-size': 14 * view.scale,
          'text-max-width': 14,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': after, 'text-halo-color': halo, 'text-halo-width': 2 * view.scale },
      },
    },
  ];
}
