/** A way to answer: what is done with each connected area. */
import type { AreaWork } from './area-work.ts';
import type { Weights } from './objective.ts';
import type { Stage } from './progress.ts';
import { solveAfresh } from './solve-area.ts';

export interface Method {
  readonly name: string;
  /** Compounds that the present plan cuts need not be made whole. */
  readonly leaveCutCompounds: boolean;
  /** In place of those that are asked for. */
  readonly weights?: Partial<Pick<Weights, 'balance' | 'border' | 'shape' | 'change'>>;
  /** Leaves a plan in `work.state`, and one after each yield. */
  solve(work: AreaWork): Generator<Stage, void>;
}

/** Without regard to what stands. */
export const AFRESH: Method = { name: 'afresh', leaveCutCompounds: false, solve: solveAfresh };
