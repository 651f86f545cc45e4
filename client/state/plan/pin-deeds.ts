/** Rules for grids to come: what stays together, what is not crossed, what is never cut. Proposals keep them; painting may break them, which is told. */
import type { PlanPin } from '../../../server/contract/plan-state.ts';
import { pinBody } from '../../../server/partition/plan/bodies.ts';
import { rangesOf } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { act, planSession } from './opened.ts';

export function setPin(community: string, pin: PlanPin, on: boolean): boolean {
  const plan = planSession.peek()?.community(community);
  return plan !== undefined && act(pinBody(plan, pin, on));
}

/** Fewer than two cells are together anyway. */
export function pinTogether(community: string, cells: readonly number[]): boolean {
  const sorted = [...new Set(cells)].sort((a, b) => a - b);
  return sorted.length > 1 && setPin(community, { pin: 'together', cells: rangesOf(sorted) }, true);
}

/** `arcs`: of the layer as the plan has it; stretches of one arc of the base stand for the whole of it. */
export function pinLine(community: string, arcs: readonly number[]): boolean {
  const plan = planSession.peek()?.community(community);
  if (plan === undefined) return false;
  const base = [...new Set(arcs.map((arc) => plan.layer.baseArc[arc]!))].filter((arc) => arc >= 0);
  return base.length > 0 && setPin(community, { pin: 'never-cross', arcs: base.sort((a, b) => a - b) }, true);
}

/** The compound that a cell is of; false when it is of none. */
export function pinWhole(community: string, cell: number): boolean {
  const compound = planSession
    .peek()
    ?.community(community)
    ?.layer.compounds.find(({ cells }) => cells.includes(cell));
  return compound !== undefined && setPin(community, { pin: 'whole', compound: compound.id }, true);
}

/** Cells that a rule is about, to fly to and to mark. */
export function cellsOfPin({ layer }: CommunityPlan, pin: PlanPin): number[] {
  if (pin.pin === 'whole') return [...(layer.compounds.find(({ id }) => id === pin.compound)?.cells ?? [])];
  if (pin.pin === 'together') {
    const cells: number[] = [];
    for (let i = 0; i < pin.cells.length; i += 2) {
      for (let k = 0; k < pin.cells[i + 1]!; k++) cells.push(pin.cells[i]! + k);
    }
    return cells;
  }
  const walls = new Set(pin.arcs);
  return layer.arcs.flatMap(({ left, right }, arc) =>
    walls.has(layer.baseArc[arc]!) ? [left, right].filter((cell) => cell >= 0) : [],
  );
}

export function lengthOfPin({ layer }: CommunityPlan, pin: PlanPin): number {
  if (pin.pin !== 'never-cross') return 0;
  return pin.arcs.reduce((sum, arc) => sum + (layer.base.arcs[arc]?.lenCm ?? 0), 0);
}
