/** What is asked for next: how much may change, for which part of the plan, with which standard and seed. */
import { computed, signal } from '@preact/signals';
import type { NewProposal, ProposalMethod } from '../../../server/contract/plan-proposals.ts';
import { toUnits } from '../../../server/geometry/lattice.ts';
import type { Standard } from '../../../server/partition/standard.ts';
import { viewport } from '../viewport.ts';
import { chosen } from './choice.ts';
import { planSession } from './opened.ts';

/** From the left end of the slider to the right: nothing moves that need not, up to no regard for what stands. */
export const SLIDER = ['least-change', 'balanced', 'best-shape'] as const;
export type SliderMethod = (typeof SLIDER)[number];
export const sliderAt = signal<SliderMethod>('least-change');

export const SCOPES = ['plan', 'community', 'grids'] as const;
export type ProposalScope = (typeof SCOPES)[number];
export const proposalScope = signal<ProposalScope>('plan');

/** Keys of the grids that may change, where only chosen ones do. */
export const askedGrids = signal<ReadonlySet<string>>(new Set());

/** null: that of the plan. */
export const askedStandard = signal<Standard | null>(null);
export const DEFAULT_SEED = 1;
export const askedSeed = signal(DEFAULT_SEED);

/** The community of the grid in hand, else the one in the middle of the map, else the first. */
export const communityInView = computed<string | null>(() => {
  const session = planSession.value;
  if (session === null) return null;
  if (chosen.value !== null) return chosen.value.community;
  const view = viewport.value;
  if (view !== null) {
    const [west, south, east, north] = view.bounds;
    const found = session.finder.cellAt(toUnits((west + east) / 2), toUnits((south + north) / 2));
    if (found !== null) return found.community;
  }
  return session.plan.communities.keys().next().value ?? null;
});

/** null: nothing is chosen to be asked about. */
export function questionFor(method: ProposalMethod): NewProposal | null {
  const community = communityInView.peek();
  const grids = [...askedGrids.peek()].sort();
  const scope = proposalScope.peek();
  if ((scope === 'community' && community === null) || (scope === 'grids' && grids.length === 0)) return null;
  const standard = askedStandard.peek();
  return {
    method,
    ...(scope === 'community' ? { communities: [community!] } : {}),
    ...(scope === 'grids' ? { grids } : {}),
    ...(standard === null ? {} : { standard: { ...standard } }),
    seed: askedSeed.peek(),
  };
}
