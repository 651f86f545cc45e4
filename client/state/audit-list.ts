/** Which findings are listed, in which order. Pure. */
import type { Finding, Severity } from '../../server/contract/coverage.ts';
import { type Group, groupOf } from './audit-kinds.ts';

/** A gravity, or what was accepted; `open` is everything that was not. */
export type SeverityFilter = 'open' | Severity | 'accepted';
export type SortBy = 'severity' | 'kind' | 'size' | 'households';

export interface ListView {
  readonly severity: SeverityFilter;
  /** A kind, `group:` and a group, or null for all. */
  readonly kind: string | null;
  /** Only findings in which this grid is involved. */
  readonly grid: string | null;
  readonly sortBy: SortBy;
  readonly descending: boolean;
}

export const PLAIN_LIST: ListView = {
  severity: 'open',
  kind: null,
  grid: null,
  sortBy: 'severity',
  descending: true,
};

const GRAVITY: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** An accepted finding does not count; one that has grown or whose day has passed does again. */
export const isAccepted = (finding: Finding): boolean => finding.exception?.state === 'accepted';

const ofSeverity = (finding: Finding, wanted: SeverityFilter): boolean =>
  wanted === 'accepted'
    ? isAccepted(finding)
    : !isAccepted(finding) && (wanted === 'open' || finding.severity === wanted);

const ofKind = (finding: Finding, wanted: string | null): boolean =>
  wanted === null || finding.kind === wanted || `group:${groupOf(finding.kind)}` === wanted;

const ofGrid = (finding: Finding, wanted: string | null): boolean => wanted === null || finding.grids.includes(wanted);

/** Square metres, else metres: what can be compared as a size; nothing comes last. */
const sizeOf = (finding: Finding): number => finding.areaM2 ?? finding.lengthM ?? -1;

const COMPARE: Record<SortBy, (a: Finding, b: Finding) => number> = {
  severity: (a, b) => GRAVITY[a.severity] - GRAVITY[b.severity] || a.households - b.households || sizeOf(a) - sizeOf(b),
  kind: (a, b) => (a.kind < b.kind ? 1 : a.kind > b.kind ? -1 : 0),
  size: (a, b) => sizeOf(a) - sizeOf(b),
  households: (a, b) => a.households - b.households || a.buildings - b.buildings,
};

/** Filtered and sorted; ties by id, so that the order is the same every time. */
export function listed(findings: readonly Finding[], view: ListView): Finding[] {
  const sign = view.descending ? -1 : 1;
  return findings
    .filter((one) => ofSeverity(one, view.severity) && ofKind(one, view.kind) && ofGrid(one, view.grid))
    .sort((a, b) => sign * COMPARE[view.sortBy](a, b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** How many each gravity would list, the other filters being what they are. */
export function severityCounts(findings: readonly Finding[], view: ListView): Record<SeverityFilter, number> {
  const counts = { open: 0, error: 0, warning: 0, info: 0, accepted: 0 };
  for (const finding of findings) {
    if (!ofKind(finding, view.kind) || !ofGrid(finding, view.grid)) continue;
    if (isAccepted(finding)) counts.accepted++;
    else {
      counts.open++;
      counts[finding.severity]++;
    }
  }
  return counts;
}

/** How many of each kind are open or, with `accepted`, accepted; by group, in the order of the groups. */
export function kindCounts(findings: readonly Finding[], view: ListView): Map<Group, Map<string, number>> {
  const counts = new Map<Group, Map<string, number>>();
  for (const finding of findings) {
    if (!ofSeverity(finding, view.severity) || !ofGrid(finding, view.grid)) continue;
    const group = groupOf(finding.kind);
    const kinds = counts.get(group) ?? new Map<string, number>();
    kinds.set(finding.kind, (kinds.get(finding.kind) ?? 0) + 1);
    counts.set(group, kinds);
  }
  return counts;
}

/** Where next (+1) and previous (−1) lead: round the end to the other one; from nowhere to the first or last. */
export function neighbourOf(rows: readonly Finding[], id: string | null, step: 1 | -1): Finding | null {
  if (rows.length === 0) return null;
  const at = rows.findIndex((row) => row.id === id);
  const next = at < 0 ? (step === 1 ? 0 : rows.length - 1) : (at + step + rows.length) % rows.length;
  return rows[next] ?? null;
}
