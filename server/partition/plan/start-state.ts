/** The state that a plan of a community starts from: the grids in force, or none. */
import type { CommunityState, PlanSlot } from '../../contract/plan-state.ts';
import type { CellLayer } from '../cells/cell-layer.ts';
import { assignmentText } from './assignment-text.ts';
import { canonicalSlot } from './canonical.ts';
import { UNASSIGNED } from './cell-ranges.ts';

/** `slotOfCode`: the record of each grid in force, by its code. Throws a RangeError where one is missing. */
export function startState(layer: CellLayer, slotOfCode: ReadonlyMap<string, PlanSlot>): CommunityState {
  const slots = layer.todayCodes.map((code) => {
    const record = slotOfCode.get(code);
    if (record === undefined) throw new RangeError(`the layer of ${layer.community} knows another grid: ${code}`);
    return canonicalSlot(record);
  });
  const slotOf = Uint16Array.from(layer.cells, ({ today }) => (today < 0 ? UNASSIGNED : today));
  return stateOf(layer, slots, slotOf);
}

/** Nothing is in any grid. */
export function emptyState(layer: CellLayer): CommunityState {
  return stateOf(layer, [], new Uint16Array(layer.cells.length).fill(UNASSIGNED));
}

function stateOf(layer: CellLayer, slots: PlanSlot[], slotOf: Uint16Array): CommunityState {
  const nothing = assignmentText(new Uint16Array(layer.cells.length).fill(UNASSIGNED));
  return {
    community: layer.community,
    layer: layer.hash,
    overlay: { bends: [], cuts: [] },
    pins: [],
    nextCell: layer.cells.length,
    grid: { slots, assignment: assignmentText(slotOf) },
    micro: { slots: [], assignment: nothing },
    nextSlot: { grid: slots.length, micro: 0 },
  };
}
