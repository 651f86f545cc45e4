/** pin: what proposals have to respect besides locks. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import { canonicalPin, pinText } from '../canonical.ts';
import type { CommunityPlan } from '../community-plan.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, touching } from '../refuse.ts';
import { communityOf, isRefused, knownCells, type Refused } from './moves.ts';

export function pin(plan: EditedPlan, { args, before }: BodyOf<'pin'>, _isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const fault = args.on ? pinFault(community, args.pin) : null;
  if (fault !== null) return fault;
  const text = pinText(args.pin);
  const others = community.pins.filter((one) => pinText(one) !== text);
  const isOn = others.length < community.pins.length;
  if (isOn !== before.on) return refuse('stale', community);
  if (args.on === isOn) return refuse('changes-nothing', community);
  const pins = args.on ? [...others, canonicalPin(args.pin)] : others;
  community.pins = pins.sort((a, b) => (pinText(a) < pinText(b) ? -1 : 1));
  return { touched: [touching(community, 'grid', [])] };
}

function pinFault(community: CommunityPlan, wish: BodyOf<'pin'>['args']['pin']): Refused | null {
  if (wish.pin === 'together') {
    const cells = knownCells(community, wish.cells, 'grid');
    if (isRefused(cells)) return cells;
    return cells.length < 2 ? refuse('malformed', community, { cells }) : null;
  }
  if (wish.pin === 'whole') {
    const isKnown = community.base.compounds.some(({ id }) => id === wish.compound);
    return isKnown ? null : refuse('compound-unknown', community);
  }
  const { arcs } = community.base;
  if (wish.arcs.some((arc, i) => i > 0 && arc <= wish.arcs[i - 1]!)) return refuse('malformed', community);
  const isKnown = wish.arcs.every((arc) => arc < arcs.length && arcs[arc]!.left >= 0 && arcs[arc]!.right >= 0);
  return isKnown ? null : refuse('arc-unknown', community);
}
