/** Who says whom residents are to call: the admins of the area. Photos are the planners', like the rest of a worker. */
import type { Role } from '../contract/access.ts';

export const NOTICE_WRITERS: readonly Role[] = ['admin'];
