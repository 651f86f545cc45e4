/**
 * The audit on the screen: the report of the area (or of a file that was dropped), which findings are listed, which one
 * is chosen. What a link must bring back lives in the address: area, filters, grid, finding.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { CoverageReport, Finding } from '../../server/contract/coverage.ts';
import type { RepairPreview } from '../../server/contract/repairs.ts';
import { readCoverage } from '../api/coverage.ts';
import { type ApiError, asApiError, isAbort } from '../api/request.ts';
import { scope } from './areas.ts';
import { flyToFinding } from './audit-fly.ts';
import { type ListView, listed, neighbourOf, PLAIN_LIST, type SeverityFilter, type SortBy } from './audit-list.ts';
import { asOf } from './editions.ts';
import { parameter, setParams } from './route.ts';
import { cardOverMap } from './view.ts';
import { mayAudit } from './who.ts';

export interface Loaded {
  /** `stale`: shown while the next one is under way, or after it failed. */
  readonly report: CoverageReport | null;
  readonly loading: boolean;
  readonly problem: ApiError | null;
}

export const loaded = signal<Loaded>({ report: null, loading: false, problem: null });
/** The report of a file checked in this browser; it takes the place of the area's while it is there. */
export const fileReport = signal<CoverageReport | null>(null);
export const report = computed(() => fileReport.value ?? loaded.value.report);

const SEVERITIES: readonly string[] = ['open', 'error', 'warning', 'info', 'accepted'];
const askedSeverity = parameter('severity');
const askedKind = parameter('kind');
const askedGrid = parameter('grid');
const askedFinding = parameter('finding');

export const sorting = signal<{ sortBy: SortBy; descending: boolean }>({
  sortBy: PLAIN_LIST.sortBy,
  descending: PLAIN_LIST.descending,
});
export const listView = computed<ListView>(() => ({
  severity: SEVERITIES.includes(askedSeverity.value ?? '') ? (askedSeverity.value as SeverityFilter) : 'open',
  kind: askedKind.value,
  grid: fileReport.value === null ? askedGrid.value : null,
  ...sorting.value,
}));

export const rows = computed(() => listed(report.value?.findings ?? [], listView.value));
export const chosenId = computed(() => askedFinding.value);
export const chosen = computed<Finding | null>(
  () => report.value?.findings.find((finding) => finding.id === askedFinding.value) ?? null,
);
/** The map shows something else than findings: no marks then. */
export const marksHidden = signal(false);
/** Pointed at in the list. */
export const pointedId = signal<string | null>(null);

export interface ShownRepair {
  readonly repair: RepairPreview;
  readonly side: 'before' | 'after';
  /** On the map, at the place: what becomes of its ground. */
  readonly label: string;
}
/** The repair being looked at, and which side of it. */
export const preview = signal<ShownRepair | null>(null);

export function choose(finding: Finding | null): void {
  preview.value = null;
  // told first, so that the flight leaves room for the card
  cardOverMap.value = finding !== null;
  setParams({ finding: finding?.id ?? null });
  if (finding) flyToFinding(finding);
}

/** To the next (+1) or previous (−1) finding of the list. */
export function step(by: 1 | -1): void {
  const next = neighbourOf(rows.peek(), chosenId.peek(), by);
  if (next) choose(next);
}

export const filterBy = (change: { severity?: SeverityFilter; kind?: string | null; grid?: string | null }): void =>
  setParams({
    ...(change.severity === undefined ? {} : { severity: change.severity === 'open' ? null : change.severity }),
    ...(change.kind === undefined ? {} : { kind: change.kind }),
    ...(change.grid === undefined ? {} : { grid: change.grid }),
  });

let running: AbortController | null = null;

/** Asks for the report of the area on the screen; what is there stays until the answer comes. */
export async function loadReport(): Promise<void> {
  const area = scope.peek()?.code;
  if (area === undefined) return;
  running?.abort();
  const controller = new AbortController();
  running = controller;
  const before = loaded.peek().report;
  loaded.value = { report: before?.area.code === area ? before : null, loading: true, problem: null };
  try {
    const found = await readCoverage(area, asOf.peek(), controller.signal);
    loaded.value = { report: found, loading: false, problem: null };
  } catch (error) {
    if (isAbort(error)) return;
    loaded.value = { report: loaded.peek().report, loading: false, problem: asApiError(error) };
  }
}

/** Follows area and moment for as long as the workspace is open. */
export function followArea(): () => void {
  const stop = effect(() => {
    const area = scope.value?.code;
    void asOf.value;
    if (area !== undefined && mayAudit.value) untracked(() => void loadReport());
  });
  return () => {
    stop();
    running?.abort();
  };
}
