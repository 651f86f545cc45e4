/**
 * The one sentence on top: what was found, in numbers that are those of the list below. Accepted findings do not count as
 * open; they are named apart. Pure: keys and parameters, the words are the screen's.
 */
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import type { AuditKey } from '../../i18n/zh-audit.ts';
import { groupOf } from '../../state/audit-kinds.ts';
import { isAccepted } from '../../state/audit-list.ts';
import { shareText } from './share.ts';

export interface Part {
  readonly key: AuditKey;
  readonly params: Readonly<Record<string, string | number>>;
  /** Bad news, or what makes the rest uncertain. */
  readonly tone?: 'bad' | 'note';
  /** What the list shows when the part is pressed. */
  readonly show?: { kind?: string; severity?: 'accepted' };
}

/** Households of the area that are in no grid. */
export const leftOut = (report: CoverageReport): number => report.totals.households - report.totals.householdsCovered;

export function openOf(report: CoverageReport, group: string): number {
  return report.findings.filter((finding) => groupOf(finding.kind) === group && !isAccepted(finding)).length;
}

function share(report: CoverageReport): Part[] {
  const { coveredShare, gapM2, households, householdsCovered, placesUncovered } = report.totals;
  if (coveredShare === null) return [];
  const missing = gapM2 > 0 || householdsCovered < households || placesUncovered > 0 || report.notJudged.length > 0;
  return [{ key: 'sentence.share', params: { share: shareText(coveredShare, missing) } }];
}

function people(report: CoverageReport): Part[] {
  const { places, placesUncovered } = report.totals;
  if (places === 0) return [];
  const households = leftOut(report);
  const show = { kind: 'building-uncovered' };
  if (placesUncovered === 0 && households === 0) return [{ key: 'sentence.allIn', params: {} }];
  if (households === 0) return [{ key: 'sentence.placesOut', params: { count: placesUncovered }, tone: 'bad', show }];
  return [{ key: 'sentence.householdsOut', params: { count: households }, tone: 'bad', show }];
}

export function sentence(report: CoverageReport): Part[] {
  const { grids, households, places, uncounted } = report.totals;
  const gaps = openOf(report, 'gap');
  const overlaps = openOf(report, 'overlap');
  const accepted = report.findings.filter(isAccepted).length;
  const ofFile = report.area.code === '';
  const parts: Part[] = [{ key: ofFile ? 'sentence.shapes' : 'sentence.grids', params: { count: grids } }];
  if (places > 0) parts.push({ key: 'sentence.households', params: { count: households } });
  parts.push(...share(report));
  parts.push(
    gaps === 0
      ? { key: 'sentence.noGap', params: {} }
      : { key: 'sentence.gaps', params: { count: gaps }, tone: 'bad', show: { kind: 'group:gap' } },
  );
  parts.push(
    overlaps === 0
      ? { key: 'sentence.noOverlap', params: {} }
      : { key: 'sentence.overlaps', params: { count: overlaps }, tone: 'bad', show: { kind: 'group:overlap' } },
  );
  parts.push(...people(report));
  if (uncounted > 0) parts.push({ key: 'sentence.uncounted', params: { count: uncounted }, tone: 'note' });
  if (report.notJudged.length > 0)
    parts.push({
      key: 'sentence.notJudged',
      params: { count: report.notJudged.length },
      tone: 'bad',
      show: { kind: 'invalid-ring' },
    });
  if (accepted > 0)
    parts.push({
      key: 'sentence.accepted',
      params: { count: accepted },
      tone: 'note',
      show: { severity: 'accepted' },
    });
  return parts;
}

/** How many places were too small to be listed, of all kinds. */
export const tooSmall = (report: CoverageReport): number =>
  Object.values(report.belowThreshold).reduce((sum, count) => sum + count, 0);
