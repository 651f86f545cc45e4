/**
 * The codes of an edition's grids: those of the file checked against scheme, parent and history; missing ones given by the
 * rule. A grid that stands where one in force stood keeps its code, so the same file twice changes nothing.
 */
import type { CodeScheme, GridKind } from '../contract/codes.ts';
import { checkCode, FREE, gridCodeWidth } from '../grids/code.ts';
import { numberGrids, numberSpace } from '../grids/numbering.ts';
import { type GridDraft, refuseDraft } from './grid-draft.ts';
import type { GridFinder } from './grid-finder.ts';
import type { Report } from './report.ts';

export interface CodeHistory {
  /** Every code ever given in the county. */
  used: readonly string[];
  /** Grids in force: code, and what tells whether a new one is the same. */
  inForce: readonly { code: string; kind: GridKind; parentCode: string; key: string }[];
}

/** Refuses both rows of every code that comes twice. */
export function refuseDuplicates(drafts: readonly GridDraft[], report: Report): GridDraft[] {
  const first = new Map<string, GridDraft>();
  const refused = new Set<GridDraft>();
  for (const draft of drafts) {
    const earlier = draft.code === '' ? undefined : first.get(draft.code);
    if (earlier === undefined) first.set(draft.code, draft);
    else {
      refuseDraft(report, draft, 'duplicate', { other: earlier.row });
      if (!refused.has(earlier)) refuseDraft(report, earlier, 'duplicate', { other: draft.row });
      refused.add(earlier).add(draft);
    }
  }
  return drafts.filter((draft) => !refused.has(draft));
}

/** The given codes of basic and dedicated grids, or of micro grids with `kind` grid. */
export function checkCodes(
  drafts: readonly GridDraft[],
  scheme: CodeScheme,
  parentKind: 'area' | 'grid',
  history: CodeHistory,
  report: Report,
): GridDraft[] {
  const current = new Set(history.inForce.map(({ code }) => code));
  const retired = new Set(history.used.filter((code) => !current.has(code)));
  return drafts.filter((draft) => {
    const checked = checkCode(scheme, draft.code, { kind: parentKind, code: draft.parentCode });
    if (!checked.ok) {
      const { parentCode } = draft;
      refuseDraft(report, draft, checked.code, { at: checked.at, scheme: scheme.id, parentCode });
    } else if (retired.has(draft.code)) refuseDraft(report, draft, 'code-retired');
    return checked.ok && !retired.has(draft.code);
  });
}

/** Gives codes to drafts that have a parent and no code. */
export function assignCodes(
  drafts: readonly GridDraft[],
  scheme: CodeScheme,
  history: CodeHistory,
  report: Report,
): GridDraft[] {
  const standing = new Map(history.inForce.map((grid) => [`${grid.kind} ${grid.parentCode} ${grid.key}`, grid.code]));
  const byParent = new Map<string, GridDraft[]>();
  for (const draft of drafts) {
    const same = `${draft.kind} ${draft.parentCode} ${draft.key}`;
    const code = standing.get(same);
    if (code !== undefined) {
      draft.code = code;
      standing.delete(same);
      continue;
    }
    const space = numberSpace(scheme, draft.parentCode, draft.kind);
    const group = byParent.get(space);
    if (group) group.push(draft);
    else byParent.set(space, [draft]);
  }
  const refused = new Set<GridDraft>();
  for (const group of byParent.values()) {
    const { parentCode } = group[0]!;
    const numbered = numberGrids(
      scheme,
      parentCode,
      group.map(({ kind, x, y, height, row }) => ({ kind, x, y, height, tie: String(row).padStart(9, '0') })),
      history.used,
    );
    if (numbered.ok) for (const [at, draft] of group.entries()) draft.code = numbered.codes[at]!;
    else {
      const draft = group[numbered.at]!;
      refuseDraft(report, draft, numbered.code, { parentCode, scheme: scheme.id });
      for (const one of group) refused.add(one);
    }
  }
  return drafts.filter((draft) => !refused.has(draft));
}

/** Sets the grid of each micro grid: as the file says, as its code begins, or around its inner point. */
export function findMicroParents(
  micros: readonly GridDraft[],
  scheme: CodeScheme,
  grids: ReadonlySet<string>,
  finder: GridFinder,
  report: Report,
): GridDraft[] {
  return micros.filter((draft) => {
    const byCode = draft.code !== '' && scheme.id !== FREE.id ? draft.code.slice(0, gridCodeWidth(scheme)) : null;
    const parent = draft.parentCode || (byCode ?? finder.at(draft.x, draft.y) ?? '');
    if (!grids.has(parent)) refuseDraft(report, draft, 'parent-unknown', { parentCode: parent });
    draft.parentCode = parent;
    return grids.has(parent);
  });
}
