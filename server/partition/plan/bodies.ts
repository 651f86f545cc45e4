/** Operations as they are made from the state at hand: who wants to do something says what, the rest is looked up. */
import type { BodyOf, SlotFields } from '../../contract/plan-operations.ts';
import type { CellCut, Division, PlanLevel, PlanPin, PlanSlot, SlotRole } from '../../contract/plan-state.ts';
import { pinText } from './canonical.ts';
import { rangesOf, runsOf, UNASSIGNED } from './cell-ranges.ts';
import type { CommunityPlan } from './community-plan.ts';
import { arcsAt, placeOf } from './move-node.ts';

/** Cells that are in the slot already, or that do not exist, are left out; null when none is left. */
export function assignBody(
  community: CommunityPlan,
  level: PlanLevel,
  cells: Iterable<number>,
  slot: number,
): BodyOf<'assign'> | null {
  return movesBody(community, level, new Map([...cells].map((cell) => [cell, slot])));
}

/** The same for cells that go to several slots: which cell to which. */
export function movesBody(
  community: CommunityPlan,
  level: PlanLevel,
  moves: ReadonlyMap<number, number>,
): BodyOf<'assign'> | null {
  const { slotOf } = community.divisions[level].numbers;
  const moved = [...moves.keys()].filter((cell) => community.isCell(cell) && slotOf[cell] !== moves.get(cell));
  if (moved.length === 0) return null;
  moved.sort((a, b) => a - b);
  return {
    kind: 'assign',
    args: { ...inLayer(community), level, cells: rangesOf(moved), to: runsOf(moved.map((cell) => moves.get(cell)!)) },
    before: { from: runsOf(moved.map((cell) => slotOf[cell]!)) },
  };
}

/** One new slot out of cells of another. `slot` UNASSIGNED: out of cells in none. */
export function splitBody(
  community: CommunityPlan,
  level: PlanLevel,
  slot: number,
  cells: Iterable<number>,
  record: PlanSlot,
): BodyOf<'split'> {
  return splitIntoBody(community, level, slot, [{ record, cells }]);
}

/** Several new slots out of cells of another, one step of undo. */
export function splitIntoBody(
  community: CommunityPlan,
  level: PlanLevel,
  slot: number,
  parts: readonly { readonly record: PlanSlot; readonly cells: Iterable<number> }[],
): BodyOf<'split'> {
  const first = community.divisions[level].nextSlot;
  const made = parts.map(({ record, cells }, i) => {
    const sorted = [...new Set(cells)].sort((a, b) => a - b);
    return { slot: first + i, record, cells: rangesOf(sorted) };
  });
  return { kind: 'split', args: { ...inLayer(community), level, slot, parts: made }, before: {} };
}

export function mergeBody(
  community: CommunityPlan,
  level: PlanLevel,
  slots: Iterable<number>,
  kept: number = UNASSIGNED,
): BodyOf<'merge'> {
  const { numbers } = community.divisions[level];
  const going = [...new Set(slots)].filter((slot) => slot !== kept && community.slot(level, slot) !== null);
  going.sort((a, b) => a - b);
  return {
    kind: 'merge',
    args: { ...inLayer(community), level, slots: going, kept },
    before: {
      parts: going.map((slot) => ({
        slot,
        record: community.slot(level, slot)!,
        cells: rangesOf(numbers.cellsOf(slot)),
      })),
    },
  };
}

export function bendBody(community: CommunityPlan, arc: number, points: readonly number[]): BodyOf<'bendArc'> {
  const before = { points: [...community.layer.arcs[arc]!.points] };
  return { kind: 'bendArc', args: { ...inLayer(community), arc, points: [...points] }, before };
}

/** null when the layer as it was built has no such node. */
export function moveNodeBody(
  { base, layer, code }: CommunityPlan,
  node: number,
  at: readonly [x: number, y: number],
): BodyOf<'moveNode'> | null {
  const arcs = arcsAt(base, node);
  if (arcs.length === 0) return null;
  return {
    kind: 'moveNode',
    args: { community: code, layer: base.hash, node, arcs, at: [...at] },
    before: { at: [...placeOf(layer, node)] },
  };
}

export function cutBody(community: CommunityPlan, cut: Omit<CellCut, 'child'>): BodyOf<'cutCell'> {
  const { grid, micro } = community.divisions;
  return {
    kind: 'cutCell',
    args: { ...inLayer(community), cut: { ...cut, child: community.nextCell } },
    before: { grid: grid.numbers.slotOf[cut.cell]!, micro: micro.numbers.slotOf[cut.cell]! },
  };
}

/** null when the child is that of no cut. */
export function uncutBody(community: CommunityPlan, child: number): BodyOf<'uncut'> | null {
  const cut = community.layer.overlay.cuts.find((one) => one.child === child);
  if (cut === undefined) return null;
  const { grid, micro } = community.divisions;
  return {
    kind: 'uncut',
    args: { ...inLayer(community), child },
    before: { cut, grid: grid.numbers.slotOf[child]!, micro: micro.numbers.slotOf[child]! },
  };
}

/** null when there is no such slot. */
export function setGridBody(
  community: CommunityPlan,
  level: PlanLevel,
  slot: number,
  set: SlotFields,
): BodyOf<'setGrid'> | null {
  const record = community.slot(level, slot);
  if (record === null) return null;
  const before = Object.fromEntries((Object.keys(set) as (keyof SlotFields)[]).map((field) => [field, record[field]]));
  return { kind: 'setGrid', args: { community: community.code, level, slot, set }, before: { set: before } };
}

/** Slots that are there, in any communities; null when none is. */
export function lockBody(
  grids: readonly { readonly community: CommunityPlan; readonly level: PlanLevel; readonly slot: number }[],
  role: SlotRole,
): BodyOf<'lock'> | null {
  const found = grids.flatMap(({ community, level, slot }) => {
    const record = community.slot(level, slot);
    return record === null || record.role === role ? [] : [{ community: community.code, level, slot, record }];
  });
  if (found.length === 0) return null;
  return {
    kind: 'lock',
    args: { grids: found.map(({ community, level, slot }) => ({ community, level, slot, role })) },
    before: { roles: found.map(({ record }) => record.role) },
  };
}

export function pinBody(community: CommunityPlan, pin: PlanPin, on: boolean): BodyOf<'pin'> {
  const isOn = community.pins.some((one) => pinText(one) === pinText(pin));
  return { kind: 'pin', args: { ...inLayer(community), pin, on }, before: { on: isOn } };
}

export function applyBody(
  parts: readonly { readonly community: CommunityPlan; readonly level: PlanLevel; readonly division: Division }[],
  source: BodyOf<'apply'>['args']['source'],
  certificate: string | null,
): BodyOf<'apply'> {
  const whole = (community: CommunityPlan, level: PlanLevel, division: Division) => ({
    ...inLayer(community),
    level,
    division,
  });
  return {
    kind: 'apply',
    args: {
      source,
      certificate,
      parts: parts.map(({ community, level, division }) => whole(community, level, division)),
    },
    before: { parts: parts.map(({ community, level }) => whole(community, level, community.division(level))) },
  };
}

function inLayer(community: CommunityPlan): { community: string; layer: string } {
  return { community: community.code, layer: community.base.hash };
}
