/** Refusals of operations, with their place. */
import type { OperationRefusal, RefusalReason } from '../../contract/plan-refusal.ts';
import type { PlanLevel } from '../../contract/plan-state.ts';
import { rangesOf } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';
import type { Place } from './course.ts';

export interface RefusalFacts {
  readonly level?: PlanLevel;
  readonly slots?: readonly number[];
  readonly cells?: readonly number[];
  readonly seqs?: readonly number[];
  readonly at?: Place;
}

/** What an edit did, in one community: whose numbers changed, and whether the cells themselves did. */
export interface Touched {
  readonly community: string;
  readonly grid: ReadonlySet<number>;
  readonly micro: ReadonlySet<number>;
  readonly layer: boolean;
}

export type Outcome = { readonly touched: readonly Touched[] } | { readonly refusal: OperationRefusal };

/** `community`: null when it is none of the plan's, or when it is about several. The place is that of the first cell when none is told. */
export function refuse(
  reason: RefusalReason,
  community: CommunityPlan | null,
  { level = 'grid', slots = [], cells = [], seqs = [], at }: RefusalFacts = {},
): { refusal: OperationRefusal } {
  const sorted = [...new Set(cells)].sort((a, b) => a - b);
  const first = community?.layer.cells[sorted[0] ?? -1];
  const place = at ?? (first === undefined ? null : ([first.x, first.y] as const));
  return {
    refusal: {
      reason,
      community: community?.code ?? null,
      level,
      slots: [...new Set(slots)].sort((a, b) => a - b),
      cells: rangesOf(sorted),
      seqs: [...seqs],
      at: place === null ? null : [...place],
    },
  };
}

export function touching(community: CommunityPlan, level: PlanLevel, slots: Iterable<number>, layer = false): Touched {
  const none = new Set<number>();
  const some = new Set(slots);
  return {
    community: community.code,
    grid: level === 'grid' ? some : none,
    micro: level === 'micro' ? some : none,
    layer,
  };
}
