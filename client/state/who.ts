/** Who is signed in and what they may do; null while nobody has answered yet. */
import { computed, signal } from '@preact/signals';
import type { Role, SessionView } from '../../server/contract/access.ts';
import { signOut as endSession, readSession } from '../api/session.ts';

export const session = signal<SessionView | null>(null);

export const signedIn = computed(() => session.value?.login != null);
export const isDemo = computed(() => session.value?.demo ?? false);

/** The fictional county of `data/demo`; counties loaded beside it are real. A test compares. */
export const DEMO_COUNTY = '341921';

export const hasRole = (...roles: Role[]): boolean =>
  session.value?.grants.some((grant) => roles.includes(grant.role)) ?? false;

/** One of the roles over this area, as the service judges it: a grant holds for its area and all below, an admin has every role. */
export const mayIn = (roles: readonly Role[], area: string | undefined): boolean =>
  area !== undefined &&
  (session.value?.grants.some(
    (grant) =>
      (grant.role === 'admin' || roles.includes(grant.role)) && (grant.area === null || area.startsWith(grant.area)),
  ) ??
    false);

export const mayImport = computed(() => hasRole('planner', 'admin'));
/** The roles that may look at plans. */
export const mayPlan = computed(() => hasRole('viewer', 'planner', 'reviewer', 'auditor', 'admin'));
/** The roles that may look at events. */
export const mayCommand = computed(() => hasRole('viewer', 'worker', 'dispatcher', 'auditor', 'admin'));
/** The roles that may read coverage; a field worker may not. */
export const mayAudit = computed(() => hasRole('viewer', 'planner', 'reviewer', 'auditor', 'dispatcher', 'admin'));

export async function loadSession(): Promise<void> {
  session.value = await readSession();
}

export async function signOut(): Promise<void> {
  await endSession();
  await loadSession();
}
