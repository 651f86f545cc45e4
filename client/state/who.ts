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

export const mayImport = computed(() => hasRole('planner', 'admin'));
/** The roles that may read coverage; a field worker may not. */
export const mayAudit = computed(() => hasRole('viewer', 'planner', 'reviewer', 'auditor', 'dispatcher', 'admin'));

export async function loadSession(): Promise<void> {
  session.value = await readSession();
}

export async function signOut(): Promise<void> {
  await endSession();
  await loadSession();
}
