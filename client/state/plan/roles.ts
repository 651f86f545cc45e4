/** Who may do what with plans, as the routes of the service say it. An admin may do everything, and is not named. */
import type { Role } from '../../../server/contract/access.ts';

export const PLAN_READERS: readonly Role[] = ['viewer', 'planner', 'reviewer', 'auditor'];
export const PLANNERS: readonly Role[] = ['planner'];
/** Drop a draft. */
export const DRAFTERS: readonly Role[] = ['planner', 'auditor'];
