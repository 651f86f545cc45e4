/**
 * Accounts, by their admins. An admin of an area sees and changes only accounts whose every grant lies in it, and gives
 * nothing beyond it; otherwise a password reset would be a way up. The last admin over everything stays one.
 */
import type { Static } from 'typebox';
import type { AccountView } from '../contract/access.ts';
import { Refusal } from '../contract/problem.ts';
import type { Queryable } from '../database/database.ts';
import { administers, assertAdministers, assertPassword, assertUsableLogin, commonArea } from './account-rules.ts';
import { audit } from './audit.ts';
import type { Caller, CallerGrant } from './caller.ts';
import type { AccessDeps } from './deps.ts';
import { hashPassword } from './password.ts';
import {
  type Account,
  accountByLogin,
  allAccounts,
  countAdmins,
  deleteSessionsOf,
  insertAccount,
  lockAccounts,
  replaceGrants,
  updateAccount,
} from './repository.ts';

export type AccountAnswer = Static<typeof AccountView>;

export interface AccountChangeInput {
  name?: string;
  password?: string;
  grants?: CallerGrant[];
  disabled?: boolean;
}

function answer({ login, name, grants, disabled, demo }: Account): AccountAnswer {
  return { login, name, grants: grants as AccountAnswer['grants'], disabled, demo };
}

export async function listAccounts(deps: AccessDeps, caller: Caller): Promise<AccountAnswer[]> {
  return (await allAccounts(deps.db)).filter((account) => administers(caller, account.grants)).map(answer);
}

/** Throws 'area-forbidden', 'password-weak', 'duplicate'. */
export async function createAccount(
  deps: AccessDeps,
  caller: Caller,
  body: { login: string; name: string; password: string; grants: CallerGrant[] },
): Promise<AccountAnswer> {
  assertAdministers(caller, body.grants);
  assertPassword(body.password, body.login);
  const passwordHash = await hashPassword(body.password, deps.config.passwordCost);
  const { login, name, grants } = body;
  return deps.db.transaction(async (tx) => {
    await lockAccounts(tx);
    await assertUsableLogin(tx, login);
    await insertAccount(tx, { login, name, passwordHash, grants, demo: false });
    await audit(tx, {
      actor: caller.actor,
      action: 'account.create',
      target: login,
      area: commonArea(grants),
      detail: { grants },
      at: deps.clock(),
    });
    return answer((await accountByLogin(tx, login))!);
  });
}

/**
 * Ends the account's sessions when it is disabled or its password changes.
 * Throws 'not-found', 'area-forbidden', 'password-weak', 'last-admin'.
 */
export async function changeAccount(
  deps: AccessDeps,
  caller: Caller,
  login: string,
  change: AccountChangeInput,
): Promise<AccountAnswer> {
  if (change.grants !== undefined) assertAdministers(caller, change.grants);
  if (change.password !== undefined) assertPassword(change.password, login);
  const passwordHash =
    change.password === undefined ? undefined : await hashPassword(change.password, deps.config.passwordCost);
  return deps.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const account = await accountByLogin(tx, login);
    if (account === undefined) throw new Refusal('not-found', { login });
    assertAdministers(caller, account.grants);
    const adminsBefore = await countAdmins(tx);
    await updateAccount(tx, account.id, { name: change.name, passwordHash, disabled: change.disabled });
    if (change.grants !== undefined) await replaceGrants(tx, account.id, change.grants);
    await assertAdminLeft(tx, adminsBefore, change);
    if (change.disabled === true || passwordHash !== undefined) await deleteSessionsOf(tx, account.id);
    const after = (await accountByLogin(tx, login))!;
    const { password, ...told } = change;
    await audit(tx, {
      actor: caller.actor,
      action: change.disabled === true ? 'account.disable' : 'account.change',
      target: account.login,
      area: commonArea([...account.grants, ...after.grants]),
      detail: { ...told, ...(password === undefined ? {} : { passwordChanged: true }) },
      at: deps.clock(),
    });
    return answer(after);
  });
}

async function assertAdminLeft(tx: Queryable, before: number, change: AccountChangeInput): Promise<void> {
  if (before === 0 || (await countAdmins(tx)) > 0) return;
  const pointer = change.disabled === true || change.grants === undefined ? '/disabled' : '/grants';
  throw new Refusal('last-admin', {}, { errors: [{ pointer, code: 'last-admin' }] });
}
