/** The order findings are listed in, by gravity, kind and size, then by id; and how those of one id are told apart. */
import { type CoverageFinding, FINDING_KINDS } from './coverage-report.ts';

const GRAVITY = ['error', 'warning', 'info'];

export function compareFindings(a: CoverageFinding, b: CoverageFinding): number {
  return (
    GRAVITY.indexOf(a.severity) - GRAVITY.indexOf(b.severity) ||
    FINDING_KINDS.indexOf(a.kind) - FINDING_KINDS.indexOf(b.kind) ||
    (b.areaM2 ?? 0) - (a.areaM2 ?? 0) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) ||
    a.at[0] - b.at[0] ||
    a.at[1] - b.at[1] ||
    // Buildings of one code in one place, a part that lies in the holes of two grids.
    a.households - b.households ||
    a.uncounted - b.uncounted ||
    compareDetails(a, b)
  );
}

function compareDetails({ detail: a }: CoverageFinding, { detail: b }: CoverageFinding): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The id of the nth finding that has this one. */
export function numberedId(id: string, n: number): string {
  return n === 1 ? id : `${id}-${n}`;
}

/** Findings in their order, those with one id (a building listed twice, say) told apart by a number. */
export function distinct(findings: readonly CoverageFinding[], repeated = repeatedIds(findings)): CoverageFinding[] {
  if (repeated.size === 0) return [...findings];
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    if (!repeated.has(finding.id)) return finding;
    const times = (seen.get(finding.id) ?? 0) + 1;
    seen.set(finding.id, times);
    return times === 1 ? finding : { ...finding, id: numberedId(finding.id, times) };
  });
}

function repeatedIds(findings: readonly CoverageFinding[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(findings.map(({ id }) => id).filter((id) => seen.has(id) || !seen.add(id)));
}
