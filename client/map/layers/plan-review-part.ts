/** What a plan changes, for those who judge it: borders that go (dashed) and come (solid), and the grid pointed at. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import type { ExpressionSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';
import { gridByCode, grids } from '../../state/grids.ts';
import type { MapPart } from '../../state/map-part.ts';
import { comparison, flyToGrid, planGridByCode, pointedGrid } from '../../state/plan/plan-map.ts';
import { feedSource } from '../feed-source.ts';
import { pickGrid } from '../interact/pick.ts';
import type { Placed } from '../layer-order.ts';
import { ground } from '../palette.ts';
import type { MapView } from '../view.ts';

const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };

export function borderShapes(change: PlanComparison | null): FeatureCollection {
  const sides =
    change === null
      ? []
      : ([
          ['old', change.borders.old],
          ['new', change.borders.new],
        ] as const);
  const features = sides.flatMap(([side, geometry]): Feature[] =>
    geometry === null ? [] : [{ type: 'Feature', properties: { side }, geometry: geometry as Geometry }],
  );
  return { type: 'FeatureCollection', features };
}

function pointedShape(): FeatureCollection {
  const code = pointedGrid.value;
  const asIs = code === null || grids.value.boxes ? undefined : gridByCode.value.get(code);
  const grid = code === null ? undefined : (planGridByCode.value.get(code) ?? asIs);
  if (!grid) return EMPTY;
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: {}, geometry: grid.geometry as Geometry }],
  };
}

export function planReviewLayers(view: MapView): Placed[] {
  const { ink, halo, accent } = ground(view.theme);
  const side = (name: string): ExpressionSpecification => ['==', ['get', 'side'], name];
  const s = view.scale;
  const line = { 'line-join': 'round', 'line-cap': 'round' } as const;
  return [
    {
      below: 'a-finding',
      layer: {
        id: 'review-pointed',
        type: 'line',
        source: 'review-pointed',
        layout: line,
        paint: { 'line-color': ink, 'line-width': 5 * s, 'line-opacity': 0.55 },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'review-edge',
        type: 'line',
        source: 'review-borders',
        layout: line,
        paint: { 'line-color': halo, 'line-width': 6 * s },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'review-old',
        type: 'line',
        source: 'review-borders',
        filter: side('old'),
        layout: { 'line-join': 'round' },
        paint: { 'line-color': ink, 'line-width': 2.2 * s, 'line-dasharray': [2.5, 1.5] },
      },
    },
    {
      below: 'a-finding',
      layer: {
        id: 'review-new',
        type: 'line',
        source: 'review-borders',
        filter: side('new'),
        layout: line,
        paint: { 'line-color': accent, 'line-width': 3 * s },
      },
    },
  ];
}

function follow(map: MapLibreMap): () => void {
  const stops = [
    feedSource(map, 'review-borders', () => borderShapes(comparison.value)),
    feedSource(map, 'review-pointed', pointedShape),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function click(map: MapLibreMap, x: number, y: number): boolean {
  const code = pickGrid(map, [x, y]);
  if (code === null) pointedGrid.value = null;
  else flyToGrid(code);
  return true;
}

export const planReviewPart: MapPart = {
  sources: {
    'review-borders': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
    'review-pointed': { type: 'geojson', data: EMPTY, tolerance: 0.2 },
  },
  images: {},
  layers: planReviewLayers,
  follow,
  click,
};
