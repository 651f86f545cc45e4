/**
 * Grids in parts that nobody asked about. What is left of them after the work is put together again as one grid: parts that are
 * as they were, or have only taken in cells that were in no grid, go to whatever continues their grid.
 */
import type { SolvedArea } from './assemble.ts';
import { continuedGrids } from './label-matching.ts';
import type { ProposalRequest } from './request.ts';

export interface RawGrids {
  /** Cell → raw number; −1: none. */
  readonly rawOf: Int32Array;
  readonly count: number;
  /** For each area, slot → raw number. */
  readonly numberOf: readonly Int32Array[];
}

/** The slots of one area that have one raw number become one slot. `stays`: rows of the present plan whose parts are kept. */
export function withPartsKept(
  request: ProposalRequest,
  areas: readonly SolvedArea[],
  raw: RawGrids,
  stays: (grid: number) => boolean,
): RawGrids {
  const { present, graph } = request;
  const matched = continuedGrids(
    {
      households: graph.cells.households.map((one) => Math.max(0, one)),
      areaCm2: graph.cells.areaCm2,
      before: present.gridOf,
      beforeCount: present.grids.length,
      after: raw.rawOf,
      afterCount: raw.count,
    },
    present.grids.map(({ role }) => Number(role === 'free')),
  );
  const homeOf = new Map([...matched].flatMap((grid, number) => (grid < 0 ? [] : [[grid, number] as const])));
  const goesTo = Int32Array.from({ length: raw.count }, (_, number) => number);
  areas.forEach((area, i) => {
    for (const [slot, grid] of wholeParts(area)) {
      const home = homeOf.get(grid);
      if (home !== undefined && stays(grid)) goesTo[raw.numberOf[i]![slot]!] = home;
    }
  });
  const used = [...new Set(goesTo)].sort((a, b) => a - b);
  const renumbered = goesTo.map((number) => used.indexOf(number));
  const numberOf = areas.map(({ graph: { nodeCount }, state }, i) => {
    const firstOf = new Map<number, number>();
    const slotOf = state.slotOf.map((slot) => {
      const number = renumbered[raw.numberOf[i]![slot]!]!;
      if (!firstOf.has(number)) firstOf.set(number, slot);
      return firstOf.get(number)!;
    });
    state.load(slotOf);
    const numbers = new Int32Array(nodeCount).fill(-1);
    for (const [number, slot] of firstOf) numbers[slot] = number;
    return numbers;
  });
  return { rawOf: raw.rawOf.map((number) => (number < 0 ? -1 : renumbered[number]!)), count: used.length, numberOf };
}

/** Slots that hold of one present grid all that hung together, and of no other anything: slot → grid. */
function wholeParts({ graph: { present, start, open, to }, state: { slotOf } }: SolvedArea): Map<number, number> {
  const gridOf = new Map<number, number>();
  const isOther = new Set<number>();
  present.forEach((grid, v) => {
    const slot = slotOf[v]!;
    if (grid < 0) return;
    if ((gridOf.get(slot) ?? grid) !== grid) isOther.add(slot);
    gridOf.set(slot, grid);
    for (let k = start[v]!; k < open[v]!; k++) {
      if (present[to[k]!] === grid && slotOf[to[k]!] !== slot) isOther.add(slot);
    }
  });
  for (const slot of isOther) gridOf.delete(slot);
  return gridOf;
}
