/**
 * A coverage check that is kept up while grids change: after a change only its surroundings are looked at again, and the report
 * is that of a full check (coverage.ts) to the last bit. For a planner's drag, and for what a plan would change.
 */
import { type CoverageGrid, type CoverageInput, NO_POINTS } from './coverage-input.ts';
import type { CoverageReport } from './coverage-report.ts';
import { byCode } from './grid-table.ts';
import { type Ground, groundOf } from './ground.ts';
import { KeptCheck } from './kept-check.ts';
import { PointIndex } from './point-index.ts';
import type { MultiPolygon } from './polygon.ts';

export interface CoverageEdit {
  /** New shapes, of new grids or instead of old ones. Entries with one code are parts of one grid. */
  readonly set?: readonly CoverageGrid[];
  /** Codes of grids to take out; unknown ones are passed over, and those that are set stay. */
  readonly remove?: readonly string[];
}

export interface CoverageStep {
  readonly report: CoverageReport;
  /** Ids of findings that were not there before. */
  readonly added: readonly string[];
  /** Ids of findings that are there no more. */
  readonly gone: readonly string[];
}

export class CoverageState {
  readonly #input: CoverageInput;
  readonly #ground: Ground;
  readonly #points: PointIndex;
  #check: KeptCheck;
  #report: CoverageReport;

  /** Throws as checkCoverage does. */
  constructor(input: CoverageInput) {
    this.#input = input;
    this.#ground = groundOf(input);
    this.#points = new PointIndex(input.points ?? NO_POINTS);
    this.#check = this.#build(byCode(input.grids));
    this.#report = this.#check.report();
  }

  get report(): CoverageReport {
    return this.#report;
  }

  /** The grids as they are now, in order of their codes. */
  get grids(): CoverageGrid[] {
    return [...this.#check.grids];
  }

  /**
   * Checks again after a change. Changing back gives the former report again. Throws as checkCoverage does; the state is then
   * as it was before.
   */
  change({ set = [], remove = [] }: CoverageEdit): CoverageStep {
    const edit = new Map<string, MultiPolygon | null>();
    for (const code of remove) edit.set(code, null);
    for (const { code, polygons } of byCode(set)) edit.set(code, polygons);
    const before = this.grids;
    try {
      const { added, gone } = this.#check.change(edit);
      this.#report = this.#check.report();
      return { report: this.#report, added, gone };
    } catch (error) {
      this.#check = this.#build(before);
      throw error;
    }
  }

  #build(grids: readonly CoverageGrid[]): KeptCheck {
    return new KeptCheck(grids, this.#input, this.#ground, this.#points);
  }
}
