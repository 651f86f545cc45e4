/**
 * Who asks, and what they may do where. A grant is a role over an area and all below it; area null is everything.
 * An area code holds those that start with it: 110101 holds 110101001 and 110101001002. Pure.
 */
import { ROLES, type Role } from '../contract/access.ts';
import { Refusal } from '../contract/problem.ts';

export interface CallerGrant {
  role: Role;
  area: string | null;
}

export interface Caller {
  kind: 'public' | 'session' | 'token';
  /** For the audit log: the login, `token:name` or `public`. */
  actor: string;
  grants: readonly CallerGrant[];
}

export const publicCaller: Caller = Object.freeze({ kind: 'public', actor: 'public', grants: Object.freeze([]) });

/** Everybody who is signed in with any role. */
export const ANY_ROLE: readonly Role[] = ROLES;

/** True when `outer` is `inner` or above it. */
export function covers(outer: string | null, inner: string | null): boolean {
  if (outer === null) return true;
  return inner?.startsWith(outer) ?? false;
}

/** An admin has every role. */
function gives(grant: CallerGrant, roles: readonly Role[]): boolean {
  return grant.role === 'admin' || roles.includes(grant.role);
}

/** One of the roles over this area; null asks for a role over everything. */
export function may(caller: Caller, roles: readonly Role[], area: string | null): boolean {
  return caller.grants.some((grant) => gives(grant, roles) && covers(grant.area, area));
}

/** One of the roles over any area at all. */
export function hasRole(caller: Caller, roles: readonly Role[]): boolean {
  return caller.grants.some((grant) => gives(grant, roles));
}

/** The areas the roles reach; null: everything. For filters in queries. */
export function areasOf(caller: Caller, roles: readonly Role[]): string[] | null {
  const areas: string[] = [];
  for (const grant of caller.grants) {
    if (!gives(grant, roles)) continue;
    if (grant.area === null) return null;
    areas.push(grant.area);
  }
  return areas.filter((area) => !areas.some((other) => other !== area && covers(other, area)));
}

/** Throws 'login-required', 'role-missing'. */
export function assertRole(caller: Caller, roles: readonly Role[]): void {
  if (hasRole(caller, roles)) return;
  if (caller.kind === 'public') throw new Refusal('login-required');
  throw new Refusal('role-missing', { roles: [...roles] });
}

/**
 * One of the roles over the area, over more, or over a part of it: how a county is run is read by all who work there.
 * Throws 'login-required', 'role-missing', 'area-forbidden'.
 */
export function assertWorksIn(caller: Caller, roles: readonly Role[], area: string): void {
  assertRole(caller, roles);
  const meets = (own: string | null): boolean => covers(own, area) || covers(area, own);
  const isHere = caller.grants.some((grant) => gives(grant, roles) && meets(grant.area));
  if (!isHere) throw new Refusal('area-forbidden', { area });
}

/** Throws 'login-required', 'role-missing', 'area-forbidden'. */
export function assertMay(caller: Caller, roles: readonly Role[], area: string | null): void {
  assertRole(caller, roles);
  if (!may(caller, roles, area)) throw new Refusal('area-forbidden', { area });
}
