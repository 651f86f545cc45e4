/** Places of the demo county at which something can be reported: a name in words, an address where there is one, a point. */
import type { Scene } from '../../server/simulate/event-kinds.ts';
import type { Feature } from './geojson-text.ts';

export interface ScenePlace {
  readonly name: string;
  readonly address: string | null;
  /** Lon, lat. */
  readonly at: readonly [number, number];
  /** Code of the community. */
  readonly community: string;
}

const FAR_M = 80;

type Ring = readonly (readonly [number, number])[];

export function scenePlaces(places: readonly Feature[], base: readonly Feature[]): Record<Scene, ScenePlace[]> {
  const scenes: Record<Scene, ScenePlace[]> = { compound: [], street: [], shop: [], water: [], village: [] };
  for (const { properties, geometry } of places) {
    const { kind, name, address, compound, code, shops } = properties as Record<string, string | number | undefined>;
    if (kind !== 'building' && kind !== 'shop') continue;
    const at = geometry.type === 'Point' ? (geometry.coordinates as unknown as [number, number]) : middle(geometry);
    const place = {
      name: String(name ?? address),
      address: address === undefined ? null : String(address),
      at,
      community: String(code).slice(0, 12),
    };
    if (kind === 'shop' || Number(shops) > 0) scenes.shop.push(place);
    else if (compound !== undefined) scenes.compound.push(place);
    else scenes.village.push(place);
  }
  const buildings = [...scenes.compound, ...scenes.shop, ...scenes.village];
  for (const { properties, geometry } of base) {
    const { kind, name } = properties;
    const scene = kind === 'water' ? 'water' : kind === 'road' && properties.class !== 'lane' ? 'street' : null;
    if (scene === null || typeof name !== 'string') continue;
    const lines = (kind === 'water' ? geometry.coordinates : [geometry.coordinates]) as unknown as Ring[];
    for (const at of lines[0]!) {
      const beside = nearest(buildings, at);
      // further out there is nobody who would see it, or the county ends
      if (metres(beside.at, at) < FAR_M) scenes[scene].push({ name, address: null, at, community: beside.community });
    }
  }
  return scenes;
}

const nearest = (places: readonly ScenePlace[], at: ScenePlace['at']): ScenePlace =>
  places.reduce((best, one) => (metres(one.at, at) < metres(best.at, at) ? one : best));

/** In the frame of the county. */
export function metres([x1, y1]: ScenePlace['at'], [x2, y2]: ScenePlace['at']): number {
  return Math.hypot((x1 - x2) * 96_436, (y1 - y2) * 110_853);
}

/** Of the corners of the outer ring. */
function middle({ coordinates }: Feature['geometry']): [number, number] {
  const ring = (coordinates as unknown as Ring[])[0]!;
  const sum = ring.slice(1).reduce(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0]);
  return [sum[0]! / (ring.length - 1), sum[1]! / (ring.length - 1)];
}
