/** Who may set what the public is shown, as the routes of the service say it. An admin may do everything, and is not named. */
import type { Role } from '../../../server/contract/access.ts';

export const PEOPLE_WRITERS: readonly Role[] = ['planner'];
export const CONTACT_WRITERS: readonly Role[] = [];
