/**
 * Who has to do with positions. Where a single person is, is for those who send people out and those who check how that is
 * done; everybody else who is signed in gets how many are where. A device that speaks for a worker is an admin's to allow.
 */
import type { Role } from '../contract/access.ts';

export const POSITION_SENDERS: readonly Role[] = ['worker'];
export const POSITION_READERS: readonly Role[] = ['dispatcher', 'auditor'];
export const COUNT_READERS: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'planner', 'reviewer', 'auditor'];
export const TRAIL_READERS: readonly Role[] = ['dispatcher', 'auditor'];
export const LOOK_READERS: readonly Role[] = ['auditor'];
export const TRACKER_KEEPERS: readonly Role[] = ['admin'];
