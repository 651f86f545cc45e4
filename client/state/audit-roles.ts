/** Who may do what in the audit, as the routes of the service say it. An admin may do everything, and is not named. */
import type { Role } from '../../server/contract/access.ts';

export const REPORT_READERS: readonly Role[] = ['viewer', 'planner', 'reviewer', 'auditor', 'dispatcher'];
export const CHECKERS: readonly Role[] = ['auditor', 'planner', 'reviewer'];
export const ACCEPTORS: readonly Role[] = ['auditor'];
export const EXCLUDERS: readonly Role[] = ['planner', 'auditor'];
export const MENDERS: readonly Role[] = ['planner', 'auditor'];
export const DRAFT_READERS: readonly Role[] = ['viewer', 'planner', 'reviewer', 'auditor'];
