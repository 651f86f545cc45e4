/** One division of a community from departments' layers: the first layer in an order that covers a cell decides. Pure. */
import type { Division, PlanSlot } from '../contract/plan-state.ts';
import { assignmentText } from '../partition/plan/assignment-text.ts';
import { UNASSIGNED } from '../partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../partition/plan/community-plan.ts';
import type { SourceLayer } from './source-report.ts';

/**
 * `gridOf`: for each layer, in order, the grid of each cell of the layer of cells. A grid whose code is one of the community's
 * goes on as that grid; others are new. Cells of a building that a border cuts go with the part where most households are.
 */
export function sourceDivision(
  community: CommunityPlan,
  sources: readonly SourceLayer[],
  gridOf: readonly Int32Array[],
  keyOf: (source: number, grid: number) => string,
): Division {
  const { slots, nextSlot } = community.divisions.grid;
  const after: (PlanSlot | null)[] = slots.map(() => null);
  const numberOf = new Map<string, number>();
  let next = nextSlot;
  const slotFor = (source: number, grid: number): number => {
    const known = numberOf.get(`${source} ${grid}`);
    if (known !== undefined) return known;
    const { code, name } = sources[source]!.grids[grid]!;
    const old = code === null ? -1 : slots.findIndex((slot) => slot?.code === code);
    const number = old >= 0 ? old : next++;
    while (after.length <= number) after.push(null);
    const fresh = { code: null, name: name ?? '', kind: 'basic', role: 'free', parent: null } as const;
    after[number] = slots[old] ?? { key: keyOf(source, grid), ...fresh };
    numberOf.set(`${source} ${grid}`, number);
    return number;
  };
  const { base, layer } = community;
  const slotOf = new Uint16Array(layer.cells.length).fill(UNASSIGNED);
  for (let cell = 0; cell < base.cells.length; cell++) {
    const source = gridOf.findIndex((grids) => grids[cell]! >= 0);
    if (source >= 0) slotOf[cell] = slotFor(source, gridOf[source]![cell]!);
  }
  // Children of cut cells go with the cell that they were cut from.
  for (const { cell, child } of layer.overlay.cuts) slotOf[child] = slotOf[cell]!;
  for (const tie of base.ties) {
    const most = tie.reduce((a, b) => (base.cells[b]!.households > base.cells[a]!.households ? b : a));
    for (const cell of tie) slotOf[cell] = slotOf[most]!;
  }
  const used = new Set(slotOf);
  return {
    slots: after.map((slot, number) => (used.has(number) ? slot : null)),
    assignment: assignmentText(slotOf),
  };
}
