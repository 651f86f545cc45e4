/** From gestures to cells. Places in lattice units; cells rising. What a gesture takes is then assigned, or previewed. */

import type { PlanLevel } from '../../contract/plan-state.ts';
import { ARC_FLAG, type Arc } from '../cells/cell-layer.ts';
import type { CellFinder } from './cell-finder.ts';
import type { CommunityPlan } from './community-plan.ts';

/** What bounds a block: roads, rivers, railways, walls, and the edge of the community. */
const BLOCK_EDGE = ARC_FLAG.barrier | ARC_FLAG.parent;

export function clicked(finder: CellFinder, x: number, y: number): number[] {
  const cell = finder.cellAt(x, y);
  return cell < 0 ? [] : [cell];
}

/** Cells under a round brush anywhere on its way x0, y0, …: it stops at least every half radius. */
export function brushed(finder: CellFinder, way: ArrayLike<number>, radiusM: number): number[] {
  const { mx, my } = finder.layer.metres;
  const found = new Set(way.length < 2 ? [] : finder.cellsWithin(way[0]!, way[1]!, radiusM));
  for (let i = 2; i + 1 < way.length; i += 2) {
    const [ax, ay, bx, by] = [way[i - 2]!, way[i - 1]!, way[i]!, way[i + 1]!];
    const lengthM = Math.sqrt(((bx - ax) * mx) ** 2 + ((by - ay) * my) ** 2);
    const stops = Math.max(1, Math.ceil(lengthM / Math.max(radiusM / 2, 1)));
    for (let stop = 1; stop <= stops; stop++) {
      const [x, y] = [ax + ((bx - ax) * stop) / stops, ay + ((by - ay) * stop) / stops];
      for (const cell of finder.cellsWithin(Math.round(x), Math.round(y), radiusM)) found.add(cell);
    }
  }
  return [...found].sort((a, b) => a - b);
}

/** Cells whose point, which is their building where they have one, lies in the rectangle. */
export function inRectangle(finder: CellFinder, ax: number, ay: number, bx: number, by: number): number[] {
  return finder.cellsInRing([ax, ay, bx, ay, bx, by, ax, by]);
}

/** The same for a line drawn around; it is closed by itself. */
export function inLasso(finder: CellFinder, ring: ArrayLike<number>): number[] {
  return ring.length < 6 ? [] : finder.cellsInRing(ring);
}

/** The compound that a cell is of; the cell alone when it is of none. */
export function compoundOf({ layer }: CellFinder, cell: number): number[] {
  const compound = layer.compounds.find(({ cells }) => cells.includes(cell));
  return compound === undefined ? [cell] : [...compound.cells].sort((a, b) => a - b);
}

/** The block around a cell: what is reached without crossing a road or another barrier. */
export function blockOf({ layer }: CellFinder, cell: number): number[] {
  return flood(
    layer.arcs,
    [cell],
    ({ flags }) => (flags & BLOCK_EDGE) === 0,
    () => true,
  );
}

/** The part of the grid that a cell lies in, or of the ground in no grid. */
export function filled(community: CommunityPlan, level: PlanLevel, cell: number): readonly number[] {
  const { numbers } = community.divisions[level];
  return numbers.parts(numbers.slotOf[cell]!).find((part) => part.includes(cell)) ?? [];
}

/** Cells reached from some over arcs that are open, themselves too. Rising. */
export function flood(
  arcs: readonly Arc[],
  from: Iterable<number>,
  isOpen: (arc: Arc, number: number) => boolean,
  isIn: (cell: number) => boolean,
): number[] {
  const beside = new Map<number, number[]>();
  arcs.forEach((arc, number) => {
    const { left, right } = arc;
    if (left < 0 || right < 0 || !isIn(left) || !isIn(right) || !isOpen(arc, number)) return;
    beside.set(left, [...(beside.get(left) ?? []), right]);
    beside.set(right, [...(beside.get(right) ?? []), left]);
  });
  const found = new Set(from);
  for (const cell of found) for (const other of beside.get(cell) ?? []) found.add(other);
  return [...found].sort((a, b) => a - b);
}
