/** A check's result as the report somebody asked for: exceptions laid over the findings, then the filters of the question. */
import type { CoverageException, CoverageQuery, CoverageReport, Finding } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import { FINDING_KINDS } from '../geometry/coverage-report.ts';
import type { CheckResult } from './check.ts';
import { REGISTER_KINDS } from './register-finding.ts';

export type FindingFilter = Pick<CoverageQuery, 'kind' | 'severity' | 'minArea' | 'maxArea' | 'minWidth' | 'maxWidth'>;

export function reportOf(
  { bandCounts: _bandCounts, ...result }: CheckResult,
  checkedAt: Date,
  exceptions: ReadonlyMap<string, CoverageException>,
  filter: FindingFilter,
): CoverageReport {
  const findings = result.findings.map((finding) => {
    const exception = exceptions.get(finding.id) ?? null;
    return exception === null ? finding : { ...finding, exception };
  });
  return {
    ...result,
    checkedAt: checkedAt.toISOString(),
    clean: findings.every(isHarmless),
    findings: findings.filter(filterOf(filter)),
  };
}

/** Blocks nothing: information, or accepted by somebody and no larger since. */
export function isHarmless({ severity, exception }: Finding): boolean {
  return severity === 'info' || exception?.state === 'accepted';
}

/** Whether a report lists it when nobody asks for other limits. */
export const isListed: (finding: Finding) => boolean = filterOf({ minArea: 1 });

/**
 * Lists of kinds and severities, and sizes from both sides. A finding without a size (a building, a grid) passes every size,
 * and so does a border whose sides do not match: its area is that of the slivers along it, which are too small by themselves.
 * Throws `request-invalid` for a word that is none, so that a slip does not look like a clean county.
 */
function filterOf({ kind, severity, minArea, maxArea, minWidth, maxWidth }: FindingFilter): (one: Finding) => boolean {
  const kinds = wordsOf('kind', kind, [...FINDING_KINDS, ...REGISTER_KINDS]);
  const severities = wordsOf('severity', severity, ['error', 'warning', 'info']);
  const within = (value: number | null, min = 0, max = Infinity) => value === null || (value >= min && value <= max);
  return (finding) => {
    const areaM2 = finding.kind === 't-junction' ? null : finding.areaM2;
    return (
      (kinds === null || kinds.has(finding.kind)) &&
      (severities === null || severities.has(finding.severity)) &&
      (finding.buildings > 0 || within(areaM2, minArea)) &&
      within(areaM2, 0, maxArea) &&
      within(finding.widthM, minWidth, maxWidth)
    );
  };
}

function wordsOf(pointer: string, list: string | undefined, known: readonly string[]): Set<string> | null {
  if (list === undefined) return null;
  const words = list.split(',');
  const unknown = words.find((word) => !known.includes(word));
  if (unknown !== undefined) {
    const errors = [{ pointer, code: 'choice-unknown', params: { value: unknown, known: [...known] } }];
    throw new Refusal('request-invalid', { value: unknown }, { errors });
  }
  return new Set(words);
}
