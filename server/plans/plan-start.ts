/**
 * What a plan starts from in one community: its grids in force as slots, and its micro grids over the same cells. A micro grid
 * has the cells whose points lie in it; while those stay the same it keeps its published shape.
 */
import type { CommunityState, PlanSlot } from '../contract/plan-state.ts';
import { GridIndex } from '../geometry/grid-index.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { CellLayer } from '../partition/cells/cell-layer.ts';
import { assignmentText } from '../partition/plan/assignment-text.ts';
import { UNASSIGNED } from '../partition/plan/cell-ranges.ts';
import { startState } from '../partition/plan/start-state.ts';
import type { StandingRow } from './plan-result.ts';

/** `grids`: of the community in the base edition, micro grids too. */
export function planStart(layer: CellLayer, grids: readonly StandingRow[]): CommunityState {
  const records = new Map(grids.map((grid) => [grid.code, slotOf(grid)]));
  const state = startState(layer, records);
  const numberOf = new Map(state.grid.slots.map((slot, number) => [slot?.code ?? '', number]));
  const micros = grids.filter(({ kind, parentCode }) => kind === 'micro' && numberOf.has(parentCode));
  if (micros.length === 0) return state;
  const index = GridIndex.build(micros.map(({ wkb }) => decodeMultiPolygon(wkb, 'lattice')));
  const assignment = Uint16Array.from(layer.cells, ({ x, y, today }) => {
    const micro = index.locateFirst(x, y);
    const isInGrid = micro >= 0 && layer.todayCodes[today] === micros[micro]!.parentCode;
    return isInGrid ? micro : UNASSIGNED;
  });
  const slots = micros.map((grid): PlanSlot => ({ ...slotOf(grid), parent: numberOf.get(grid.parentCode)! }));
  return {
    ...state,
    micro: { slots, assignment: assignmentText(assignment) },
    nextSlot: { ...state.nextSlot, micro: slots.length },
  };
}

function slotOf({ code, name, kind }: StandingRow): PlanSlot {
  return { key: code, code, name, kind, role: kind === 'dedicated' ? 'dedicated' : 'free', parent: null };
}
