/** Random operations on one community of a plan, made from its state; some of them are refused. */
import type { OperationBody } from '../../../server/contract/plan-operations.ts';
import type { PlanLevel, PlanSlot, SlotRole } from '../../../server/contract/plan-state.ts';
import { assignmentText } from '../../../server/partition/plan/assignment-text.ts';
import {
  applyBody,
  assignBody,
  bendBody,
  cutBody,
  lockBody,
  mergeBody,
  moveNodeBody,
  pinBody,
  setGridBody,
  splitBody,
  uncutBody,
} from '../../../server/partition/plan/bodies.ts';
import { rangesOf, UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { nodeFault } from '../../../server/partition/plan/move-node.ts';
import { between, type Random } from '../random.ts';
import { slotRecord } from './plan-scene.ts';

export type Wish = OperationBody['kind'] | 'micro';

const ALL: readonly Wish[] = [
  'assign',
  'assign',
  'assign',
  'split',
  'merge',
  'bendArc',
  'bendArc',
  'moveNode',
  'moveNode',
  'cutCell',
  'cutCell',
  'uncut',
  'uncut',
  'setGrid',
  'lock',
  'pin',
  'apply',
  'micro',
];

/** null when the state has nothing to do it with. `number`: makes names that were never there. */
export function randomOperation(
  community: CommunityPlan,
  random: Random,
  number: number,
  wishes: readonly Wish[] = ALL,
): OperationBody | null {
  const { grid, micro } = community.divisions;
  const cells = [...community.layer.cells.keys()].filter((cell) => community.isCell(cell));
  const slots = slotsIn(community, 'grid');
  const micros = slotsIn(community, 'micro');
  switch (pick(random, wishes)) {
    case 'assign':
      return slots.length === 0 ? null : assignBody(community, 'grid', patch(community, random), pick(random, slots));
    case 'micro': {
      if (slots.length === 0) return null;
      const parent = pick(random, slots);
      const own = grid.numbers.cellsOf(parent).filter((cell) => micro.numbers.slotOf[cell] === UNASSIGNED);
      if (micros.length > 0 && random() < 0.6) {
        return assignBody(community, 'micro', patch(community, random), pick(random, [...micros, UNASSIGNED]));
      }
      const record = slotRecord(`M${number}`, { kind: 'micro', parent });
      return splitBody(
        community,
        'micro',
        UNASSIGNED,
        own.filter(() => random() < 0.4),
        record,
      );
    }
    case 'split': {
      const slot = pick(random, [...slots, UNASSIGNED]);
      const part = grid.numbers.cellsOf(slot).filter(() => random() < 0.4);
      return splitBody(community, 'grid', slot, part, slotRecord(`N${number}`, { code: null }));
    }
    case 'merge': {
      if (slots.length < 2) return null;
      return mergeBody(community, 'grid', [pick(random, slots), pick(random, slots)], pick(random, slots));
    }
    case 'bendArc':
      return randomBend(community, random);
    case 'moveNode':
      return randomMove(community, random);
    case 'cutCell':
      return randomCut(community, random, pick(random, cells));
    case 'uncut': {
      const { cuts } = community.layer.overlay;
      return cuts.length === 0 ? null : uncutBody(community, pick(random, cuts).child);
    }
    case 'setGrid': {
      if (slots.length === 0) return null;
      const set = random() < 0.5 ? { name: `name ${number}` } : { kind: pick(random, ['basic', 'dedicated'] as const) };
      return setGridBody(community, 'grid', pick(random, slots), set);
    }
    case 'lock': {
      const role = pick(random, ['free', 'free', 'locked', 'dedicated'] as const satisfies readonly SlotRole[]);
      return slots.length === 0 ? null : lockBody([{ community, level: 'grid', slot: pick(random, slots) }], role);
    }
    case 'pin': {
      const pins = community.pins;
      if (pins.length > 0 && random() < 0.5) return pinBody(community, pick(random, pins), false);
      const together = [...new Set([pick(random, cells), pick(random, cells)])].sort((a, b) => a - b);
      return pinBody(community, { pin: 'together', cells: rangesOf(together) }, random() < 0.8);
    }
    default:
      return randomApply(community, random, number);
  }
}

/** A cell and some around it. */
function patch(community: CommunityPlan, random: Random): number[] {
  const { ground } = community.divisions.grid.numbers;
  const cells = [...community.layer.cells.keys()].filter((cell) => community.isCell(cell));
  const found = [pick(random, cells)];
  for (let steps = between(random, 0, 5); steps > 0; steps--) {
    const at = pick(random, found);
    const [from, to] = [ground.start[at]!, ground.start[at + 1]!];
    if (to > from) found.push(ground.to[between(random, from, to - 1)]!);
  }
  return found;
}

function randomBend(community: CommunityPlan, random: Random): OperationBody | null {
  const { base, layer } = community;
  const inner = [...base.arcs.keys()].filter((arc) => base.arcs[arc]!.left >= 0 && base.arcs[arc]!.right >= 0);
  if (inner.length === 0) return null;
  const arc = pick(random, inner);
  if (random() < 0.2) return bendBody(community, arc, [...base.arcs[arc]!.points]);
  const points = [...layer.arcs[arc]!.points];
  const jitter = (): number => between(random, -900, 900);
  const vertex = between(random, 0, points.length / 2 - 2);
  if (vertex > 0 && random() < 0.5) {
    points[2 * vertex]! += jitter();
    points[2 * vertex + 1]! += jitter();
  } else {
    const middle = [0, 1].map(
      (k) => Math.round((points[2 * vertex + k]! + points[2 * vertex + 2 + k]!) / 2) + jitter(),
    );
    points.splice(2 * vertex + 2, 0, ...middle);
  }
  return bendBody(community, arc, points);
}

/** Mostly a little, sometimes back to where it was built, sometimes far away. */
function randomMove(community: CommunityPlan, random: Random): OperationBody | null {
  const { base, layer } = community;
  const inner = [...Array(base.nodes.length / 2).keys()].filter(
    (node) => nodeFault(layer, node)?.reason !== 'node-fixed',
  );
  const node = random() < 0.9 && inner.length > 0 ? pick(random, inner) : between(random, 0, base.nodes.length / 2);
  if (random() < 0.2) return moveNodeBody(community, node, [base.nodes[2 * node]!, base.nodes[2 * node + 1]!]);
  const far = pick(random, [300, 900, 900, 8000]);
  const [x, y] = [0, 1].map((k) => layer.nodes[2 * node + k]! + between(random, -far, far));
  return moveNodeBody(community, node, [x!, y!]);
}

/** From somewhere on the outline to somewhere else; everything people have stays on one side. */
function randomCut(community: CommunityPlan, random: Random, cell: number): OperationBody {
  const own = community.layer.arcs.filter(({ left, right }) => left === cell || right === cell);
  const place = (): number[] => {
    const { points } = pick(random, own);
    const vertex = between(random, 0, points.length / 2 - 2);
    const along = random();
    return [0, 1].map((k) => {
      const from = points[2 * vertex + k]!;
      return Math.round(from + along * (points[2 * vertex + 2 + k]! - from));
    });
  };
  const { places, households } = community.layer.cells[cell]!;
  const all = { places: [...places], households };
  const nothing = { places: [], households: 0 };
  const [left, right] = random() < 0.5 ? [all, nothing] : [nothing, all];
  return cutBody(community, { cell, line: [...place(), ...place()], units: false, left, right });
}

function randomApply(community: CommunityPlan, random: Random, number: number): OperationBody {
  const { slots, nextSlot, numbers } = community.divisions.grid;
  const next: (PlanSlot | null)[] = slots.map((slot) => (slot !== null && random() < 0.9 ? slot : null));
  while (next.length < nextSlot) next.push(null);
  next.push(slotRecord(`P${number}`, { code: null }));
  const used = [...next.keys()].filter((slot) => next[slot] !== null);
  const slotOf = numbers.slotOf.map((slot, cell) => {
    if (!community.isCell(cell)) return UNASSIGNED;
    return next[slot] && random() < 0.7 ? slot : pick(random, used);
  });
  const division = { slots: next, assignment: assignmentText(slotOf) };
  return applyBody([{ community, level: 'grid', division }], 'proposal', null);
}

function slotsIn(community: CommunityPlan, level: PlanLevel): number[] {
  const { slots } = community.divisions[level];
  return [...slots.keys()].filter((slot) => slots[slot] !== null);
}

function pick<T>(random: Random, items: readonly T[]): T {
  return items[between(random, 0, items.length - 1)]!;
}
