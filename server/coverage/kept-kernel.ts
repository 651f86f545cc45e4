/**
 * The kernel's report of a county, from the last one of this thread where only grids have changed since: then their
 * surroundings alone are looked at again (geometry/coverage-state.ts), and the report is the same to the last bit.
 */
import { isDeepStrictEqual } from 'node:util';
import type { CoverageInput, CoverageReport } from '../geometry/coverage.ts';
import { CoverageState } from '../geometry/coverage-state.ts';

/** From this share of changed grids on, all are looked at. */
const MOST = 0.2;

let kept: { others: Omit<CoverageInput, 'grids'>; state: CoverageState } | null = null;

/** `grids` with each code once. Throws as checkCoverage does. */
export function keptReport(input: CoverageInput): CoverageReport {
  const { grids, ...others } = input;
  if (kept !== null && isDeepStrictEqual(kept.others, others)) {
    const before = new Map(kept.state.grids.map(({ code, polygons }) => [code, polygons]));
    const now = new Set(grids.map(({ code }) => code));
    const set = grids.filter(({ code, polygons }) => !isDeepStrictEqual(before.get(code), polygons));
    const remove = [...before.keys()].filter((code) => !now.has(code));
    if (set.length + remove.length <= MOST * grids.length) return kept.state.change({ set, remove }).report;
  }
  kept = null;
  const state = new CoverageState(input);
  kept = { others, state };
  return state.report;
}
