/**
 * Who has to do with duty. Signing in is not a matter of roles: whoever's account is linked to a worker of the register does it for
 * themselves. A device or a gateway speaks for a worker with a token that is a worker's or a dispatcher's over the worker's area. The
 * dispatchers run the day: they excuse and end shifts. Attendance by name is for those who answer for it and for auditors.
 */
import { ANY_ROLE } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';

export const SIGNING: readonly Role[] = ANY_ROLE;
export const SPEAKERS: readonly Role[] = ['worker', 'dispatcher'];
export const DUTY_OFFICE: readonly Role[] = ['dispatcher'];
export const ATTENDANCE_READERS: readonly Role[] = ['dispatcher', 'auditor'];
export const ON_DUTY_READERS: readonly Role[] = ['viewer', 'dispatcher', 'auditor'];
export const SETTINGS_READERS: readonly Role[] = ANY_ROLE;
export const SETTINGS_WRITERS: readonly Role[] = ['admin'];
