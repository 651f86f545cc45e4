/** The operation that takes another back; the inverse of the inverse is the operation itself. */
import type { OperationBody } from '../../contract/plan-operations.ts';

export function inverse(body: OperationBody): OperationBody {
  switch (body.kind) {
    case 'assign':
      return { ...body, args: { ...body.args, to: body.before.from }, before: { from: body.args.to } };
    case 'moveBorder':
      return { ...body, args: { ...body.args, to: body.before.from }, before: { from: body.args.to } };
    case 'split': {
      const { community, layer, level, slot, parts } = body.args;
      const slots = parts.map((part) => part.slot);
      return { kind: 'merge', args: { community, layer, level, slots, kept: slot }, before: { parts } };
    }
    case 'merge': {
      const { community, layer, level, kept } = body.args;
      const { parts } = body.before;
      return { kind: 'split', args: { community, layer, level, slot: kept, parts }, before: {} };
    }
    case 'bendArc':
      return { ...body, args: { ...body.args, points: body.before.points }, before: { points: body.args.points } };
    case 'moveNode':
      return { ...body, args: { ...body.args, at: body.before.at }, before: { at: body.args.at } };
    case 'cutCell': {
      const { community, layer, cut } = body.args;
      return { kind: 'uncut', args: { community, layer, child: cut.child }, before: { cut, ...body.before } };
    }
    case 'uncut': {
      const { community, layer } = body.args;
      const { cut, grid, micro } = body.before;
      return { kind: 'cutCell', args: { community, layer, cut }, before: { grid, micro } };
    }
    case 'setGrid':
      return { ...body, args: { ...body.args, set: body.before.set }, before: { set: body.args.set } };
    case 'lock': {
      const grids = body.args.grids.map((grid, i) => ({ ...grid, role: body.before.roles[i]! }));
      return { kind: 'lock', args: { grids }, before: { roles: body.args.grids.map(({ role }) => role) } };
    }
    case 'pin':
      return { ...body, args: { ...body.args, on: body.before.on }, before: { on: body.args.on } };
    case 'apply':
      return { ...body, args: { ...body.args, parts: body.before.parts }, before: { parts: body.args.parts } };
    case 'rebase': {
      const { parts } = body.args;
      const back = parts.map((part, i) => ({ ...part, state: body.before.states[i]! }));
      return { kind: 'rebase', args: { parts: back }, before: { states: parts.map(({ state }) => state) } };
    }
  }
}
