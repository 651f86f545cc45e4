/** The county as the simulation needs it, from what the API answers: beats of workers chosen by the seed. Pure. */
import type { BaseCollection } from '../contract/base.ts';
import type { GridCollection } from '../contract/grids.ts';
import type { PlaceCollection } from '../contract/places.ts';
import type { Worker } from '../contract/workers.ts';
import { type LonLat, Plane } from '../roads/plane.ts';
import { type Road, roadGraph } from '../roads/road-graph.ts';
import { type Beat, beatOf, type House } from './beat.ts';
import { Chance } from './chance.ts';

export interface CountyAnswers {
  readonly grids: GridCollection['features'];
  readonly roads: BaseCollection['features'];
  readonly buildings: PlaceCollection['features'];
  readonly workers: readonly Worker[];
}
export interface SimulatedCounty {
  readonly plane: Plane;
  readonly beats: readonly Beat[];
}

/** A grid with less has nothing to walk. */
const LEAST_ROAD_M = 300;
/** The part of one grid is cut out of the graph of all, as closely as this. */
const LONGEST_M = 20;

/** Nobody who signs in on their own is chosen: at the page of the field sits a person. */
export function simulatedCounty(answers: CountyAnswers, seed: number, count: number): SimulatedCounty {
  const { grids, roads, buildings, workers } = answers;
  const origin = grids[0]?.properties.label.coordinates ?? [0, 0];
  const plane = new Plane([origin[0]!, origin[1]!]);
  const graph = roadGraph(
    roads.flatMap((feature) => roadsOf(feature, plane)),
    LONGEST_M,
  );
  const gridOf = new Map(grids.map((grid) => [grid.id, grid]));
  const houses = new Map<string, House[]>();
  for (const building of buildings) {
    const { grid } = building.properties;
    if (grid !== null) houses.set(grid, [...(houses.get(grid) ?? []), houseOf(building, plane)]);
  }
  const beats: Beat[] = [];
  const taken = new Set<string>();
  for (const { id, login, left, posts } of new Chance(seed, 'workers').shuffled(workers)) {
    if (beats.length >= count) break;
    const post = posts.find(({ role, grid }) => role === 'worker' && gridOf.has(grid) && !taken.has(grid));
    if (login !== null || left !== null || post === undefined) continue;
    const rings = ringsOf(gridOf.get(post.grid)!.geometry).map((ring) => ring.map((at) => plane.spot(at)));
    const beat = beatOf(id, post.grid, rings, graph, houses.get(post.grid) ?? []);
    if (beat.roads.length < LEAST_ROAD_M || beat.calls.length === 0) continue;
    taken.add(post.grid);
    beats.push(beat);
  }
  return { plane, beats };
}

function roadsOf({ properties, geometry }: BaseCollection['features'][number], plane: Plane): Road[] {
  if (properties.kind !== 'road') return [];
  const lines =
    geometry.type === 'LineString'
      ? [geometry.coordinates]
      : geometry.type === 'MultiLineString'
        ? geometry.coordinates
        : [];
  const { name, class: kind } = properties;
  return lines.map((line) => ({ name, class: kind, line: line.map(([lon, lat]) => plane.spot([lon!, lat!])) }));
}

function houseOf({ id, properties, geometry }: PlaceCollection['features'][number], plane: Plane): House {
  const { name, address, shops, compound, households } = properties;
  const [lon, lat] = geometry.coordinates;
  return {
    ...{ code: id, name: name ?? address ?? id, address, households: households ?? 0 },
    scene: (shops ?? 0) > 0 ? 'shop' : compound === null ? 'village' : 'compound',
    spot: plane.spot([lon!, lat!]),
  };
}

function ringsOf(geometry: GridCollection['features'][number]['geometry']): LonLat[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map((ring) => ring.map(([lon, lat]): LonLat => [lon!, lat!]));
}
