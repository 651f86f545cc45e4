/** Questions and deeds of the audit: the report, exceptions and exclusions, repairs, checks, trend and changes. */
import type {
  CoverageChanges,
  CoverageCheck,
  CoverageException,
  CoverageReport,
  CoverageTrend,
  Exclusion,
  NewException,
  NewExclusion,
} from '../../server/contract/coverage.ts';
import type { NewRepairs, RepairPreview, RepairsDone } from '../../server/contract/repairs.ts';
import { request } from './request.ts';

type AsOf = string | null;
const at = '/api/coverage';

export const readCoverage = (area: string, asOf: AsOf, signal?: AbortSignal) =>
  request<CoverageReport>(at, { query: { area, asOf }, signal });

/** `plan`: what the repair would do to this draft; null: to the edition in force. */
export const readRepair = (finding: string, area: string, plan: number | null, signal?: AbortSignal) =>
  request<RepairPreview>(`${at}/findings/${encodeURIComponent(finding)}/repair`, { query: { area, plan }, signal });

/** `tag`: of the draft that is named. */
export const makeRepairs = (json: NewRepairs, tag?: string) =>
  request<RepairsDone>(`${at}/repairs`, { method: 'POST', json, ifMatch: tag });

export const acceptFinding = (json: NewException) =>
  request<CoverageException>(`${at}/exceptions`, { method: 'POST', json });

export const withdrawException = (id: number) => request<unknown>(`${at}/exceptions/${id}`, { method: 'DELETE' });

export const listExceptions = (area: string, signal?: AbortSignal) =>
  request<{ exceptions: CoverageException[] }>(`${at}/exceptions`, { query: { area }, signal }).then(
    (answer) => answer.exceptions,
  );

export const declareExclusion = (json: NewExclusion) =>
  request<Exclusion>(`${at}/exclusions`, { method: 'POST', json });

export const listExclusions = (area: string, signal?: AbortSignal) =>
  request<{ exclusions: Exclusion[] }>(`${at}/exclusions`, { query: { area }, signal }).then(
    (answer) => answer.exclusions,
  );

export const startCheck = (area: string, asOf: AsOf) =>
  request<CoverageCheck>(`${at}/checks`, { method: 'POST', json: { area, ...(asOf === null ? {} : { asOf }) } });

export const readCheck = (id: string, signal?: AbortSignal) => request<CoverageCheck>(`${at}/checks/${id}`, { signal });

export const cancelCheck = (id: string) => request<CoverageCheck>(`${at}/checks/${id}`, { method: 'DELETE' });

export const listChecks = (area: string, signal?: AbortSignal) =>
  request<{ checks: CoverageCheck[] }>(`${at}/checks`, { query: { area }, signal }).then((answer) => answer.checks);

export const readTrend = (area: string, signal?: AbortSignal) =>
  request<CoverageTrend>(`${at}/trend`, { query: { area }, signal });

/** What is found now against an edition (its id) or a check that was kept. */
export const readChanges = (
  area: string,
  since: { sinceEdition: number } | { sinceCheck: string },
  signal?: AbortSignal,
) => request<CoverageChanges>(`${at}/changes`, { query: { area, ...since }, signal });
