/**
 * One cell in two along a line from one place of its outline to another. The part on the left of the line keeps the number of
 * the cell. Households and places follow what the cut says of each part; area says nothing about people.
 */
import type { CellChild, CellCut } from '../../contract/plan-state.ts';
import { ARC_CLASS } from '../cell-graph.ts';
import type { Arc, Cell } from '../cells/cell-layer.ts';
import { isStrictlyInside } from '../cells/parity.ts';
import { runsThrough } from '../cells/plan-cut.ts';
import { scanSides } from '../cells/scan-point.ts';
import { areaOfSides } from './cell-areas.ts';
import { type Course, meetsItself, meetsOther, type Place } from './course.ts';
import { landing, type NodedLayer, withNodes } from './cut-ends.ts';
import { rightOfCut } from './cut-sides.ts';
import { type Footprints, type LineFault, lengthCm, NO_CELL, type PlanLayer, sidesOf } from './plan-layer.ts';

/**
 * The layer with the cut, or why there is none. `footprints`: null when nobody knows them; undefined: the cut is known to be
 * sound and no building is looked at.
 */
export function cutLayer(
  layer: PlanLayer,
  cut: CellCut,
  footprints: Footprints | null | undefined,
): PlanLayer | LineFault {
  const { cell, child, line } = cut;
  const ends = [0, line.length - 2].map((i) => landing(layer, cell, line[i]!, line[i + 1]!));
  const [start, end] = ends;
  if (!start) return { reason: 'cut-misses', at: [line[0]!, line[1]!] };
  if (!end || (end.x === start.x && end.y === start.y)) {
    return { reason: 'cut-misses', at: [line[line.length - 2]!, line[line.length - 1]!] };
  }
  const course = [start.x, start.y, ...line.slice(2, -2), end.x, end.y];
  // A place on a piece is rounded to the lattice, and the piece goes through it from now on.
  const noded = withNodes(layer, [start, end]);
  const fault = courseFault(noded, cell, course);
  if (fault !== null) return fault;
  const seam = noded.arcs.length;
  const arcs = [...noded.arcs, seamArc(layer, noded, cut, course)];
  const right = rightOfCut({ arcs, nodes: noded.nodes }, seam, cell);
  if (right === null) return { reason: 'cut-misses', at: [start.x, start.y] };
  for (const half of right) {
    const arc = arcs[half >> 1]!;
    arcs[half >> 1] = (half & 1) === 0 ? { ...arc, left: child } : { ...arc, right: child };
  }
  const parted: PlanLayer = {
    ...layer,
    overlay: { ...layer.overlay, cuts: [...layer.overlay.cuts, cut].sort((a, b) => a.child - b.child) },
    cells: partedCells(layer, arcs, cut),
    arcs,
    baseArc: Int32Array.from([...noded.baseArc, -1]),
    nodes: noded.nodes,
    compounds: layer.compounds.map((one) =>
      one.cells.includes(cell) ? { id: one.id, cells: [...one.cells, child] } : one,
    ),
    links: partedLinks(layer.links, arcs, cell, child),
  };
  return (footprints === undefined ? null : buildingFault(parted, cut, course, footprints)) ?? parted;
}

function courseFault({ arcs }: NodedLayer, cell: number, course: Course): LineFault | null {
  const touched = meetsItself(course);
  if (touched !== null) return { reason: 'self-crossing', at: touched };
  for (const { left, right, points } of arcs) {
    const at = left === cell || right === cell ? meetsOther(course, points) : null;
    if (at !== null) return { reason: 'cut-misses', at };
  }
  const doubled = sidesOf(arcs, (one) => one === cell).map((value) => 2 * value);
  const middle: Place = [course[0]! + course[2]!, course[1]! + course[3]!];
  return isStrictlyInside(doubled, ...middle) ? null : { reason: 'cut-misses', at: [course[2]!, course[3]!] };
}

function seamArc({ metres }: PlanLayer, { at }: NodedLayer, { cell, child }: CellCut, course: readonly number[]): Arc {
  return {
    from: at[0]!,
    to: at[1]!,
    left: cell,
    right: cell,
    lenCm: lengthCm(metres, course),
    class: ARC_CLASS.inside,
    connects: true,
    flags: 0,
    points: Int32Array.from(course),
    added: new Uint8Array(course.length / 2 - 2),
    // Lines of its own: an outline drops none of its vertices.
    firstLine: -(1 << 28) - 2 * child,
    lastLine: -(1 << 28) - 2 * child - 1,
  };
}

function partedCells(layer: PlanLayer, arcs: readonly Arc[], { cell, child, left, right }: CellCut): Cell[] {
  const own = layer.cells[cell]!;
  const cells: Cell[] = [...layer.cells];
  while (cells.length <= child) cells.push(NO_CELL);
  const part = (number: number, id: string, { places, households }: CellChild): Cell => {
    const sides = sidesOf(arcs, (one) => one === number);
    const [x, y] = isStrictlyInside(sides, own.x, own.y) ? [own.x, own.y] : scanSides(sides);
    const kind = places.length > 0 ? 'building' : own.kind === 'building' ? 'empty' : own.kind;
    return { ...own, id, kind, places, households, ...areaOfSides(layer.metres, arcs, number), x, y };
  };
  cells[cell] = part(cell, `${own.id}/1`, left);
  cells[child] = part(child, `${own.id}/2`, right);
  // The rounding of an end moves the outline of the cell beyond it too.
  const beside = new Set(arcs.flatMap((arc) => [arc.left, arc.right]));
  for (const near of beside) {
    if (near < 0 || near === cell || near === child) continue;
    const isNear = arcs.some(
      (arc) =>
        (arc.left === near || arc.right === near) && [cell, child].some((c) => c === arc.left || c === arc.right),
    );
    if (isNear) cells[near] = { ...cells[near]!, ...areaOfSides(layer.metres, arcs, near) };
  }
  return cells;
}

/** A gate leads to the part that has a border with its other side; to the first one when both have, or none. */
function partedLinks(links: Int32Array, arcs: readonly Arc[], cell: number, child: number): Int32Array {
  const meets = (one: number, other: number): boolean =>
    arcs.some(({ left, right }) => (left === one && right === other) || (left === other && right === one));
  return links.map((end, i) => {
    const other = links[i ^ 1]!;
    return end === cell && meets(child, other) && !meets(cell, other) ? child : end;
  });
}

/** A building lies on the side that the cut says it is on; only between its units may the line run through it. */
function buildingFault(
  { arcs }: PlanLayer,
  { cell, child, units, left, right }: CellCut,
  course: Course,
  footprints: Footprints | null,
): LineFault | null {
  if (units || left.places.length + right.places.length === 0) return null;
  if (footprints === null) return { reason: 'footprints-unknown', at: [course[0]!, course[1]!] };
  for (const [number, { places }] of [
    [cell, left],
    [child, right],
  ] as const) {
    const sides = sidesOf(arcs, (one) => one === number);
    for (const place of places) {
      const plan = footprints(place);
      if (plan === null) continue;
      for (let i = 0; i + 3 < course.length; i += 2) {
        if (runsThrough(plan, course[i]!, course[i + 1]!, course[i + 2]!, course[i + 3]!)) {
          return { reason: 'footprint-crossed', at: [course[i]!, course[i + 1]!] };
        }
      }
      const other = number === cell ? child : cell;
      const otherSides = sidesOf(arcs, (one) => one === other);
      const [x, y] = [plan[0]![0]![0]!, plan[0]![0]![1]!];
      if (!isStrictlyInside(sides, x, y) && isStrictlyInside(otherSides, x, y)) {
        return { reason: 'households-differ', at: [x, y] };
      }
    }
  }
  return null;
}
