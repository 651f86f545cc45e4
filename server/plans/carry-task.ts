/** A community of a plan on the ground of now, by each choice, and what comes of it. Pure; run in a thread. */
import type { RebaseTake } from '../contract/plan-operations.ts';
import type { RebaseOutcome } from '../contract/plan-rebase.ts';
import type { CommunityState } from '../contract/plan-state.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { carryOver } from '../partition/plan/carry/carry-over.ts';
import { CommunityPlan } from '../partition/plan/community-plan.ts';
import { decodeLayer } from '../partition/plan/layer-codec.ts';
import { communityResult } from './community-result.ts';
import type { StandingRow } from './plan-result.ts';

/** Layers as layer-codec.ts writes them. */
export interface CarryInput {
  readonly old: { readonly encoded: Uint8Array; readonly start: CommunityState; readonly now: CommunityState };
  readonly fresh: {
    readonly encoded: Uint8Array;
    readonly start: CommunityState;
    readonly standing: readonly StandingRow[];
  };
  /** Ground plans on the new ground, WKB in degrees. */
  readonly footprints: readonly { readonly code: string; readonly wkb: Uint8Array }[];
  readonly takes: readonly RebaseTake[];
}

/** By the order of `takes`. */
export type CarryAnswer = { readonly state: CommunityState; readonly outcome: RebaseOutcome }[];

export function carryAnswer({ old, fresh, footprints, takes }: CarryInput): CarryAnswer {
  const before = { layer: decodeLayer(old.encoded), start: old.start, now: old.now };
  const after = { layer: decodeLayer(fresh.encoded), start: fresh.start };
  const plans = new Map(footprints.map(({ code, wkb }) => [code, decodeMultiPolygon(wkb)]));
  return takes.map((take) => {
    const { state, lost } = carryOver(before, after, take, (place) => plans.get(place) ?? null);
    const { grids, closed } = communityResult(after.layer, fresh.start, state, fresh.standing);
    const inForce = new Set(fresh.standing.map(({ code }) => code));
    const isThere = ({ code }: { code: string | null }): boolean => code !== null && inForce.has(code);
    const outcome: RebaseOutcome = {
      added: grids.filter((grid) => !isThere(grid)).map(({ key }) => key),
      changed: grids.filter(isThere).map(({ code }) => code!),
      closed: [...closed],
      households: householdsMoved(after.layer, fresh.start, state),
      lost,
    };
    return { state, outcome };
  });
}

function householdsMoved(layer: CellLayer, start: CommunityState, now: CommunityState): number {
  const [was, is] = [new CommunityPlan(layer, start), new CommunityPlan(layer, now)];
  const keyIn = (plan: CommunityPlan, cell: number): string | undefined =>
    plan.slot('grid', plan.divisions.grid.numbers.slotOf[cell]!)?.key;
  const rootOf = [...is.layer.cells.keys()];
  for (const { cell, child } of now.overlay.cuts) rootOf[child] = rootOf[cell]!;
  return is.layer.cells.reduce((sum, { households }, cell) => {
    const isMoved = is.isCell(cell) && keyIn(is, cell) !== keyIn(was, rootOf[cell]!);
    return sum + (isMoved ? Math.max(0, households) : 0);
  }, 0);
}
