/** Who has to do with events. An admin has every role; the steps themselves ask for more (rules/step-table.ts). */
import { type Caller, hasRole } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';
import { Refusal } from '../contract/problem.ts';

/** Who may look at the events of their areas. */
export const EVENT_READERS: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'auditor'];
/** Who may report. */
export const REPORTERS: readonly Role[] = ['worker', 'dispatcher'];
/** Who sends events to others, and sees whom they may be sent to. */
export const DISPATCHERS: readonly Role[] = ['dispatcher'];
/** Who may try a step: a member of a unit may have no other role than to look. */
export const STEP_TAKERS: readonly Role[] = ['viewer', 'worker', 'dispatcher'];
/** Who looks at what the loop runs by. */
export const RULE_READERS: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'auditor'];

/**
 * Who is asked first takes it (首问负责): a worker or dispatcher of any area of the county may report what happened anywhere in
 * it; the event belongs to the area it lies in. Throws `area-forbidden`.
 */
export function assertMayReport(caller: Caller, county: string): void {
  const within = caller.grants.some(
    ({ role, area }) =>
      (role === 'admin' || REPORTERS.includes(role)) && (area === null || area.slice(0, 6) === county),
  );
  if (within) return;
  if (!hasRole(caller, REPORTERS)) throw new Refusal('role-missing', { roles: [...REPORTERS] });
  throw new Refusal('area-forbidden', { area: county });
}
