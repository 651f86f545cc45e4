/** Accepting findings: with a reason, by a person, until a day. The record stays when the acceptance is over. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller } from '../access/caller.ts';
import type { CoverageException, Finding, NewException } from '../contract/coverage.ts';
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { type ExceptionState, exceptionStates, exceptionsByFinding } from '../geometry/finding-exception.ts';
import {
  type ExceptionRow,
  exceptionById,
  exceptionsOf,
  holdExceptions,
  insertException,
  withdrawException,
} from './exception-repository.ts';

/** An admin has every role. */
export const ACCEPTORS = ['auditor'] as const;

/** Nobody accepts a defect for longer than an auditor's memory. */
const LONGEST_YEARS = 3;

export interface ExceptionDeps {
  db: Database;
  clock: () => Date;
  /** The findings of an area now, or of what a plan makes of it, by the ids they have there. */
  findings: (area: string, plan?: number | null) => Promise<readonly Finding[]>;
}

/** Which exception speaks for each finding of a report, with its state. */
export function exceptionsFor(
  rows: readonly ExceptionRow[],
  findings: readonly Finding[],
  now: Date,
): Map<string, CoverageException> {
  const known = rows.map(accepted);
  const states = exceptionStates(known, findings, now.getTime());
  const spoken = new Map<string, CoverageException>();
  for (const [finding, { row }] of exceptionsByFinding(known, states))
    spoken.set(finding, exceptionView(row, states.get(row.id)!));
  return spoken;
}

/** Exceptions of an area and of all below it, the newest first. Each is judged by the report of the area it was accepted in. */
export async function listExceptions(deps: ExceptionDeps, area: string): Promise<CoverageException[]> {
  const rows = (await exceptionsOf(deps.db, area.slice(0, 6))).filter((row) => row.area.startsWith(area));
  const views: CoverageException[] = [];
  for (const own of new Set(rows.map((row) => row.area))) {
    const of = rows.filter((row) => row.area === own);
    const states = exceptionStates(of.map(accepted), await deps.findings(own), deps.clock().getTime());
    views.push(...of.map((row) => exceptionView(row, states.get(row.id)!)));
  }
  return views.sort((a, b) => b.id - a.id);
}

/** Throws `area-forbidden`, `plan-unknown`, `finding-unknown`, `value-out-of-bounds` (/until), `duplicate` (accepted already). */
export async function acceptFinding(
  deps: ExceptionDeps,
  caller: Caller,
  body: NewException,
): Promise<CoverageException> {
  const { db, clock } = deps;
  const { area, reason } = body;
  assertMay(caller, ACCEPTORS, area);
  const acceptedAt = clock();
  const until = new Date(body.until);
  const latest = new Date(acceptedAt);
  latest.setUTCFullYear(latest.getUTCFullYear() + LONGEST_YEARS);
  if (!(until > acceptedAt)) throw outOfBounds('past', { earliest: acceptedAt.toISOString() });
  if (until > latest) throw outOfBounds('too-late', { latest: latest.toISOString() });
  const findings = await deps.findings(area, body.plan ?? null);
  const finding = findings.find(({ id }) => id === body.finding);
  if (finding === undefined) throw new Refusal('finding-unknown', { finding: body.finding, area });
  const county = area.slice(0, 6);
  return db.transaction(async (tx) => {
    await holdExceptions(tx, county);
    const known = exceptionsFor(await exceptionsOf(tx, county), findings, acceptedAt).get(finding.id);
    if (known?.state === 'accepted') throw new Refusal('duplicate', { exception: known.id });
    const { id, kind, areaM2, buildings, households } = finding;
    const { actor } = caller;
    const row = await insertException(tx, {
      area,
      finding: id,
      kind,
      reason,
      author: actor,
      acceptedAt,
      until,
      areaM2,
      buildings,
      households,
    });
    await audit(tx, {
      actor,
      action: 'exception.accept',
      target: id,
      area,
      detail: { exception: row.id, reason, until },
      at: acceptedAt,
    });
    return exceptionView(row, 'accepted');
  });
}

/** Withdrawn already: nothing happens. Throws `exception-unknown`, `area-forbidden`. */
export async function endException({ db, clock }: ExceptionDeps, caller: Caller, id: number): Promise<void> {
  const row = await exceptionById(db, id);
  if (row === null) throw new Refusal('exception-unknown', { id });
  assertMay(caller, ACCEPTORS, row.area);
  const at = clock();
  await db.transaction(async (tx) => {
    if (!(await withdrawException(tx, id, caller.actor, at))) return;
    const { area, finding } = row;
    await audit(tx, {
      actor: caller.actor,
      action: 'exception.withdraw',
      target: finding,
      area,
      detail: { exception: id },
      at,
    });
  });
}

function accepted(row: ExceptionRow) {
  const { id, finding, areaM2, buildings, households, until, withdrawnAt } = row;
  const envelope = { areaM2, buildings, households };
  return { id, finding, envelope, until: until.getTime(), withdrawn: withdrawnAt !== null, row };
}

function exceptionView(row: ExceptionRow, state: ExceptionState): CoverageException {
  const { id, finding, kind, area, reason, author, areaM2, buildings, households } = row;
  return {
    id,
    finding,
    kind,
    area,
    reason,
    author,
    acceptedAt: row.acceptedAt.toISOString(),
    until: row.until.toISOString(),
    envelope: { areaM2, buildings, households },
    state,
  };
}

function outOfBounds(code: string, params: Record<string, unknown>): Refusal {
  return new Refusal('value-out-of-bounds', params, { errors: [{ pointer: '/until', code, params }] });
}
