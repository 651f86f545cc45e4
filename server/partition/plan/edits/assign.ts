/** assign and moveBorder: cells get other slots that are there already. */
import type { BodyOf } from '../../../contract/plan-operations.ts';
import { slotsOf, UNASSIGNED } from '../cell-ranges.ts';
import type { EditedPlan } from '../edited-plan.ts';
import { type Outcome, refuse, touching } from '../refuse.ts';
import { communityOf, isRefused, knownCells, moveFault } from './moves.ts';

export function assign(
  plan: EditedPlan,
  { args, before }: Pick<BodyOf<'assign'>, 'args' | 'before'>,
  isReverting: boolean,
): Outcome {
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { level } = args;
  const cells = knownCells(community, args.cells, level);
  if (isRefused(cells)) return cells;
  const from = slotsOf(before.from, cells.length);
  const to = slotsOf(args.to, cells.length);
  if (from === null || to === null) return refuse('malformed', community, { level });
  const { numbers } = community.divisions[level];
  const stale = cells.filter((cell, i) => numbers.slotOf[cell] !== from[i]);
  if (stale.length > 0) return refuse('stale', community, { level, cells: stale });
  const missing = to.filter((slot) => slot !== UNASSIGNED && community.slot(level, slot) === null);
  if (missing.length > 0) return refuse('slot-unknown', community, { level, slots: missing });
  if (cells.every((_, i) => from[i] === to[i])) return refuse('changes-nothing', community, { level });
  const fault = moveFault(community, level, cells, (i) => to[i]!, isReverting);
  if (fault !== null) return fault;
  cells.forEach((cell, i) => {
    numbers.move(cell, to[i]!);
  });
  return { touched: [touching(community, level, [...from, ...to])] };
}

/** An assignment between two slots that leaves neither in more parts than before. Going back is not judged. */
export function moveBorder(plan: EditedPlan, body: BodyOf<'moveBorder'>, isReverting: boolean): Outcome {
  const { args, before } = body;
  const community = communityOf(plan, args);
  if (isRefused(community)) return community;
  const { level, between, ends } = args;
  const strange = [...everyOther(args.to), ...everyOther(before.from)].filter((slot) => !between.includes(slot));
  const nodes = community.layer.nodes.length / 2;
  if (strange.length > 0 || between[0] === between[1]) return refuse('malformed', community, { level, slots: strange });
  if (ends.some((node) => node >= nodes)) return refuse('malformed', community, { level });
  const { numbers } = community.divisions[level];
  const partsBefore = between.map((slot) => numbers.parts(slot).length);
  const outcome = assign(plan, body, isReverting);
  if (isRefused(outcome) || isReverting) return outcome;
  for (const [i, slot] of between.entries()) {
    const parts = numbers.parts(slot);
    if (parts.length <= Math.max(1, partsBefore[i]!)) continue;
    const small = parts[parts.length - 1]!;
    assign(plan, { args: { ...args, to: before.from }, before: { from: args.to } }, true);
    return refuse('sweep-parted', community, { level, slots: [slot], cells: small });
  }
  return outcome;
}

function everyOther(runs: readonly number[]): number[] {
  return runs.filter((_, i) => i % 2 === 0);
}
