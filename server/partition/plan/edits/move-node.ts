/** moveNode: a place where arcs meet goes elsewhere, and every border through it with it. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import type { Place } from '../course.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { arcsAt, coursesWith, moveFault, placeOf } from '../move-node.ts';
import { type Outcome, refuse } from '../refuse.ts';
import { lockedAround, takeCourses, touchingAround } from './courses.ts';
import { communityOf, isRefused } from './moves.ts';

export function moveNode(plan: EditedPlan, { args, before }: BodyOf<'moveNode'>, isReverting: boolean): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { base, layer } = community;
  const { node, at } = args;
  const arcs = arcsAt(base, node);
  if (arcs.length === 0) return refuse('node-unknown', community);
  const from = placeOf(layer, node);
  if (`${arcs}` !== `${args.arcs}`) return refuse('malformed', community, { at: from });
  if (`${from}` !== `${before.at}`) return refuse('stale', community, { at: from });
  const to: Place = [at[0]!, at[1]!];
  if (`${from}` === `${to}`) return refuse('changes-nothing', community, { at: from });
  const cells = new Set(arcs.flatMap((arc) => [base.arcs[arc]!.left, base.arcs[arc]!.right]));
  cells.delete(-1);
  const locked = lockedAround(community, cells, from);
  if (locked !== null) return locked;
  const fault = moveFault(layer, node, to, isReverting ? () => null : plan.footprints);
  if (fault !== null) return refuse(fault.reason, community, { at: fault.at });
  takeCourses(community, coursesWith(layer, node, to));
  return { touched: [touchingAround(community, cells)] };
}
