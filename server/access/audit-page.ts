/**
 * Pages of the audit log, newest first. Every page checks the hashes of its own rows; the first page checks the whole chain,
 * at most once a minute in a process, because that reads every row.
 */
import { Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { rowIntact, verifyAudit } from './audit.ts';
import { auditPage } from './audit-repository.ts';
import { areasOf, type Caller } from './caller.ts';
import type { AccessDeps } from './deps.ts';

export interface AuditPage {
  rows: { id: number; at: string; actor: string; action: string; target: string; detail: Record<string, unknown> }[];
  next: string | null;
  intact: boolean;
}

const DEFAULT_LIMIT = 500;
const MEMORY_MS = 60_000;
const verified = new WeakMap<Database, { at: number; intact: boolean }>();

/** Rows of areas the caller audits; rows of the whole service only for those who audit everything. Throws 'cursor-invalid'. */
export async function listAudit(
  deps: AccessDeps,
  caller: Caller,
  query: { limit?: number; after?: string; actor?: string },
): Promise<AuditPage> {
  const limit = query.limit ?? DEFAULT_LIMIT;
  const before = query.after === undefined ? null : cursorOf(query.after);
  const areas = areasOf(caller, ['auditor']);
  const found = await auditPage(deps.db, { before, limit: limit + 1, actor: query.actor, areas });
  const rows = found.slice(0, limit);
  const intact = rows.every(rowIntact) && (before !== null || (await chainIntact(deps)));
  return {
    rows: rows.map(({ id, at, actor, action, target, detail }) => ({
      id,
      at: at.toISOString(),
      actor,
      action,
      target,
      detail,
    })),
    next: found.length > limit ? String(rows.at(-1)!.id) : null,
    intact,
  };
}

function cursorOf(after: string): number {
  const id = Number(after);
  if (!/^[1-9][0-9]{0,15}$/.test(after) || !Number.isSafeInteger(id)) throw new Refusal('cursor-invalid');
  return id;
}

async function chainIntact({ db, clock }: AccessDeps): Promise<boolean> {
  const now = clock().getTime();
  const last = verified.get(db);
  if (last !== undefined && Math.abs(now - last.at) < MEMORY_MS) return last.intact;
  const { intact } = await verifyAudit(db);
  verified.set(db, { at: now, intact });
  return intact;
}
