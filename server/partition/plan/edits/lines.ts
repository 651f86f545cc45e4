/** bendArc, cutCell and uncut: the cells themselves change. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import { UNKNOWN_HOUSEHOLDS } from '../../cell-graph.ts';
import { bendFault } from '../bend-arc.ts';
import { canonicalCut } from '../canonical.ts';
import { cellsOf, UNASSIGNED } from '../cell-ranges.ts';
import type { CommunityPlan } from '../community-plan.ts';
import { cutLayer } from '../cut-cell.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, touching } from '../refuse.ts';
import { lockedAround, takeCourses, touchingAround } from './courses.ts';
import { communityOf, isRefused } from './moves.ts';

export function bendArc(plan: EditedPlan, { args, before }: BodyOf<'bendArc'>, isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { arc: number, points } = args;
  const arc = number < community.base.arcs.length ? community.layer.arcs[number] : undefined;
  if (arc === undefined) return refuse('arc-unknown', community);
  if (points.length % 2 === 1) return refuse('malformed', community);
  if (`${arc.points}` !== `${before.points}`) {
    return refuse('stale', community, { at: [arc.points[0]!, arc.points[1]!] });
  }
  if (`${points}` === `${before.points}`) return refuse('changes-nothing', community);
  const cells = [arc.left, arc.right].filter((cell) => cell >= 0);
  const locked = lockedAround(community, cells, [arc.points[0]!, arc.points[1]!]);
  if (locked !== null) return locked;
  const fault = bendFault(community.layer, number, points, isReverting ? () => null : plan.footprints);
  if (fault !== null) return refuse(fault.reason, community, { at: fault.at });
  takeCourses(community, new Map([[number, points]]));
  return { touched: [touchingAround(community, cells)] };
}

/** Both parts keep the slots of the cell. */
export function cutCell(plan: EditedPlan, { args, before }: BodyOf<'cutCell'>, isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const cut = canonicalCut(args.cut);
  const { cell, child, line } = cut;
  if (line.length % 2 === 1) return refuse('malformed', community);
  if (!community.isCell(cell)) return refuse('cell-unknown', community, { cells: [cell] });
  const isFree = isReverting ? !community.isCell(child) : child === community.nextCell;
  if (!isFree || child < community.base.cells.length || child >= UNASSIGNED) {
    return refuse('stale', community, { cells: [cell] });
  }
  if (!isInSlots(community, cell, before)) return refuse('stale', community, { cells: [cell] });
  if (community.slot('grid', before.grid)?.role === 'locked') {
    return refuse('grid-locked', community, { slots: [before.grid], cells: [cell] });
  }
  if (!sharesAll(community, cut)) return refuse('households-differ', community, { cells: [cell] });
  const next = cutLayer(community.layer, cut, isReverting ? undefined : plan.footprints);
  if ('reason' in next) return refuse(next.reason, community, { cells: [cell], at: next.at });
  community.setOverlay(next.overlay, new Map([[child, cell]]));
  community.nextCell = Math.max(community.nextCell, child + 1);
  return { touched: [touching(community, 'grid', [before.grid], true)] };
}

export function uncut(plan: EditedPlan, { args, before }: BodyOf<'uncut'>, _isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { child } = args;
  const { bends, cuts } = community.layer.overlay;
  const cut = cuts.find((one) => one.child === child);
  if (cut === undefined) return refuse('cell-unknown', community, { cells: [child] });
  const parts = [cut.cell, child];
  if (JSON.stringify(cut) !== JSON.stringify(canonicalCut(before.cut))) {
    return refuse('stale', community, { cells: parts });
  }
  const later = cuts.filter((one) => one.child > child && parts.includes(one.cell)).map((one) => one.child);
  if (later.length > 0) return refuse('cell-is-cut', community, { cells: [...parts, ...later] });
  const isPinned = community.pins.some((one) => one.pin === 'together' && cellsOf(one.cells)?.includes(child));
  if (isPinned) return refuse('stale', community, { cells: parts });
  const { grid, micro } = community.divisions;
  const isApart = [grid, micro].some(({ numbers }) => numbers.slotOf[cut.cell] !== numbers.slotOf[child]);
  if (isApart) return refuse('parts-apart', community, { cells: parts });
  if (!isInSlots(community, child, before)) return refuse('stale', community, { cells: parts });
  const rest = cuts.filter((one) => one !== cut);
  try {
    community.setOverlay({ bends, cuts: rest }, new Map());
  } catch {
    // Another cut ends on the line of this one.
    return refuse('cell-is-cut', community, { cells: [...parts, ...rest.map((one) => one.child)] });
  }
  return { touched: [touching(community, 'grid', [before.grid], true)] };
}

function isInSlots({ divisions }: CommunityPlan, cell: number, before: { grid: number; micro: number }): boolean {
  const { grid, micro } = divisions;
  return grid.numbers.slotOf[cell] === before.grid && micro.numbers.slotOf[cell] === before.micro;
}

/** Whether the two parts have all households and places of the cell; units stand for the building that they are in. */
function sharesAll({ layer }: CommunityPlan, { cell, units, left, right }: BodyOf<'cutCell'>['args']['cut']): boolean {
  const { households, places } = layer.cells[cell]!;
  const counted = [left, right].filter((part) => part.households !== UNKNOWN_HOUSEHOLDS);
  const sum = counted.reduce((total, part) => total + part.households, 0);
  const isAll = households === UNKNOWN_HOUSEHOLDS ? counted.length === 0 || sum === 0 : sum === households;
  if (units) return isAll && left.places.length > 0 && right.places.length > 0;
  const shared = [...left.places, ...right.places].sort();
  return isAll && `${shared}` === `${[...places].sort()}`;
}
