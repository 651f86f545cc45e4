/** SQL of machine tokens. Only their hashes are stored. */

import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { CallerGrant } from './caller.ts';

export interface StoredToken {
  id: number;
  name: string;
  grants: CallerGrant[];
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

const COLUMNS = sql`id, name, grants, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;

export async function tokenByHash(q: Queryable, hash: Uint8Array): Promise<StoredToken | undefined> {
  const rows = await q.query<StoredToken>(sql`select ${COLUMNS} from machine_token where hash = ${hash}::bytea`);
  return rows[0];
}

export async function tokenById(q: Queryable, id: number): Promise<StoredToken | undefined> {
  const rows = await q.query<StoredToken>(sql`
    select ${COLUMNS} from machine_token where id = ${id}::bigint and revoked_at is null`);
  return rows[0];
}

/** Those not revoked, expired ones included. */
export function liveTokens(q: Queryable): Promise<StoredToken[]> {
  return q.query<StoredToken>(sql`select ${COLUMNS} from machine_token where revoked_at is null order by id`);
}

export async function insertToken(
  tx: Queryable,
  token: {
    name: string;
    hash: Uint8Array;
    grants: readonly CallerGrant[];
    createdBy: string;
    now: Date;
    expiresAt: Date | null;
  },
): Promise<StoredToken> {
  const rows = await tx.query<StoredToken>(sql`
    insert into machine_token (name, hash, grants, created_by, created_at, expires_at)
    values (${token.name}, ${token.hash}::bytea, ${JSON.stringify(token.grants)}::jsonb, ${token.createdBy},
      ${token.now}::timestamptz, ${token.expiresAt}::timestamptz)
    returning ${COLUMNS}`);
  return rows[0]!;
}

export async function revokeToken(tx: Queryable, id: number, now: Date): Promise<void> {
  await tx.query(sql`update machine_token set revoked_at = ${now}::timestamptz where id = ${id}::bigint`);
}
