/** The beat of one worker: own roads, buildings that can be called at from them, and what can be seen where. Pure. */

import { apart, type Spot } from '../roads/plane.ts';
import type { RoadGraph } from '../roads/road-graph.ts';
import type { Scene } from './event-kinds.ts';
import type { SeenAt } from './happening.ts';
import { type OwnRoads, ownRoads, type Rings } from './own-roads.ts';

export interface House {
  readonly code: string;
  readonly name: string;
  readonly address: string | null;
  readonly scene: Scene;
  readonly households: number;
  readonly spot: Spot;
}
/** A house with the node at which one stands before it. */
export interface Call {
  readonly house: House;
  readonly node: number;
}
export interface Beat {
  readonly worker: number;
  readonly grid: string;
  readonly roads: OwnRoads;
  readonly calls: readonly Call[];
}

/** So near a visit is proved whatever the settings of the county may reasonably be. */
const DOOR_M = 45;
/** What happens further from every house is of the road. */
const BESIDE_M = 30;

export function beatOf(worker: number, grid: string, rings: Rings, whole: RoadGraph, houses: readonly House[]): Beat {
  const roads = ownRoads(whole, rings);
  const calls = houses.flatMap((house): Call[] => {
    if (house.households === 0) return [];
    const node = nearestNode(roads.graph, house.spot);
    return node !== null && apart(roads.graph.nodes[node]!, house.spot) <= DOOR_M ? [{ house, node }] : [];
  });
  return { worker, grid, roads, calls };
}

/** What one who stands there looks at; null: nothing that has a name. */
export function seenFrom({ roads, calls }: Beat, node: number): SeenAt | null {
  const road = roads.graph.at[node]!.find(({ road }) => road.name !== null && road.class !== 'lane')?.road;
  if (road !== undefined) return { scene: 'street', name: road.name!, address: null };
  const spot = roads.graph.nodes[node]!;
  const beside = calls.find((call) => apart(roads.graph.nodes[call.node]!, spot) <= BESIDE_M);
  return beside?.house ?? null;
}

function nearestNode(graph: RoadGraph, spot: Spot): number | null {
  let best: number | null = null;
  graph.nodes.forEach((node, id) => {
    if (best === null || apart(node, spot) < apart(graph.nodes[best]!, spot)) best = id;
  });
  return best;
}
