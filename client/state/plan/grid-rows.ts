/**
 * The grids of the open plan with their numbers, as lists and the card show them. After a change only those it touched are
 * counted again: the rest are the same objects.
 */
import { computed, effect, signal } from '@preact/signals';
import type { PlanLevel, PlanSlot } from '../../../server/contract/plan-state.ts';
import { bandOf } from '../../../server/partition/plan/band.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { SlotNumbers } from '../../../server/partition/plan/live-numbers.ts';
import type { Touched } from '../../../server/partition/plan/refuse.ts';
import type { BandWord } from '../grids.ts';
import { BANDS } from './band-words.ts';
import { chosen, type GridRef, level } from './choice.ts';
import { lastChange, planSession, revision } from './opened.ts';
import type { PlanSession } from './plan-session.ts';

export interface GridRow extends GridRef {
  readonly record: PlanSlot;
  readonly numbers: SlotNumbers;
  /** Connected pieces. */
  readonly parts: number;
  /** none: no standard applies. */
  readonly band: BandWord;
  /** Households to gain (> 0) or to give away (< 0). */
  readonly needs: number;
}

const BAND_WORDS = ['in', 'under', 'over', 'none'] as const satisfies readonly BandWord[];

/** By community, then slot. */
const rowsByCommunity = signal<ReadonlyMap<string, readonly GridRow[]>>(new Map());

export const gridRows = computed<readonly GridRow[]>(() => {
  const all: GridRow[] = [];
  for (const rows of rowsByCommunity.value.values()) for (const row of rows) all.push(row);
  return all;
});

export const gridCount = computed(() => gridRows.value.length);

export const rowOf = ({ community, slot }: GridRef): GridRow | undefined =>
  rowsByCommunity.value.get(community)?.find((row) => row.slot === slot);

export const chosenRow = computed<GridRow | null>(() => (chosen.value === null ? null : (rowOf(chosen.value) ?? null)));

let counted: Readonly<Record<BandWord, number>> = { in: 0, under: 0, over: 0, none: 0 };

/** Grids in, under and over the standard, and those it does not apply to. The same object as long as all counts are the same. */
export const bandCounts = computed(() => {
  const counts: Record<BandWord, number> = { in: 0, under: 0, over: 0, none: 0 };
  for (const { band } of gridRows.value) counts[band] += 1;
  const isSame = BAND_WORDS.every((band) => counts[band] === counted[band]);
  if (!isSame) counted = counts;
  return counted;
});

export function countedRow(
  { standard }: Pick<PlanSession, 'standard'>,
  community: CommunityPlan,
  at: PlanLevel,
  slot: number,
): GridRow | null {
  const { slots, numbers } = community.divisions[at];
  const record = slots[slot];
  if (!record) return null;
  const own = numbers.numbers(slot);
  const { state, needs } =
    at === 'micro' ? { state: 'exempt' as const, needs: 0 } : bandOf(record, own.households, standard);
  return {
    community: community.code,
    slot,
    record,
    numbers: own,
    parts: numbers.parts(slot).length,
    band: BANDS[state],
    needs,
  };
}

/** Rows of one community by slot; those of grids that were not touched are taken from `before`. */
export function countedRows(
  session: Pick<PlanSession, 'standard'>,
  community: CommunityPlan,
  at: PlanLevel,
  before: readonly GridRow[] = [],
  touched: Touched | null = null,
): readonly GridRow[] {
  const { slots } = community.divisions[at];
  const counted = touched === null || touched.layer ? null : touched[at];
  const rows: GridRow[] = [];
  let old = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    const record = slots[slot];
    if (!record) continue;
    while (old < before.length && before[old]!.slot < slot) old++;
    const was = before[old];
    const isKept = was?.slot === slot && was.record === record && counted !== null && !counted.has(slot);
    const row = isKept ? was : countedRow(session, community, at, slot);
    if (row !== null) rows.push(row);
  }
  return rows;
}

/** Follows the plan for as long as the workspace is open. */
export function followRows(): () => void {
  let of: PlanSession | null = null;
  let levelOf: PlanLevel | null = null;
  return effect(() => {
    void revision.value;
    const session = planSession.value;
    const at = level.value;
    if (session === null) {
      of = null;
      rowsByCommunity.value = new Map();
      return;
    }
    const change = session === of && at === levelOf ? lastChange.peek() : null;
    of = session;
    levelOf = at;
    const before = rowsByCommunity.peek();
    const next = new Map(change === null ? [] : before);
    const codes = change === null ? [...session.plan.communities.keys()] : change.map(({ community }) => community);
    for (const code of codes) {
      const community = session.plan.communities.get(code);
      if (community === undefined) continue;
      const touched = change?.filter((one) => one.community === code);
      const [one = null] = touched ?? [];
      next.set(code, countedRows(session, community, at, before.get(code), touched?.length === 1 ? one : null));
    }
    rowsByCommunity.value = next;
  });
}
