/**
 * What comes of a border that is dragged to a place: another course of the piece held, or of all that meet at the node held, as long as it stays in the cells on its
 * two sides; beyond them the border goes over the node there, and the cells in between change grids. Pure.
 */
import type { BodyOf } from '../../../server/contract/plan-operations.ts';
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import { segmentDistanceM } from '../../../server/geometry/distance.ts';
import { type ArcGrip, dragBody, draggedCourses, type Grip } from '../../../server/partition/plan/arc-grip.ts';
import { bendFault } from '../../../server/partition/plan/bend-arc.ts';
import { movesBody } from '../../../server/partition/plan/bodies.ts';
import { sweepBorder } from '../../../server/partition/plan/border-sweep.ts';
import { CellFinder } from '../../../server/partition/plan/cell-finder.ts';
import { cellsOf, slotsOf } from '../../../server/partition/plan/cell-ranges.ts';
import { pointsOf } from '../../../server/partition/plan/cheapest-chain.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { brushed } from '../../../server/partition/plan/gestures.ts';
import { moveFault } from '../../../server/partition/plan/move-node.ts';
import type { Footprints } from '../../../server/partition/plan/plan-layer.ts';

export interface BorderMove {
  /** The borders as they would run, x0, y0, … each; none when they cannot. */
  readonly lines: readonly (readonly number[])[];
  readonly body: BodyOf<'bendArc'> | BodyOf<'moveNode'> | BodyOf<'moveBorder'> | BodyOf<'assign'> | null;
  /** Which cell would go to which grid. */
  readonly moves: ReadonlyMap<number, number>;
  readonly fault: string | null;
}

const NOTHING: ReadonlyMap<number, number> = new Map();

/** The two slots on the sides of an arc; null at the edge of the community. */
export function sidesOfArc(
  { layer, divisions }: CommunityPlan,
  level: PlanLevel,
  arc: number,
): readonly [one: number, other: number] | null {
  const { left, right } = layer.arcs[arc]!;
  const { slotOf } = divisions[level].numbers;
  return left < 0 || right < 0 ? null : [slotOf[left]!, slotOf[right]!];
}

/** `nearM`: how far from the place a border that goes over a node may pass. `footprints`: null until they are known. */
export function dragBorder(
  community: CommunityPlan,
  level: PlanLevel,
  grip: Grip,
  at: readonly [number, number],
  nearM: number,
  footprints: Footprints | null,
): BorderMove {
  const { layer } = community;
  const courses = [...draggedCourses(layer, grip, ...at).values()];
  const fault =
    'node' in grip ? moveFault(layer, grip.node, at, footprints) : bendFault(layer, grip.arc, courses[0]!, footprints);
  if (fault === null) return { lines: courses, body: dragBody(community, grip, ...at), moves: NOTHING, fault: null };
  const moved =
    'node' in grip || fault.reason !== 'leaves-its-cells'
      ? null
      : (sweepOver(community, level, grip, at, nearM) ?? pushed(community, level, grip, at));
  return moved ?? { lines: [], body: null, moves: NOTHING, fault: fault.reason };
}

/** The border over the node at the place, between the ends of the arc held; null when it would pass too far from there. */
function sweepOver(
  community: CommunityPlan,
  level: PlanLevel,
  { arc }: ArcGrip,
  [x, y]: readonly [number, number],
  nearM: number,
): BorderMove | null {
  const slots = sidesOfArc(community, level, arc);
  const { points } = community.layer.arcs[arc]!;
  const last = points.length - 2;
  const ends = [points[0]!, points[1]!, points[last]!, points[last + 1]!] as const;
  const sweep = slots === null ? null : sweepBorder(community, { level, slots, ends, over: [x, y] });
  if (sweep === null) return null;
  const line = pointsOf(community.layer, sweep.after);
  const { mx, my } = community.layer.metres;
  let leastM = Infinity;
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
    leastM = Math.min(leastM, segmentDistanceM(x, y, ax, ay, bx, by, mx, my));
  }
  return leastM > nearM ? null : { lines: [line], body: sweep.body, moves: movesOf(sweep.body), fault: null };
}

/** Where no border of arcs goes there: the cells passed on the way go to the grid that the border comes from. */
function pushed(
  community: CommunityPlan,
  level: PlanLevel,
  grip: ArcGrip,
  at: readonly [number, number],
): BorderMove | null {
  const { layer } = community;
  const slots = sidesOfArc(community, level, grip.arc);
  const finder = new CellFinder(layer);
  const under = finder.cellAt(...at);
  const { slotOf } = community.divisions[level].numbers;
  const from = slots?.find((slot) => slot === slotOf[under]);
  const to = slots?.find((slot) => slot !== from);
  if (from === undefined || to === undefined) return null;
  const way = [...draggedFrom(layer.arcs[grip.arc]!.points, grip), ...at];
  const cells = brushed(finder, way, 0).filter((cell) => cell !== under && slotOf[cell] === from);
  const moves = new Map(cells.map((cell) => [cell, to]));
  const body = movesBody(community, level, moves);
  if (body === null) return null;
  const isNext = (one: number, other: number): boolean => moves.has(one) && !moves.has(other) && slotOf[other] === from;
  const border = layer.arcs.filter(({ left, right }) => isNext(left, right) || isNext(right, left));
  return { lines: border.map(({ points }) => [...points]), body, moves, fault: null };
}

/** The place on the arc that is held. */
function draggedFrom(points: ArrayLike<number>, { vertex, isNew }: ArcGrip): [x: number, y: number] {
  const [x, y] = [points[2 * vertex]!, points[2 * vertex + 1]!];
  if (!isNew) return [x, y];
  return [Math.round((points[2 * vertex - 2]! + x) / 2), Math.round((points[2 * vertex - 1]! + y) / 2)];
}

/** A border between two places of it along the cheapest way: roads first. null when it is no one border, or runs there already. */
export function followRoad(
  community: CommunityPlan,
  level: PlanLevel,
  slots: readonly [number, number],
  ends: readonly [number, number, number, number],
): BorderMove | null {
  const sweep = sweepBorder(community, { level, slots, ends, over: null });
  if (sweep === null) return null;
  const { body, after } = sweep;
  return { lines: [pointsOf(community.layer, after)], body, moves: movesOf(body), fault: null };
}

function movesOf({ args }: BodyOf<'moveBorder'>): Map<number, number> {
  const cells = cellsOf(args.cells) ?? [];
  const slots = slotsOf(args.to, cells.length) ?? [];
  return new Map(cells.map((cell, i) => [cell, slots[i]!]));
}
