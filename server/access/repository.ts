/** SQL of accounts, sessions and the setup link. Times come from the caller's clock. */

import type { Queryable } from '../database/database.ts';
import { sql } from '../database/sql.ts';
import type { CallerGrant } from './caller.ts';
import { LOCKS } from './deps.ts';

export interface Account {
  id: number;
  login: string;
  name: string;
  passwordHash: string;
  disabled: boolean;
  demo: boolean;
  grants: CallerGrant[];
}

export interface Session {
  login: string;
  name: string;
  disabled: boolean;
  grants: CallerGrant[];
  seenAt: Date;
  expiresAt: Date;
}

const GRANTS = sql`
  coalesce((select json_agg(json_build_object('role', g.role, 'area', nullif(g.area_code, '')) order by g.role, g.area_code)
    from account_grant g where g.account_id = a.id), '[]'::json) as grants`;
const ACCOUNT = sql`a.id, a.login, a.name, a.password_hash as "passwordHash", a.disabled, a.demo, ${GRANTS}`;

/** Until the transaction ends nobody else changes accounts: rules over all of them (the last admin) hold. */
export async function lockAccounts(tx: Queryable): Promise<void> {
  await tx.query(sql`select pg_advisory_xact_lock(${LOCKS.accounts}::bigint)`);
}

/** Logins differ by more than case. */
export async function accountByLogin(q: Queryable, login: string): Promise<Account | undefined> {
  const rows = await q.query<Account>(sql`select ${ACCOUNT} from account a where lower(a.login) = lower(${login})`);
  return rows[0];
}

export function allAccounts(q: Queryable): Promise<Account[]> {
  return q.query<Account>(sql`select ${ACCOUNT} from account a order by a.login collate "C"`);
}

export async function insertAccount(
  tx: Queryable,
  account: { login: string; name: string; passwordHash: string; grants: readonly CallerGrant[]; demo: boolean },
): Promise<number> {
  const { login, name, passwordHash, demo } = account;
  const rows = await tx.query<{ id: number }>(sql`
    insert into account (login, name, password_hash, demo) values (${login}, ${name}, ${passwordHash}, ${demo}::boolean) returning id`);
  const id = rows[0]!.id;
  await replaceGrants(tx, id, account.grants);
  return id;
}

export async function replaceGrants(tx: Queryable, account: number, grants: readonly CallerGrant[]): Promise<void> {
  await tx.query(sql`delete from account_grant where account_id = ${account}::bigint`);
  const roles = grants.map((grant) => grant.role);
  const areas = grants.map((grant) => grant.area ?? '');
  await tx.query(sql`
    insert into account_grant (account_id, role, area_code)
    select distinct ${account}::bigint, role, area from unnest(${roles}::text[], ${areas}::text[]) as g (role, area)`);
}

export async function updateAccount(
  tx: Queryable,
  id: number,
  change: { name?: string | undefined; passwordHash?: string | undefined; disabled?: boolean | undefined },
): Promise<void> {
  await tx.query(sql`
    update account set
      name = coalesce(${change.name ?? null}::text, name),
      password_hash = coalesce(${change.passwordHash ?? null}::text, password_hash),
      disabled = coalesce(${change.disabled ?? null}::boolean, disabled)
    where id = ${id}::bigint`);
}

/** Enabled accounts with every right everywhere, demo accounts not counted. */
export async function countAdmins(q: Queryable): Promise<number> {
  const rows = await q.query<{ n: number }>(sql`
    select count(*)::int as n from account a
    where not a.disabled and not a.demo
      and exists (select from account_grant g where g.account_id = a.id and g.role = 'admin' and g.area_code = '')`);
  return rows[0]?.n ?? 0;
}

/** Whether anybody but demo users has an account, disabled or not. */
export async function hasOwnAccounts(q: Queryable): Promise<boolean> {
  const rows = await q.query<{ found: boolean }>(sql`select exists (select from account where not demo) as found`);
  return rows[0]?.found === true;
}

export async function insertSession(
  tx: Queryable,
  session: { idHash: Uint8Array; account: number; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.query(sql`
    insert into session (id_hash, account_id, created_at, seen_at, expires_at)
    values (${session.idHash}::bytea, ${session.account}::bigint, ${session.now}::timestamptz, ${session.now}::timestamptz,
      ${session.expiresAt}::timestamptz)`);
}

export async function sessionById(q: Queryable, idHash: Uint8Array): Promise<Session | undefined> {
  const rows = await q.query<Session>(sql`
    select a.login, a.name, a.disabled, s.seen_at as "seenAt", s.expires_at as "expiresAt", ${GRANTS}
    from session s join account a on a.id = s.account_id where s.id_hash = ${idHash}::bytea`);
  return rows[0];
}

export async function touchSession(q: Queryable, idHash: Uint8Array, now: Date): Promise<void> {
  await q.query(sql`update session set seen_at = ${now}::timestamptz where id_hash = ${idHash}::bytea`);
}

/** True when there was one. */
export async function deleteSession(q: Queryable, idHash: Uint8Array): Promise<boolean> {
  const rows = await q.query(sql`delete from session where id_hash = ${idHash}::bytea returning account_id`);
  return rows.length > 0;
}

export async function deleteSessionsOf(tx: Queryable, account: number): Promise<void> {
  await tx.query(sql`delete from session where account_id = ${account}::bigint`);
}

export async function deleteOldSessions(q: Queryable, now: Date, idleBefore: Date): Promise<void> {
  await q.query(
    sql`delete from session where expires_at <= ${now}::timestamptz or seen_at <= ${idleBefore}::timestamptz`,
  );
}

export async function insertSetupLink(tx: Queryable, hash: Uint8Array, now: Date, expiresAt: Date): Promise<void> {
  await tx.query(sql`
    insert into setup_link (hash, created_at, expires_at)
    values (${hash}::bytea, ${now}::timestamptz, ${expiresAt}::timestamptz)`);
}

export async function findSetupLink(q: Queryable, hash: Uint8Array, now: Date): Promise<boolean> {
  const rows = await q.query(sql`
    select hash from setup_link
    where hash = ${hash}::bytea and used_at is null and expires_at > ${now}::timestamptz`);
  return rows.length > 0;
}

export async function deleteExpiredLinks(tx: Queryable, now: Date): Promise<void> {
  await tx.query(sql`delete from setup_link where expires_at <= ${now}::timestamptz`);
}

/** Uses the link up, once. False: unknown, used or expired. The others go with it. */
export async function spendSetupLink(tx: Queryable, hash: Uint8Array, now: Date): Promise<boolean> {
  const rows = await tx.query(sql`
    update setup_link set used_at = ${now}::timestamptz
    where hash = ${hash}::bytea and used_at is null and expires_at > ${now}::timestamptz returning hash`);
  if (rows.length > 0) await tx.query(sql`delete from setup_link where used_at is null`);
  return rows.length > 0;
}
