/**
 * Who has to do with workers. Names and office telephones are everybody's who is signed in, over their areas: they stand on the
 * notice of the grid. Workers and posts are published like grids, so the planners who import them change them. Which account
 * signs in as a worker is a matter of accounts: an admin's. What a kind of grid must have is a setting: an admin's too.
 */
import { ANY_ROLE } from '../access/caller.ts';
import type { Role } from '../contract/access.ts';

export const WORKER_READERS: readonly Role[] = ANY_ROLE;
export const WORKER_WRITERS: readonly Role[] = ['planner'];
export const ACCOUNT_LINKERS: readonly Role[] = ['admin'];
export const ROSTER_WRITERS: readonly Role[] = ['admin'];
