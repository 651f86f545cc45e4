/**
 * A line drawn across one cell, as a cut: what of it lies in the cell, and which buildings come to lie on which side. Pure.
 */
import type { CellChild, CellCut } from '../../../server/contract/plan-state.ts';
import { segmentDistanceM } from '../../../server/geometry/distance.ts';
import { isStrictlyInside } from '../../../server/partition/cells/parity.ts';
import { runsThrough } from '../../../server/partition/cells/plan-cut.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { cutLayer } from '../../../server/partition/plan/cut-cell.ts';
import { type Footprints, type LineFault, sidesOf } from '../../../server/partition/plan/plan-layer.ts';

export interface CutParts {
  readonly cut: Omit<CellCut, 'child'>;
  /** Households of the parts follow from the buildings on their sides. */
  readonly isSure: boolean;
}

/** What is known of a building: a point of it and its households, null when nobody has counted. */
export type BuildingOf = (
  place: string,
) => { readonly x: number; readonly y: number; readonly households: number | null } | undefined;

/**
 * The stretch of a line within a cell that goes by the middle of the line: from where it enters to where it leaves. A line that
 * ends within goes straight on to the outline.
 */
export function withinCell({ layer }: CommunityPlan, cell: number, drawn: readonly number[]): number[] {
  const sides = sidesOf(layer.arcs, (one) => one === cell);
  const line = lengthened(drawn, sides);
  const [mx, my] = middleOf(drawn);
  let best: number[] = [...drawn];
  let least = Infinity;
  for (const stretch of stretches(line, sides)) {
    const [ax, ay, bx, by] = [stretch[0]!, stretch[1]!, stretch[2]!, stretch[3]!];
    if (!isStrictlyInside(sides, Math.round((ax + bx) / 2), Math.round((ay + by) / 2))) continue;
    for (let i = 0; i + 3 < stretch.length; i += 2) {
      const [px, py, qx, qy] = [stretch[i]!, stretch[i + 1]!, stretch[i + 2]!, stretch[i + 3]!];
      const distance = segmentDistanceM(mx, my, px, py, qx, qy, layer.metres.mx, layer.metres.my);
      if (distance >= least) continue;
      least = distance;
      best = stretch;
    }
  }
  return best;
}

/** The place half way among the vertices of a line. */
export function middleOf(line: readonly number[]): [x: number, y: number] {
  const i = 2 * Math.floor((line.length / 2 - 1) / 2);
  const [ax, ay] = [line[i]!, line[i + 1]!];
  const [bx, by] = line.length % 4 === 0 ? [line[i + 2]!, line[i + 3]!] : [ax, ay];
  return [Math.round((ax + bx) / 2), Math.round((ay + by) / 2)];
}

/** The line with both ends far enough out, in their own direction, to be beyond all sides. */
function lengthened(line: readonly number[], sides: readonly number[]): number[] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < sides.length; i += 2) {
    minX = Math.min(minX, sides[i]!);
    maxX = Math.max(maxX, sides[i]!);
    minY = Math.min(minY, sides[i + 1]!);
    maxY = Math.max(maxY, sides[i + 1]!);
  }
  const reach = maxX - minX + maxY - minY;
  const beyond = (ax: number, ay: number, bx: number, by: number): number[] => {
    const length = Math.hypot(bx - ax, by - ay);
    if (length === 0) return [];
    return [Math.round(bx + (reach * (bx - ax)) / length), Math.round(by + (reach * (by - ay)) / length)];
  };
  const last = line.length - 2;
  return [
    ...beyond(line[2]!, line[3]!, line[0]!, line[1]!),
    ...line,
    ...beyond(line[last - 2]!, line[last - 1]!, line[last]!, line[last + 1]!),
  ];
}

/** The line in pieces from crossing to crossing. */
function stretches(line: readonly number[], sides: readonly number[]): number[][] {
  const pieces: number[][] = [[line[0]!, line[1]!]];
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
    for (const t of crossed(sides, ax, ay, bx, by)) {
      const at = [Math.round(ax + t * (bx - ax)), Math.round(ay + t * (by - ay))];
      pieces[pieces.length - 1]!.push(...at);
      pieces.push(at);
    }
    pieces[pieces.length - 1]!.push(bx, by);
  }
  return pieces;
}

/** Where a segment crosses sides, as parts of its length, rising. */
function crossed(sides: readonly number[], ax: number, ay: number, bx: number, by: number): number[] {
  const found: number[] = [];
  for (let i = 0; i < sides.length; i += 4) {
    const [px, py, qx, qy] = [sides[i]!, sides[i + 1]!, sides[i + 2]!, sides[i + 3]!];
    const turn = (bx - ax) * (qy - py) - (by - ay) * (qx - px);
    if (turn === 0) continue;
    const t = ((px - ax) * (qy - py) - (py - ay) * (qx - px)) / turn;
    const u = ((px - ax) * (by - ay) - (py - ay) * (bx - ax)) / turn;
    if (t > 0 && t < 1 && u >= 0 && u <= 1) found.push(t);
  }
  return found.sort((a, b) => a - b);
}

/** The cut that a line across the cell makes, or why it makes none. */
export function cutParts(
  community: CommunityPlan,
  cell: number,
  drawn: readonly number[],
  footprints: Footprints,
  building: BuildingOf,
): CutParts | LineFault {
  const { layer } = community;
  const line = withinCell(community, cell, drawn);
  const { places, households } = layer.cells[cell]!;
  const none: CellChild = { places: [], households: 0 };
  const child = layer.cells.length;
  const parted = cutLayer(layer, { cell, child, line, units: false, left: none, right: none }, undefined);
  if ('reason' in parted) return parted;
  const left = sidesOf(parted.arcs, (one) => one === cell);
  const through = places.filter((place) => {
    const plan = footprints(place);
    if (plan === null) return false;
    for (let i = 0; i + 3 < line.length; i += 2) {
      if (runsThrough(plan, line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!)) return true;
    }
    return false;
  });
  const isLeft = (place: string): boolean => {
    const plan = footprints(place);
    const at = building(place);
    const [x, y] = plan === null ? [at?.x ?? layer.cells[cell]!.x, at?.y ?? layer.cells[cell]!.y] : plan[0]![0]!;
    return isStrictlyInside(left, x!, y!);
  };
  const whole = places.filter((place) => !through.includes(place));
  const part = (own: readonly string[]): CellChild => {
    const counts = own.map((place) => building(place)?.households ?? null);
    const isCounted = counts.every((count) => count !== null);
    return {
      places: [...own, ...through].sort(),
      households: isCounted ? counts.reduce<number>((sum, count) => sum + count!, 0) : -1,
    };
  };
  const one = part(whole.filter(isLeft));
  const other = part(whole.filter((place) => !isLeft(place)));
  const isEmpty = places.length === 0 && households <= 0;
  const blank: CellChild = { places: [], households };
  const cut = { cell, line, units: through.length > 0 };
  if (isEmpty) return { cut: { ...cut, left: blank, right: blank }, isSure: true };
  const isSure = through.length === 0 && Math.max(0, one.households) + Math.max(0, other.households) === households;
  return { cut: { ...cut, left: one, right: other }, isSure: isSure && one.households >= 0 && other.households >= 0 };
}
