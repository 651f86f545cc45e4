/**
 * Ground plans and households of the buildings of a community, read when somebody first takes hold of a line there. Until they
 * have arrived no line is drawn beside a building.
 */
import { signal } from '@preact/signals';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import { fromGeoJson } from '../../../server/geometry/geojson.ts';
import { toUnits } from '../../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import { pages } from '../../api/pages.ts';
import { groundPlans } from './reading.ts';

export interface BuildingAt {
  readonly x: number;
  readonly y: number;
  readonly name: string | null;
  /** null: nobody has counted. */
  readonly households: number | null;
}

const buildings = new Map<string, BuildingAt>();
const loading = new Map<string, Promise<void>>();

/** Communities whose buildings are there. */
export const knownGround = signal<ReadonlySet<string>>(new Set());

export const buildingAt = (place: string): BuildingAt | undefined => buildings.get(place);

/** Resolves when they are there; asking again costs nothing, and tries again after a failure. */
export function needGround(community: string): Promise<void> {
  const known = loading.get(community);
  if (known !== undefined) return known;
  const asked = load(community).catch((error: unknown) => {
    loading.delete(community);
    throw error;
  });
  loading.set(community, asked);
  return asked;
}

async function load(community: string): Promise<void> {
  const query = { area: community, kind: 'building', footprints: true, limit: 2000 };
  for await (const features of pages<PlaceFeature>('/api/places', query)) {
    for (const { properties, geometry, footprint } of features) {
      const [lon = 0, lat = 0] = geometry.coordinates;
      const { code, name, households } = properties;
      buildings.set(code, { x: toUnits(lon), y: toUnits(lat), name, households });
      const plan = footprint === undefined ? null : planOf(footprint);
      if (plan !== null) groundPlans.set(code, plan);
    }
  }
  knownGround.value = new Set([...knownGround.value, community]);
}

/** Rings without the repeated last position, in lattice units. */
export function planOf(footprint: unknown): MultiPolygon | null {
  const shape = fromGeoJson(footprint);
  if (!shape.ok) return null;
  return shape.polygons.map((polygon) =>
    polygon.map((ring) => Int32Array.from(ring.slice(0, -1).flatMap(([lon, lat]) => [toUnits(lon), toUnits(lat)]))),
  );
}
