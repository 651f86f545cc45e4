/** The worker in whose name a request speaks: the one whose account is signed in, or the one a device's token speaks for. */
import { assertMay, type Caller } from '../access/caller.ts';
import { Refusal } from '../contract/problem.ts';
import type { Queryable } from '../database/database.ts';
import { type WorkerRow, workerById, workerOfLogin } from '../workers/repository.ts';
import { SPEAKERS } from './roles.ts';

/** Null: the account is no worker of the register. */
export async function ownWorker(db: Queryable, caller: Caller): Promise<WorkerRow | null> {
  return caller.kind === 'session' ? workerOfLogin(db, caller.actor) : null;
}

/** Throws `not-a-worker`, `worker-left`, `worker-unknown`, `role-missing`, `area-forbidden`. */
export async function speakerOf(db: Queryable, caller: Caller, worker: number | undefined): Promise<WorkerRow> {
  const own = await ownWorker(db, caller);
  const row = worker === undefined || worker === own?.id ? own : await spokenFor(db, caller, worker);
  if (row === null) throw new Refusal('not-a-worker', { login: caller.actor });
  if (row.left !== null) throw new Refusal('worker-left', { id: row.id, left: row.left.toISOString() });
  return row;
}

async function spokenFor(db: Queryable, caller: Caller, id: number): Promise<WorkerRow> {
  // Nobody signs in for a colleague at the page.
  if (caller.kind !== 'token') throw new Refusal('not-a-worker', { login: caller.actor, worker: id });
  const row = await workerById(db, id);
  if (row === null)
    throw new Refusal('worker-unknown', { id }, { errors: [{ pointer: '/worker', code: 'worker-unknown' }] });
  assertMay(caller, SPEAKERS, row.area);
  return row;
}
