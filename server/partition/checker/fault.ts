/** What is wrong with a proposal, by the checker. */

export type FaultCode =
  | 'shape-of-answer'
  | 'cell-without-grid'
  | 'empty-grid'
  | 'grid-in-parts'
  | 'fixed-grid-changed'
  | 'kept-cells-parted'
  | 'code-used-twice'
  | 'unknown-code'
  | 'wrong-figures'
  | 'wrong-moved'
  | 'moved-below-bound'
  | 'violation-without-verdict'
  | 'verdict-without-violation'
  | 'proof-fails'
  | 'more-violation-than-proven';

export interface Fault {
  readonly code: FaultCode;
  /** Row of the proposal's grids, or −1. */
  readonly grid: number;
  /** Cells concerned, where they are few or tell where to look. */
  readonly cells: readonly number[];
  readonly detail: string;
}

export function fault(code: FaultCode, grid: number, cells: readonly number[], detail: string): Fault {
  return { code, grid, cells, detail };
}
