/**
 * A plan of very many cells from afar: its grids as polygons instead of the cells they are made of, which would be tens of thousands
 * of shapes of a pixel or two, painted one by one. Ids name community and slot; states are those of cells. Pure.
 */
import type { Feature } from 'geojson';
import type { GeoJSONSourceSpecification } from 'maplibre-gl';
import { toDegrees } from '../../../server/geometry/lattice.ts';
import type { Ring } from '../../../server/geometry/polygon.ts';
import { drawnOutlines } from '../../../server/partition/cells/outlines.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { turnsIn } from '../../../server/partition/plan/plan-layer.ts';
import { BUFFER } from '../sources.ts';
import { featureId } from './plan-shapes.ts';

/** A plan with more cells is drawn so: more than a town has. */
export const VAST_CELLS = 8000;
/** Below this zoom a cell of a town is a few pixels. */
export const FAR_ZOOM = 13;

export const FAR_SOURCE: Readonly<Record<string, GeoJSONSourceSpecification>> = {
  'plan-far': {
    type: 'geojson',
    data: { type: 'FeatureCollection', features: [] },
    tolerance: 0.2,
    buffer: BUFFER,
    maxzoom: FAR_ZOOM,
  },
};

/** One for each grid that has cells, by slot, and one for the cells in no grid; its id is `featureId(index, slot)`. */
export function farFeatures(community: CommunityPlan, index: number): Map<number, Feature> {
  const { layer, divisions } = community;
  const { slotOf } = divisions.grid.numbers;
  const slots = new Int32Array(layer.cells.length).fill(-1);
  slotOf.forEach((slot, cell) => {
    if (community.isCell(cell)) slots[cell] = slot;
  });
  const shapes = drawnOutlines(layer, turnsIn(layer), slots);
  return new Map(
    [...shapes].map(([slot, polygons]): [number, Feature] => [
      slot,
      {
        type: 'Feature',
        id: featureId(index, slot),
        properties: {},
        geometry: { type: 'MultiPolygon', coordinates: polygons.map((rings) => rings.map(positionsOf)) },
      },
    ]),
  );
}

function positionsOf(ring: Ring): [number, number][] {
  const positions: [number, number][] = [];
  for (let i = 0; i + 1 < ring.length; i += 2) positions.push([toDegrees(ring[i]!), toDegrees(ring[i + 1]!)]);
  positions.push(positions[0]!);
  return positions;
}
