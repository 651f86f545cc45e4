/**
 * Listens while the audit is open. The service says `published` when something of the county is new, `coverage` when a check
 * has ended and `reset` when news may have been lost; after each the report is asked for again, and offered when it is of
 * other data than the one on the screen. The screen is not changed under the reader's hands.
 */
import { effect, signal } from '@preact/signals';
import type { CoverageReport } from '../../server/contract/coverage.ts';
import { readCoverage } from '../api/coverage.ts';
import { countyCode, scope } from './areas.ts';
import { fileReport, loaded } from './audit.ts';
import { loadChecks } from './audit-check.ts';
import { REPORT_READERS } from './audit-roles.ts';
import { asOf } from './editions.ts';
import { reload } from './load.ts';
import { hearTileNews, lendStream } from './tile-news.ts';
import { mayIn } from './who.ts';

/** A report of newer data than the one on the screen; null: there is none. */
export const fresh = signal<CoverageReport | null>(null);

/** What is new in it against the one on the screen. */
export function difference(before: CoverageReport, now: CoverageReport): { added: number; gone: number } {
  const had = new Set(before.findings.map(({ id }) => id));
  const has = new Set(now.findings.map(({ id }) => id));
  return {
    added: now.findings.filter(({ id }) => !had.has(id)).length,
    gone: before.findings.filter(({ id }) => !has.has(id)).length,
  };
}

/** One publish is several news; they are asked about once. */
const PAUSE_MS = 400;

/** Asks for the report of now, and keeps it when it says something else. A past edition does not change. */
async function look(): Promise<void> {
  const shown = loaded.peek().report;
  const area = scope.peek()?.code;
  if (shown === null || area === undefined || asOf.peek() !== null || fileReport.peek() !== null) return;
  const now = await readCoverage(area, null).catch(() => null);
  if (now === null || now.area.code !== loaded.peek().report?.area.code || asOf.peek() !== null) return;
  fresh.value = now.dataHash === loaded.peek().report?.dataHash ? null : now;
}

/** Puts the newer report on the screen, with the map and the editions that belong to it. */
export async function showFresh(): Promise<void> {
  const now = fresh.peek();
  if (now === null) return;
  fresh.value = null;
  loaded.value = { report: now, loading: false, problem: null };
  await reload();
}

/** The answer ends it. A browser without EventSource, or a refused stream, only means that nothing is offered. */
export function followLive(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void look(), PAUSE_MS);
  };
  const stopStream = effect(() => {
    const county = countyCode.value;
    if (typeof EventSource === 'undefined' || county === null || !mayIn(REPORT_READERS, scope.value?.code)) return;
    const source = new EventSource(`/api/live?area=${scope.value?.code}`);
    source.addEventListener('published', later);
    source.addEventListener('reset', later);
    source.addEventListener('coverage', () => {
      later();
      void loadChecks();
    });
    hearTileNews(source);
    const takeBack = lendStream();
    return () => {
      takeBack();
      source.close();
    };
  });
  // what was offered is on the screen by another way, or the reader has gone elsewhere
  const stopOffer = effect(() => {
    const now = loaded.value.report;
    const waiting = fresh.peek();
    if (waiting !== null && (now?.dataHash === waiting.dataHash || now?.area.code !== waiting.area.code))
      fresh.value = null;
  });
  return () => {
    stopStream();
    stopOffer();
    clearTimeout(timer);
    fresh.value = null;
  };
}
