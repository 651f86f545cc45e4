/** Plans over small grounds, with the grids in force as their start. */
import type { PlanSlot, PlanSnapshot } from '../../../server/contract/plan-state.ts';
import { buildCells } from '../../../server/partition/cells/build-cells.ts';
import type { CellLayer } from '../../../server/partition/cells/cell-layer.ts';
import type { CellsInput } from '../../../server/partition/cells/cells-input.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import { EditedPlan } from '../../../server/partition/plan/edited-plan.ts';
import type { Footprints } from '../../../server/partition/plan/plan-layer.ts';
import { startState } from '../../../server/partition/plan/start-state.ts';
import { grid, house, rectangle, road, scene } from '../cell-scene.ts';

export interface Ground {
  readonly layers: ReadonlyMap<string, CellLayer>;
  readonly footprints: Footprints;
  readonly start: PlanSnapshot;
}

export function slotRecord(code: string, more: Partial<PlanSlot> = {}): PlanSlot {
  return { key: code, code, name: code, kind: 'basic', role: 'free', parent: null, ...more };
}

export function groundOf(inputs: readonly CellsInput[]): Ground {
  const plans = new Map(inputs.flatMap(({ buildings }) => buildings.map(({ id, footprint }) => [id, footprint])));
  const layers = new Map(inputs.map((input) => [input.community, buildCells(input)]));
  const records = new Map(inputs.flatMap(({ today }) => today.map(({ code }) => [code, slotRecord(code)])));
  return {
    layers,
    footprints: (place) => plans.get(place) ?? null,
    start: { seq: 0, communities: [...layers.values()].map((layer) => startState(layer, records)) },
  };
}

export function planOn({ layers, footprints, start }: Ground, snapshot: PlanSnapshot = start): EditedPlan {
  return new EditedPlan(snapshot, (community) => layers.get(community), footprints);
}

/**
 * Two rows of four houses A … H with 100, 101, … households, a main road between the rows, G1 in the west and G2 in the east.
 * Cells are the houses in order: A B C D in the south, E F G H in the north.
 */
export const EIGHT_HOUSES: CellsInput = scene({
  barriers: [road('main-road', [0, 50], [200, 50])],
  today: [grid('G1', rectangle(0, 0, 100, 100)), grid('G2', rectangle(100, 0, 200, 100))],
  buildings: ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'].map((id, i) =>
    house(id, 25 + 50 * (i % 4), i < 4 ? 25 : 75, 10, 10, 100 + i),
  ),
});

export function only(plan: EditedPlan): CommunityPlan {
  return [...plan.communities.values()][0]!;
}

/** Letters of the cells in each slot of the grids: "ABEF CDGH". */
export function drawn(plan: EditedPlan): string {
  const { layer, divisions } = only(plan);
  return divisions.grid.slots
    .map((slot, i) =>
      slot === null
        ? '-'
        : divisions.grid.numbers
            .cellsOf(i)
            .map((cell) => layer.cells[cell]!.id)
            .join(''),
    )
    .join(' ');
}

/** A state without the counters that only grow. */
export function bytesOf(plan: EditedPlan): string {
  const { communities } = plan.snapshot();
  return JSON.stringify(communities.map(({ nextCell: _, nextSlot: __, ...rest }) => rest));
}
