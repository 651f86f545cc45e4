/**
 * An operation that was made before others were faster: new grids that it makes get numbers that are still free, and what it
 * says of them later goes by those. Numbers of grids that were there already stay.
 */
import type { OperationBody } from '../../../server/contract/plan-operations.ts';
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import type { EditedPlan } from '../../../server/partition/plan/edited-plan.ts';

/** `numbers`: what earlier operations of the same row were renumbered to; added to. */
export function renumbered(body: OperationBody, plan: EditedPlan, numbers: Map<string, number>): OperationBody {
  const to = (community: string, level: PlanLevel) => (slot: number) =>
    numbers.get(`${community} ${level} ${slot}`) ?? slot;
  switch (body.kind) {
    case 'split': {
      const { community, level } = body.args;
      let next = plan.communities.get(community)?.divisions[level].nextSlot ?? 0;
      for (const { slot } of body.args.parts) {
        next = Math.max(next, slot);
        numbers.set(`${community} ${level} ${slot}`, next++);
      }
      const of = to(community, level);
      const parts = body.args.parts.map((part) => ({ ...part, slot: of(part.slot) }));
      return { ...body, args: { ...body.args, slot: of(body.args.slot), parts } };
    }
    case 'assign':
    case 'moveBorder': {
      const of = to(body.args.community, body.args.level);
      const runs = (list: readonly number[]) => list.map((value, i) => (i % 2 === 0 ? of(value) : value));
      const before = { from: runs(body.before.from) };
      return body.kind === 'assign'
        ? { ...body, args: { ...body.args, to: runs(body.args.to) }, before }
        : { ...body, args: { ...body.args, to: runs(body.args.to), between: body.args.between.map(of) }, before };
    }
    case 'merge': {
      const of = to(body.args.community, body.args.level);
      const parts = body.before.parts.map((part) => ({ ...part, slot: of(part.slot) }));
      parts.sort((a, b) => a.slot - b.slot);
      const slots = parts.map(({ slot }) => slot);
      return { ...body, args: { ...body.args, slots, kept: of(body.args.kept) }, before: { parts } };
    }
    case 'setGrid':
      return { ...body, args: { ...body.args, slot: to(body.args.community, body.args.level)(body.args.slot) } };
    case 'lock': {
      const grids = body.args.grids.map((grid) => ({ ...grid, slot: to(grid.community, grid.level)(grid.slot) }));
      return { ...body, args: { grids } };
    }
    default:
      return body;
  }
}
