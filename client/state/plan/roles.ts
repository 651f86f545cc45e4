/** Who may do what with plans, as the routes of the service say it. An admin may do everything, and is not named. */
import type { Role, SessionView } from '../../../server/contract/access.ts';

export const PLAN_READERS: readonly Role[] = ['viewer', 'planner', 'reviewer', 'auditor'];
export const PLANNERS: readonly Role[] = ['planner'];
/** Drop a draft. */
export const DRAFTERS: readonly Role[] = ['planner', 'auditor'];
/** Take a step of a plan's way; which one depends on role, area and state, and is told by the service. */
export const STEPPERS: readonly Role[] = ['planner', 'reviewer'];
export const PUBLISHERS: readonly Role[] = ['reviewer'];

/**
 * The widest areas a person has one of these roles over, in order. A grant over everything stands for every county that is
 * served.
 */
export function reachOf(
  grants: SessionView['grants'],
  roles: readonly Role[],
  counties: readonly string[],
): readonly string[] {
  const own = grants.filter(({ role }) => role === 'admin' || roles.includes(role));
  const all = own.flatMap(({ area }) => (area === null ? counties : [area]));
  return [...new Set(all)].filter((code) => !all.some((other) => other !== code && code.startsWith(other))).sort();
}
