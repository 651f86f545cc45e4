/** What holds for every account: its password, its login, and who may have to do with it. */
import { Refusal } from '../contract/problem.ts';
import type { Queryable } from '../database/database.ts';
import { type Caller, type CallerGrant, may } from './caller.ts';
import { checkPassword, MIN_PASSWORD_LENGTH } from './password.ts';
import { accountByLogin } from './repository.ts';

/** Words the audit log uses for actors that are no account. */
const RESERVED = new Set(['public', 'system']);

/** Throws 'password-weak' with the reason. */
export function assertPassword(password: string, login: string): void {
  const verdict = checkPassword(password, login);
  if (verdict.ok) return;
  throw new Refusal('password-weak', { reason: verdict.code, minLength: MIN_PASSWORD_LENGTH });
}

/** Throws 'duplicate'. */
export async function assertUsableLogin(tx: Queryable, login: string): Promise<void> {
  const taken = RESERVED.has(login.toLowerCase()) || (await accountByLogin(tx, login)) !== undefined;
  if (taken) throw new Refusal('duplicate', { login }, { errors: [{ pointer: '/login', code: 'taken' }] });
}

/** An admin over every area these grants reach may give them, and handle who has them. */
export function administers(caller: Caller, grants: readonly CallerGrant[]): boolean {
  return grants.every((grant) => may(caller, ['admin'], grant.area));
}

/** Throws 'area-forbidden' with the first grant that reaches beyond the caller's own. */
export function assertAdministers(caller: Caller, grants: readonly CallerGrant[]): void {
  const beyond = grants.find((grant) => !may(caller, ['admin'], grant.area));
  if (beyond !== undefined) throw new Refusal('area-forbidden', { area: beyond.area, role: beyond.role });
}

/** The one area all grants lie in, for the audit log; '' when they have none in common. */
export function commonArea(grants: readonly CallerGrant[]): string {
  const areas = new Set(grants.map((grant) => grant.area ?? ''));
  return areas.size === 1 ? [...areas][0]! : '';
}
