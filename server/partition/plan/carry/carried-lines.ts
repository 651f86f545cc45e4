/** Bends and cuts of a plan on other cells, as far as they still have a sense there. */
import type { CellCut, LayerOverlay } from '../../../contract/plan-state.ts';
import type { Cell, CellLayer } from '../../cells/cell-layer.ts';
import { cutLayer } from '../cut-cell.ts';
import { type Footprints, NO_CELL, type PlanLayer, untouchedLayer } from '../plan-layer.ts';
import { carriedCourses } from './carried-courses.ts';

export interface CarriedLines {
  readonly overlay: LayerOverlay;
  /** Of the new layer with its cuts the cell of the old one, with its cuts, that each goes on from; −1: new ground, or no cell. */
  readonly sourceOf: Int32Array;
  /** The cell of the new layer itself that each is a part of. */
  readonly rootOf: Int32Array;
  /** The same for the old layer. */
  readonly oldRootOf: Int32Array;
  readonly nextCell: number;
  readonly lostBends: number[];
  readonly lostCuts: number[];
}

/** `oldOf`: of layer-rebase.ts. `footprints`: of the new ground; null: no line is wanted there. */
export function carriedLines(
  before: PlanLayer,
  fresh: CellLayer,
  oldOf: Int32Array,
  footprints: Footprints | null,
): CarriedLines {
  const lostCuts: number[] = [];
  const courses =
    footprints === null
      ? { layer: untouchedLayer(fresh), lost: before.overlay.bends.map(({ arc }) => arc) }
      : carriedCourses(before, fresh, oldOf, footprints);
  let { layer } = courses;
  const source = [...oldOf];
  const root = [...fresh.cells.keys()];
  const oldRoot = [...before.base.cells.keys()];
  for (const cut of before.overlay.cuts) {
    while (oldRoot.length <= cut.child) oldRoot.push(-1);
    oldRoot[cut.child] = oldRoot[cut.cell]!;
    const cell = wholeOf(source, cut.cell);
    const next =
      cell === null || footprints === null ? null : cutOn(layer, cell, source.length, cut, before, footprints);
    if (next === null) lostCuts.push(cut.child);
    else {
      layer = next;
      root.push(root[cell!]!);
      source.push(cut.child);
    }
  }
  const parts = largestParts(before);
  return {
    overlay: layer.overlay,
    sourceOf: Int32Array.from(source, (cell) => (cell < 0 ? -1 : partOf(cell, source, parts, before))),
    rootOf: Int32Array.from(root),
    oldRootOf: Int32Array.from(oldRoot),
    nextCell: source.length,
    lostBends: courses.lost,
    lostCuts,
  };
}

/** The one new cell that goes on from an old one; null when there are several, or none. */
function wholeOf(source: readonly number[], old: number): number | null {
  const cell = source.indexOf(old);
  return cell < 0 || source.lastIndexOf(old) !== cell ? null : cell;
}

/** Who lives on which side is known only while the same people are in the cell. */
function cutOn(
  layer: PlanLayer,
  cell: number,
  child: number,
  cut: CellCut,
  before: PlanLayer,
  footprints: Footprints,
): PlanLayer | null {
  const own = layer.cells[cell]!;
  const was = wasBefore(before, cut);
  if (`${own.places}` !== `${was.places}`) return null;
  const { left, right } = cut;
  const all = own.households;
  const sides = isSame(own, was)
    ? { left, right }
    : right.places.length === 0 && right.households === 0
      ? { left: { ...left, households: all }, right }
      : left.places.length === 0 && left.households === 0
        ? { left, right: { ...right, households: all } }
        : null;
  if (sides === null) return null;
  const next = cutLayer(layer, { ...cut, cell, child, ...sides }, footprints);
  return 'reason' in next ? null : next;
}

/** The cell as it was cut: of a building cut between its units, the places of the building. */
function wasBefore({ base, overlay }: PlanLayer, cut: CellCut): { places: readonly string[]; households: number } {
  const earlier = overlay.cuts.filter(({ child }) => child < cut.child).reverse();
  for (const { cell, child, left, right } of earlier) {
    if (cell === cut.cell) return left;
    if (child === cut.cell) return right;
  }
  return base.cells[cut.cell]!;
}

function isSame(own: Cell, was: { readonly households: number }): boolean {
  return own.households === was.households;
}

/** For each old cell with cuts all its parts, by the cell that was cut. */
function largestParts({ overlay }: PlanLayer): Map<number, number[]> {
  const parts = new Map<number, number[]>();
  for (const { cell, child } of overlay.cuts) parts.set(cell, [...(parts.get(cell) ?? []), child]);
  return parts;
}

/** Of a cell whose cuts are given up the part with most households, then the first. */
function partOf(
  cell: number,
  source: readonly number[],
  parts: ReadonlyMap<number, number[]>,
  { cells }: PlanLayer,
): number {
  let best = cell;
  const waiting = [...(parts.get(cell) ?? [])];
  for (let child = waiting.shift(); child !== undefined; child = waiting.shift()) {
    if (source.includes(child)) continue;
    waiting.push(...(parts.get(child) ?? []));
    const [most, own] = [cells[best] ?? NO_CELL, cells[child] ?? NO_CELL];
    if (own.households > most.households) best = child;
  }
  return best;
}
