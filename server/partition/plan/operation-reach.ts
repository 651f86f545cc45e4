/** What an operation has to do with: the cells it moves, and by name whatever else it changes or leans on. */
import type { OperationBody } from '../../contract/plan-operations.ts';
import type { CellRanges, PlanLevel } from '../../contract/plan-state.ts';
import { assignmentOf } from './assignment-text.ts';
import { pinText } from './canonical.ts';
import { cellsOf, rangesOf } from './cell-ranges.ts';

export interface Reach {
  readonly cells: readonly { readonly community: string; readonly level: PlanLevel; readonly ranges: CellRanges }[];
  readonly names: ReadonlySet<string>;
  /** Of the names those that it gave: whoever uses one leans on the operation. */
  readonly made: ReadonlySet<string>;
}

const NOTHING: ReadonlySet<string> = new Set();

export function reachOf(body: OperationBody): Reach {
  switch (body.kind) {
    case 'assign':
    case 'moveBorder': {
      const { community, level, cells, to } = body.args;
      const slots = [...to, ...body.before.from].filter((_, i) => i % 2 === 0);
      return { cells: [{ community, level, ranges: cells }], names: names(community, level, slots), made: NOTHING };
    }
    case 'split':
    case 'merge': {
      const { community, level } = body.args;
      const parts = body.kind === 'split' ? body.args.parts : body.before.parts;
      const made = body.kind === 'split' ? parts.map(({ slot }) => slot) : [];
      const around = body.kind === 'split' ? body.args.slot : body.args.kept;
      return {
        cells: parts.map(({ cells }) => ({ community, level, ranges: cells })),
        names: names(community, level, [around, ...parts.map(({ slot }) => slot)]),
        made: names(community, level, made),
      };
    }
    case 'bendArc':
      return { cells: [], names: arcNames(body.args.community, [body.args.arc]), made: NOTHING };
    case 'moveNode': {
      // A later course of one of the arcs ends where the node was put.
      const all = arcNames(body.args.community, body.args.arcs);
      return { cells: [], names: all, made: all };
    }
    case 'cutCell':
    case 'uncut': {
      const { community } = body.args;
      const { cell, child } = body.kind === 'cutCell' ? body.args.cut : body.before.cut;
      const ranges = rangesOf([cell, child]);
      return {
        cells: [
          { community, level: 'grid', ranges },
          { community, level: 'micro', ranges },
        ],
        names: new Set([`cell ${community} ${cell}`, `cell ${community} ${child}`]),
        made: NOTHING,
      };
    }
    case 'setGrid': {
      const { community, level, slot } = body.args;
      return { cells: [], names: names(community, level, [slot]), made: NOTHING };
    }
    case 'lock': {
      const each = body.args.grids.map(({ community, level, slot }) => slotName(community, level, slot));
      return { cells: [], names: new Set(each), made: NOTHING };
    }
    case 'pin':
      return { cells: [], names: new Set([`pin ${body.args.community} ${pinText(body.args.pin)}`]), made: NOTHING };
    case 'apply':
      return applyReach(body);
    case 'rebase':
      return { cells: [], names: NOTHING, made: NOTHING };
  }
}

/** The communities that an operation changes something in. */
export function communitiesOf(body: OperationBody): string[] {
  switch (body.kind) {
    case 'lock':
      return [...new Set(body.args.grids.map(({ community }) => community))];
    case 'apply':
      return [...new Set(body.args.parts.map(({ community }) => community))];
    case 'rebase':
      return body.args.parts.map(({ state }) => state.community);
    default:
      return [body.args.community];
  }
}

/** The cells that two operations both move; community and level of the first that they share. */
export function sharedCells(one: Reach, other: Reach): { community: string; level: PlanLevel; cells: number[] } | null {
  for (const { community, level, ranges } of one.cells) {
    const own = new Set(cellsOf(ranges));
    for (const their of other.cells) {
      if (their.community !== community || their.level !== level) continue;
      const cells = (cellsOf(their.ranges) ?? []).filter((cell) => own.has(cell));
      if (cells.length > 0) return { community, level, cells };
    }
  }
  return null;
}

function applyReach({ args, before }: Extract<OperationBody, { kind: 'apply' }>): Reach {
  const all = new Set<string>();
  const made = new Set<string>();
  const cells = args.parts.map(({ community, level, division }, i) => {
    const was = before.parts[i]!.division;
    const [after, old] = [assignmentOf(division.assignment), assignmentOf(was.assignment)];
    const count = Math.max(division.slots.length, was.slots.length);
    for (let slot = 0; slot < count; slot++) {
      if (JSON.stringify(division.slots[slot]) !== JSON.stringify(was.slots[slot])) {
        all.add(slotName(community, level, slot));
      }
      if (division.slots[slot] && !was.slots[slot]) made.add(slotName(community, level, slot));
    }
    return { community, level, ranges: rangesOf([...after.keys()].filter((cell) => after[cell] !== old[cell])) };
  });
  return { cells, names: all, made };
}

function names(community: string, level: PlanLevel, slots: Iterable<number>): Set<string> {
  return new Set(Array.from(slots, (slot) => slotName(community, level, slot)));
}

function arcNames(community: string, arcs: readonly number[]): Set<string> {
  return new Set(arcs.map((arc) => `arc ${community} ${arc}`));
}

function slotName(community: string, level: PlanLevel, slot: number): string {
  return `slot ${community} ${level} ${slot}`;
}
