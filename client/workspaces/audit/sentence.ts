/**
 * The one sentence on top: what was found, in numbers that are those of the list below. Accepted findings do not count as
 * open; they are named apart. Pure: keys and parameters, the words are the screen's.
 */
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import type { AuditKey } from '../../i18n/zh-audit.ts';
import { groupOf } from '../../state/audit-kinds.ts';
import { isAccepted } from '../../state/audit-list.ts';
import { isMissing, shareText } from './share.ts';

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

function share(report: CoverageReport): Part[] {
  const { coveredShare } = report.totals;
  if (coveredShare === null) return [];
  const text = shareText(coveredShare, isMissing(report.totals, report.notJudged.length > 0));
  return [{ key: 'sentence.share', params: { share: text } }];
}

const GROUND = ['gap', 'overlap'] as const;

/**
 * How many gaps or overlaps are open; where none is listed, in which sense there is none: accepted ones and those too small
 * to list are some, what was not judged may be, and without a boundary nobody looked along the edge.
 */
function places(report: CoverageReport, group: (typeof GROUND)[number]): Part {
  const own = report.findings.filter((finding) => groupOf(finding.kind) === group);
  const count = own.filter((finding) => !isAccepted(finding)).length;
  if (count > 0) return { key: `sentence.${group}`, params: { count }, tone: 'bad', show: { kind: `group:${group}` } };
  const small = Object.entries(report.belowThreshold).some(([kind, n]) => n > 0 && groupOf(kind) === group);
  const params = { minAreaM2: report.minAreaM2 };
  if (own.length > 0) return { key: `sentence.${group}.${small ? 'rest' : 'accepted'}`, params };
  if (small) return { key: `sentence.${group}.small`, params };
  if (report.notJudged.length > 0) return { key: `sentence.${group}.judged`, params };
  if (group === 'gap' && report.totals.areaM2 === null) return { key: 'sentence.gap.inside', params };
  return { key: `sentence.${group}.none`, params };
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
  const { grids, households, uncounted } = report.totals;
  const accepted = report.findings.filter(isAccepted).length;
  const ofFile = report.area.code === '';
  const parts: Part[] = [{ key: ofFile ? 'sentence.shapes' : 'sentence.grids', params: { count: grids } }];
  if (report.totals.places > 0) parts.push({ key: 'sentence.households', params: { count: households } });
  parts.push(...share(report));
  // of no grid at all nothing good can be said
  parts.push(...GROUND.map((group) => places(report, group)).filter(({ tone }) => grids > 0 || tone === 'bad'));
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

/** Of one grid of the report: its households against the band, and what is found about it. */
export function gridSentence(report: CoverageReport, code: string): Part[] {
  const band = report.bands.find(({ grid }) => grid === code);
  const findings = report.findings.filter(({ grids }) => grids.includes(code));
  const own = { ...report, findings, notJudged: report.notJudged.filter((one) => one === code) };
  const parts: Part[] = [];
  if (band !== undefined && report.totals.places > 0) {
    const { households, min, max, uncounted } = band;
    parts.push({ key: 'sentence.households', params: { count: households } });
    if (min !== null && households < min)
      parts.push({ key: 'sentence.under', params: { count: min - households }, tone: 'bad' });
    else if (max !== null && households > max)
      parts.push({ key: 'sentence.over', params: { count: households - max }, tone: 'bad' });
    else if (min !== null || max !== null) parts.push({ key: 'sentence.inBand', params: {} });
    if (uncounted > 0) parts.push({ key: 'sentence.uncounted', params: { count: uncounted }, tone: 'note' });
  }
  if (own.notJudged.length > 0)
    return [...parts, { key: 'sentence.gridNotJudged', params: {}, tone: 'bad', show: { kind: 'invalid-ring' } }];
  return [...parts, ...GROUND.map((group) => places(own, group))];
}

/** How many places were too small to be listed, of all kinds. */
export const tooSmall = (report: CoverageReport): number =>
  Object.values(report.belowThreshold).reduce((sum, count) => sum + count, 0);
