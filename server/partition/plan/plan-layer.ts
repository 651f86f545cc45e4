/** A layer of cells with what a plan changes in it: arcs that take another course, and cells that are cut. */
import type { LayerOverlay } from '../../contract/plan-state.ts';
import type { MultiPolygon } from '../../geometry/polygon.ts';
import type { CellGraph } from '../cell-graph.ts';
import { type ArcTurns, arcTurns } from '../cells/arc-turns.ts';
import { ARC_FLAG, type Arc, type Cell, type CellCompound, type CellLayer } from '../cells/cell-layer.ts';
import { graphOfLayer } from '../cells/layer-graph.ts';
import { type LocalMetres, lengthM, localMetres } from '../cells/local-metres.ts';
import type { Course, Place } from './course.ts';

/** Stands where no cell has the number: the cut that gave it was taken back. */
export const NO_CELL: Cell = {
  id: '',
  kind: 'empty',
  places: [],
  households: 0,
  areaCm2: 0,
  doubledArea: 0,
  x: 0,
  y: 0,
  today: -1,
  compound: -1,
};

/** The ground plan of a place, null where it has none; what is no place is asked for too. */
export type Footprints = (place: string) => MultiPolygon | null;

/** Why a line cannot be drawn, and where. */
export interface LineFault {
  readonly reason:
    | 'arc-unknown'
    | 'node-fixed'
    | 'ends-moved'
    | 'self-crossing'
    | 'leaves-its-cells'
    | 'footprint-crossed'
    | 'footprints-unknown'
    | 'cut-misses'
    | 'households-differ'
    | 'cell-is-cut';
  readonly at: Place;
}

export interface PlanLayer {
  readonly base: CellLayer;
  readonly overlay: LayerOverlay;
  readonly metres: LocalMetres;
  /** Those of the base first; NO_CELL where there is none. */
  readonly cells: readonly Cell[];
  /** Those of the base keep their numbers; one that a cut ends on is its first stretch. */
  readonly arcs: readonly Arc[];
  /** The arc of the base that an arc is a stretch of, −1 for a cut. */
  readonly baseArc: Int32Array;
  readonly nodes: Int32Array;
  readonly compounds: readonly CellCompound[];
  readonly ties: readonly (readonly number[])[];
  readonly links: Int32Array;
}

export function untouchedLayer(base: CellLayer): PlanLayer {
  const outer = base.arcs.filter(({ flags, left, right }) => (flags & ARC_FLAG.parent) !== 0 || left < 0 || right < 0);
  const ground = Int32Array.from(outer.flatMap(({ points }) => [...points]));
  return {
    base,
    overlay: { bends: [], cuts: [] },
    metres: localMetres([[ground]]),
    cells: base.cells,
    arcs: base.arcs,
    baseArc: Int32Array.from(base.arcs.keys()),
    nodes: base.nodes,
    compounds: base.compounds,
    ties: base.ties,
    links: base.links,
  };
}

export function lengthCm(metres: LocalMetres, points: Course): number {
  let length = 0;
  for (let i = 0; i + 3 < points.length; i += 2) {
    length += lengthM(metres, points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!);
  }
  return Math.round(100 * length);
}

/** Sides of a cell, or of several taken together, one after the other: px, py, qx, qy. */
export function sidesOf(arcs: readonly Arc[], isIn: (cell: number) => boolean): number[] {
  const sides: number[] = [];
  for (const { left, right, points } of arcs) {
    if (isIn(left) === isIn(right)) continue;
    for (let i = 2; i < points.length; i += 2) {
      sides.push(points[i - 2]!, points[i - 1]!, points[i]!, points[i + 1]!);
    }
  }
  return sides;
}

const turnsOf = new WeakMap<PlanLayer, ArcTurns>();

export function turnsIn(layer: PlanLayer): ArcTurns {
  const known = turnsOf.get(layer) ?? arcTurns(layer);
  turnsOf.set(layer, known);
  return known;
}

/** As the engine takes it, with a row for numbers that no cell has. `whole`: compounds that are never cut. */
export function graphOf(layer: PlanLayer, whole: ReadonlySet<string> = new Set()): CellGraph {
  const { base, cells, arcs, compounds, ties, links } = layer;
  return graphOfLayer({ ...base, cells, arcs, compounds, ties, links }, whole);
}
