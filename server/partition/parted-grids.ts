/** Which slots of a present plan, each a connected part of a grid, belong to grids in parts. */
import type { AreaWork } from './area-work.ts';

export interface PartedGrids {
  /** Rows of the present plan. */
  readonly grids: ReadonlySet<number>;
  /** For each area the slots that are a part of one of them. */
  readonly parts: readonly ReadonlySet<number>[];
  /** Those that are not the heaviest part of their grid, in whatever area that lies. */
  readonly lesser: readonly ReadonlySet<number>[];
}

/** Without the grid in row `asked`. To be called when the present plan has just been loaded everywhere. */
export function partedGrids(areas: readonly AreaWork[], asked: number): PartedGrids {
  const partsOf = new Map<number, { area: number; slot: number; weight: number }[]>();
  areas.forEach(({ state }, area) => {
    for (const slot of state.usedSlots()) {
      const grid = state.problem.graph.present[state.slotOf.indexOf(slot)]!;
      if (grid < 0 || grid === asked) continue;
      partsOf.set(grid, [...(partsOf.get(grid) ?? []), { area, slot, weight: state.weight[slot]! }]);
    }
  });
  const inParts = [...partsOf].filter(([, { length }]) => length > 1);
  const parts = areas.map(() => new Set<number>());
  const lesser = areas.map(() => new Set<number>());
  for (const [, all] of inParts) {
    const heaviest = all.reduce((one, other) => (other.weight > one.weight ? other : one));
    for (const part of all) {
      parts[part.area]!.add(part.slot);
      if (part !== heaviest) lesser[part.area]!.add(part.slot);
    }
  }
  return { grids: new Set(inParts.map(([grid]) => grid)), parts, lesser };
}
