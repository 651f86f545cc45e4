/**
 * Who has to do with visits. Logging one is the worker's, as signing in is (duty/speaker.ts). Who looks at events looks at visits; how long
 * nobody has been at a building is for everybody who is signed in, over their areas.
 */
import { ANY_ROLE } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';

export const VISITORS: readonly Role[] = ANY_ROLE;
export const VISIT_READERS: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'auditor'];
export const UNVISITED_READERS: readonly Role[] = ANY_ROLE;
export const PRESENCE_READERS: readonly Role[] = ['viewer', 'dispatcher', 'auditor'];
