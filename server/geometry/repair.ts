/**
 * How a finding can be mended, as a preview: the grids that change, before and after. Nothing is applied here.
 *
 * - A gap goes to the neighbour with the longest border with it.
 * - An overlap stays with one of its grids and is cut from the others: the one that most households there were assigned to by
 *   hand; else the one whose rest has the longest border with it, unless that would split or empty another grid, then the next.
 * - What lies outside the parent, or in an exclusion, is cut off.
 * - Of grids that are the same place, the one with the lowest code stays.
 * - Vertices that one side of a border lacks are put there, and slivers below the snap tolerance between the two are closed.
 *
 * Ties go to the lowest code. Grids that are not part of the finding change at most by a vertex on a border they share with it.
 * Corners that are no lattice point go to the nearest one, in every ring that passes there; else the sum of all places
 * is kept exactly.
 */
import type { RepairKind } from '../contract/coverage.ts';
import type { CoverageInput } from './coverage-input.ts';
import type { CoverageFinding } from './coverage-report.ts';
import { closeBorder } from './repair-border.ts';
import { GridDraft } from './repair-ground.ts';
import { cutAtParent, dropDuplicate, giveToNeighbour, splitOverlap } from './repair-place.ts';
import { closePocket } from './repair-pocket.ts';
import type { GridChange, RepairRefusal } from './repair-work.ts';

export type { GridChange, RepairRefusal } from './repair-work.ts';

export interface RepairOptions {
  /** Whether a gap as large as a grid may be given away. */
  readonly missingCells?: boolean;
}

export interface MendedFinding {
  readonly ok: true;
  readonly finding: string;
  readonly kind: RepairKind;
  /** In order of codes, at least one. */
  readonly changes: readonly GridChange[];
}

export interface RefusedRepair {
  readonly ok: false;
  readonly finding: string;
  readonly code: RepairRefusal;
}

/** `input`: what was checked. `finding`: one of the check's. */
export function previewRepair(
  input: CoverageInput,
  finding: CoverageFinding,
  options: RepairOptions = {},
): MendedFinding | RefusedRepair {
  return mend(new GridDraft(input), finding, options);
}

/** The same on a draft that earlier repairs have changed. */
export function mend(
  draft: GridDraft,
  finding: CoverageFinding,
  options: RepairOptions,
): MendedFinding | RefusedRepair {
  const { id } = finding;
  const kind = repairKindOf(finding);
  if (kind === null) return { ok: false, finding: id, code: 'no-repair' };
  if (finding.kind === 'missing-cell' && options.missingCells !== true) {
    return { ok: false, finding: id, code: 'cell-missing' };
  }
  // Grids that an earlier repair has dropped are no longer part of it.
  const grids = finding.grids.filter((code) => draft.shapeOf(code) !== null);
  const changes = changesFor(draft, { ...finding, grids }, kind);
  if (typeof changes === 'string') return { ok: false, finding: id, code: changes };
  if (changes.length === 0) return { ok: false, finding: id, code: 'nothing-to-do' };
  return { ok: true, finding: id, kind, changes };
}

/** The way of mending a kind; null where there is none that is clear. */
export function repairKindOf({ kind }: Pick<CoverageFinding, 'kind'>): RepairKind | null {
  switch (kind) {
    case 'gap-enclosed':
    case 'gap-parent':
    case 'gap-open':
    case 'missing-cell':
      return 'give-to-neighbour';
    case 'overlap':
    case 'contained':
      return 'split-overlap';
    case 'outside-parent':
      return 'cut-at-parent';
    case 'duplicate':
      return 'drop-duplicate';
    case 't-junction':
      return 'insert-vertices';
    default:
      return null;
  }
}

function changesFor(draft: GridDraft, finding: CoverageFinding, kind: RepairKind): GridChange[] | RepairRefusal {
  switch (kind) {
    case 'give-to-neighbour':
      return finding.kind === 'gap-open' ? closePocket(draft, finding) : giveToNeighbour(draft, finding);
    case 'split-overlap':
      return splitOverlap(draft, finding);
    case 'cut-at-parent':
      return cutAtParent(draft, finding);
    case 'drop-duplicate':
      return dropDuplicate(draft, finding);
    case 'insert-vertices':
      return closeBorder(draft, finding);
  }
}
