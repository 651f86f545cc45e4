/**
 * Many findings mended in one draft, one after the other, each on what the ones before have left: first what is there twice,
 * then what is outside, overlaps, gaps, and borders last, for the others may have settled them.
 */
import type { RepairKind } from '../contract/coverage.ts';
import { boxOf } from './cell-frame.ts';
import { checkCoverage } from './coverage.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import type { CoverageFinding } from './coverage-report.ts';
import { inheritIds } from './finding-identity.ts';
import type { Box, MultiPolygon } from './polygon.ts';
import { mend, type RefusedRepair, type RepairOptions, repairKindOf } from './repair.ts';
import { around, GridDraft, meets } from './repair-ground.ts';
import type { GridChange } from './repair-work.ts';

const ORDER: readonly (RepairKind | null)[] = [
  'drop-duplicate',
  'cut-at-parent',
  'split-overlap',
  'give-to-neighbour',
  'insert-vertices',
  null,
];

export interface RepairedDraft {
  /** All grids as they are now, in order of codes; dropped ones are gone. */
  readonly grids: readonly CoverageGrid[];
  /** What differs from the input, in order of codes: one entry for each grid however many repairs changed it. */
  readonly changes: readonly GridChange[];
  /** Ids of findings that a check of the result finds no more, by their own repair or along with another, in order of repair. */
  readonly repaired: readonly string[];
  /** The others, in the same order. */
  readonly left: readonly Omit<RefusedRepair, 'ok'>[];
}

/** The same result whatever the order of the findings. */
export function repairAll(
  input: CoverageInput,
  findings: readonly CoverageFinding[],
  options: RepairOptions = {},
): RepairedDraft {
  const draft = new GridDraft(input);
  const before = new Map<string, MultiPolygon>();
  const touched: Box[] = [];
  const mended: string[] = [];
  const left: Omit<RefusedRepair, 'ok'>[] = [];
  for (const finding of [...findings].sort(compare)) {
    const done = mend(draft, finding, options);
    if (done.ok) {
      for (const change of done.changes) apply(change);
      mended.push(finding.id);
    } else if (done.code === 'nothing-to-do' && isTouched(finding)) mended.push(finding.id);
    else left.push({ finding: finding.id, code: done.code });
  }
  const grids = draft.all();
  const still = new Set(mended.length === 0 ? [] : stillThere(input, grids, findings));
  for (const finding of mended) if (still.has(finding)) left.push({ finding, code: 'still-there' });
  const changes = [...before]
    .map(([code, shape]) => ({ code, before: shape, after: draft.shapeOf(code) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return { grids, changes, repaired: mended.filter((finding) => !still.has(finding)), left };

  function apply({ code, before: shape, after }: GridChange): void {
    if (!before.has(code)) before.set(code, shape);
    draft.set(code, after);
    touched.push(around(boxOf(shape), boxOf(after ?? [])));
  }

  /** Whether earlier repairs changed what is around a finding that is no longer there. */
  function isTouched({ geometry, at, vertices }: CoverageFinding): boolean {
    const box = boxOf([...(geometry ?? []), [Int32Array.from([...at, ...vertices])]]);
    return touched.some((other) => meets(other, box));
  }
}

/** Ids of the findings that a check of all grids finds again. */
function stillThere(
  input: CoverageInput,
  grids: readonly CoverageGrid[],
  findings: readonly CoverageFinding[],
): string[] {
  return inheritIds(findings, checkCoverage({ ...input, grids }).findings).map(({ id }) => id);
}

function compare(a: CoverageFinding, b: CoverageFinding): number {
  return ORDER.indexOf(repairKindOf(a)) - ORDER.indexOf(repairKindOf(b)) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
