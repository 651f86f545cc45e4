/** What changed since an earlier check or edition: findings that are new, that are gone, and that stayed. */
import type { ChangesQuery, CoverageChanges, CoverageException, Finding } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { checkById, findingsOf } from './check-repository.ts';
import { editionSpan } from './edition-span.ts';
import { exceptionsOf } from './exception-repository.ts';
import { exceptionsFor } from './exceptions.ts';
import { inheritFindingIds } from './known-findings.ts';
import { isListed } from './report.ts';
import type { CoverageService } from './service.ts';

export interface ChangeDeps {
  db: Database;
  coverage: CoverageService;
  clock: () => Date;
}

/** Throws `request-invalid` (not one of the two), `check-unknown` (of another area too), `edition-unknown`, `area-unknown`. */
export async function changesSince(deps: ChangeDeps, query: ChangesQuery): Promise<CoverageChanges> {
  const { area, sinceCheck, sinceEdition } = query;
  if ((sinceCheck === undefined) === (sinceEdition === undefined)) {
    const errors = [{ pointer: 'sinceCheck', code: 'one-of', params: { or: 'sinceEdition' } }];
    throw new Refusal('request-invalid', {}, { errors });
  }
  const { since, earlier } =
    sinceCheck === undefined ? await atEdition(deps, area, sinceEdition!) : await atCheck(deps, area, sinceCheck);
  const { result } = await deps.coverage.result({ area, asOf: null, plan: null });
  const exceptions = exceptionsFor(await exceptionsOf(deps.db, area.slice(0, 6)), result.findings, deps.clock());
  return { area, since, ...compare(earlier, result.findings, exceptions) };
}

/**
 * Findings are the same by their ids, or as a later check would have found them to be. Told are those that a report lists;
 * one that only grew or shrank over the limit of the list is neither new nor gone.
 */
export function compare(
  earlier: readonly Finding[],
  now: readonly Finding[],
  exceptions: ReadonlyMap<string, CoverageException> = new Map(),
): Pick<CoverageChanges, 'added' | 'gone' | 'kept'> {
  const before = inheritFindingIds(now, earlier);
  const earlierIds = new Set(before.map(({ id }) => id));
  const nowIds = new Set(now.map(({ id }) => id));
  return {
    added: now
      .filter((finding) => isListed(finding) && !earlierIds.has(finding.id))
      .map((finding) => ({ ...finding, exception: exceptions.get(finding.id) ?? null })),
    gone: before.filter((finding) => isListed(finding) && !nowIds.has(finding.id)),
    kept: now.filter((finding) => isListed(finding) && earlierIds.has(finding.id)).map(({ id }) => id),
  };
}

interface Earlier {
  since: CoverageChanges['since'];
  earlier: readonly Finding[];
}

async function atCheck({ db }: ChangeDeps, area: string, id: string): Promise<Earlier> {
  const row = await checkById(db, id);
  if (row === null || row.area !== area || row.state !== 'done') throw new Refusal('check-unknown', { id });
  const { edition, editionNumber, finishedAt } = row;
  const since = { edition, editionNumber, check: id, at: finishedAt!.toISOString() };
  return { since, earlier: await findingsOf(db, id) };
}

/** As the edition was when it ended, or is now. */
async function atEdition({ db, coverage }: ChangeDeps, area: string, id: number): Promise<Earlier> {
  const span = await editionSpan(db, area.slice(0, 6), id);
  if (span === null) throw new Refusal('edition-unknown', { edition: id });
  const { result } = await coverage.result({ area, asOf: span.lastInstant, plan: null });
  const since = { edition: id, editionNumber: span.number, check: null, at: span.inForceFrom.toISOString() };
  return { since, earlier: result.findings };
}
