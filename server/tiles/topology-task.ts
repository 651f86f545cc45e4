/** Shapes as they come from the database → a topology with the labels of areas. What the thread does; pure. */
import { innerPoint } from '../geometry/inner-point.ts';
import { type Topology, topologyOf } from '../geometry/tiles/topology.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import { SHAPES_FROM } from './layer-sets.ts';

export interface TopologyTask {
  /** Lattice WKB. */
  readonly grids: readonly Uint8Array[];
  /** WKB in degrees. */
  readonly areas: readonly Uint8Array[];
}

export interface BuiltTopology {
  readonly topology: Topology;
  /** Lattice units, one for each area. */
  readonly areaLabels: readonly (readonly [x: number, y: number])[];
}

export function buildTopology({ grids, areas }: TopologyTask): BuiltTopology {
  const areaShapes = areas.map((wkb) => decodeMultiPolygon(wkb, 'degrees'));
  const gridShapes = grids.map((wkb) => decodeMultiPolygon(wkb, 'lattice'));
  return {
    topology: topologyOf([...gridShapes, ...areaShapes], SHAPES_FROM),
    areaLabels: areaShapes.map(innerPoint),
  };
}
