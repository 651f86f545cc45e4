/** Arcs that take other courses: what bendArc and moveNode have in common. */
import type { PlanLevel } from '../../../contract/plan-state.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { Place } from '../course.ts';
import { refuse, type Touched } from '../refuse.ts';
import type { Refused } from './moves.ts';

/** A line between cells is a border of a locked grid where not all of them are in it; null when it is of none. */
export function lockedAround(community: CommunityPlan, cells: Iterable<number>, at: Place): Refused | null {
  const around = [...cells];
  for (const level of ['grid', 'micro'] as const) {
    const slots = slotsOf(community, level, around);
    const locked = [...slots].filter((slot) => community.slot(level, slot)?.role === 'locked');
    if (slots.size > 1 && locked.length > 0) return refuse('grid-locked', community, { level, slots: locked, at });
  }
  return null;
}

/** `courses`: by arc of the layer as it was built, none with a fault. */
export function takeCourses(community: CommunityPlan, courses: ReadonlyMap<number, readonly number[]>): void {
  const { bends, cuts } = community.layer.overlay;
  const others = bends.filter(({ arc }) => !courses.has(arc));
  const taken = [...courses].map(([arc, points]) => ({ arc, points: [...points] }));
  community.setOverlay({ bends: [...others, ...taken], cuts }, new Map());
}

export function touchingAround(community: CommunityPlan, cells: Iterable<number>): Touched {
  const around = [...cells];
  return {
    community: community.code,
    grid: slotsOf(community, 'grid', around),
    micro: slotsOf(community, 'micro', around),
    layer: true,
  };
}

function slotsOf({ divisions }: CommunityPlan, level: PlanLevel, cells: readonly number[]): Set<number> {
  const { slotOf } = divisions[level].numbers;
  return new Set(cells.map((cell) => slotOf[cell]!));
}
