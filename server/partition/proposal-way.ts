/** A way to answer as a message names it, the same for threads of the service and a worker of the page. */
import { FILL_UNASSIGNED } from './fill-unassigned.ts';
import { fixHere } from './fix-here.ts';
import { AFRESH, type Method } from './method.ts';
import { METHODS, type MethodName } from './methods.ts';
import type { Progress } from './progress.ts';
import type { Proposal } from './proposal.ts';
import { propose } from './propose.ts';
import type { ProposalRequest } from './request.ts';

/** A method of the engine, cells in no grid given to grids, or one grid (a row of the present plan) put right. */
export type ProposalWay = MethodName | 'afresh' | 'fill-unassigned' | { readonly fixHere: number };

/** Runs when iterated; returns one proposal, or where one grid is put right each of the ways. */
export function stepsOf(request: ProposalRequest, way: ProposalWay): Generator<Progress, Proposal | Proposal[]> {
  if (typeof way === 'object') return fixHere(request, way.fixHere);
  return propose(request, methodOf(way));
}

/** What an answer may leave as it is, for the checker. */
export interface Allowances {
  /** Compounds that the present plan cuts may stay cut. */
  readonly mayCut: boolean;
  /** Cells that were in no grid may stay so. */
  readonly mayStayOpen: boolean;
  /** May this row of the present plan stay in the parts that it is in? */
  mayStayParted(row: number): boolean;
}

export function allowancesOf(way: ProposalWay): Allowances {
  if (typeof way === 'object') {
    return { mayCut: true, mayStayOpen: true, mayStayParted: (row) => row !== way.fixHere };
  }
  const { leaveCutCompounds, staysParted = () => false } = methodOf(way);
  return { mayCut: leaveCutCompounds, mayStayOpen: false, mayStayParted: staysParted };
}

function methodOf(way: Exclude<ProposalWay, object>): Method {
  if (way === 'fill-unassigned') return FILL_UNASSIGNED;
  return way === 'afresh' ? AFRESH : METHODS[way];
}
