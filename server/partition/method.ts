/** A way to answer: what is done with each connected area. */
import type { AreaWork } from './area-work.ts';
import type { Stage } from './progress.ts';
import { solveAfresh } from './solve-area.ts';

export interface Method {
  readonly name: string;
  /** Compounds that the present plan cuts need not be made whole. */
  readonly leaveCutCompounds: boolean;
  /** The price of a household that moves, in place of `weights.change`. */
  readonly change?: number;
  /** Leaves a plan in `work.state`, and one after each yield. */
  solve(work: AreaWork): Generator<Stage, void>;
}

/** Without regard to what stands. */
export const AFRESH: Method = { name: 'afresh', leaveCutCompounds: false, solve: solveAfresh };
