/** Works on one grid and the neighbours it needs, of the present plan; all other grids keep their cells, and their parts. */
import type { AreaWork } from './area-work.ts';
import { bestAround, changePrices } from './change-less.ts';
import type { AreaStage, Method } from './method.ts';
import { partedGrids } from './parted-grids.ts';
import { loadPresent } from './present-slots.ts';
import type { Stage } from './progress.ts';

const ROUNDS = 20;
/** The grid and up to this many neighbours. */
const MOST_NEIGHBOURS = 6;

export interface FixSettings {
  /** Row of the present plan. */
  readonly grid: number;
  /** Price of a household that moves. */
  readonly change: number;
  /** Of neighbours in parts, may the heaviest part give and take? It is weighed as if there were no other. */
  readonly mayUseParted: boolean;
  /** Hears which other grids are in parts. */
  readonly onParted: (grids: ReadonlySet<number>) => void;
}

export function fixAround({ grid, change, mayUseParted, onParted }: FixSettings): Method {
  return {
    name: 'fix-here',
    weights: { change },
    leaveCutCompounds: true,
    staysParted: (row) => row !== grid,
    solve: function* solve(areas): Generator<AreaStage, void> {
      for (const { state } of areas) loadPresent(state);
      const parted = partedGrids(areas, grid);
      onParted(parted.grids);
      const without = mayUseParted ? parted.lesser : parted.parts;
      for (const [area, work] of areas.entries()) {
        for (const stage of fixIn(work, grid, without[area]!)) yield { area, stage };
      }
    },
  };
}

function* fixIn(work: AreaWork, grid: number, without: ReadonlySet<number>): Generator<Stage, void> {
  const { state } = work;
  yield 'seed';
  const nodes = [...state.problem.graph.present.keys()].filter((v) => state.problem.graph.present[v] === grid);
  const prices = changePrices(state.problem);
  for (let round = 0; round < ROUNDS; round++) {
    const slot = [...new Set(nodes.map((v) => state.slotOf[v]!))].sort(
      (a, b) => state.violation(b) - state.violation(a),
    )[0];
    if (slot === undefined || (round > 0 && state.violation(slot) === 0)) return;
    bestAround(work, prices, slot, 1 + Math.min(MOST_NEIGHBOURS, 2 + round), without);
    yield 'repair';
  }
}
