/** A way to answer: what is done with the connected areas of a community. */
import type { AreaWork } from './area-work.ts';
import type { Weights } from './objective.ts';
import type { Stage } from './progress.ts';
import { solveAfresh } from './solve-area.ts';

/** What is being done, and in which area. */
export interface AreaStage {
  readonly area: number;
  readonly stage: Stage;
}

export interface Method {
  readonly name: string;
  /** Compounds that the present plan cuts need not be made whole. */
  readonly leaveCutCompounds: boolean;
  /** Rows of the present plan that stay one grid although they are in parts; left out: each part is a grid of its own. */
  staysParted?(grid: number): boolean;
  /** In place of those that are asked for. */
  readonly weights?: Partial<Pick<Weights, 'balance' | 'border' | 'shape' | 'change' | 'roundness'>>;
  /** Leaves a plan in `state` of each area. */
  solve(areas: readonly AreaWork[]): Generator<AreaStage, void>;
}

/** One area after the other, none of which knows of the others. */
export function eachArea(solve: (work: AreaWork) => Generator<Stage, void>): Method['solve'] {
  return function* (areas) {
    for (const [area, work] of areas.entries()) for (const stage of solve(work)) yield { area, stage };
  };
}

/** Without regard to what stands. */
export const AFRESH: Method = { name: 'afresh', leaveCutCompounds: false, solve: eachArea(solveAfresh) };
