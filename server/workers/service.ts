/** Workers: who they are, and which account signs in as them. Every write leaves an audit row in its transaction. */
import { audit } from '../access/audit.ts';
import { assertMay, type Caller, covers, may } from '../access/caller.ts';
import { decodeCursor, encodeCursor } from '../contract/list-query.ts';
import { Refusal } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import type { NewWorker, Worker, WorkerChange, WorkerList, WorkerQuery } from '../contract/workers.ts';
import type { Queryable } from '../database/database.ts';
import { endPostsOf, postsOfWorkers, republishPosts } from './post-repository.ts';
import type { Publishing } from './publishing.ts';
import {
  accountToLink,
  findWorkers,
  holdWorker,
  insertWorker,
  isAreaInForce,
  linkAccount,
  updateWorker,
  type WorkerRow,
  workerById,
  workersByIds,
} from './repository.ts';
import { ACCOUNT_LINKERS, WORKER_READERS, WORKER_WRITERS } from './roles.ts';
import { tellDuty } from './tell-repository.ts';
import { byName, workerView } from './views.ts';

export class WorkersService {
  readonly #publishing: Publishing;

  constructor(publishing: Publishing) {
    this.#publishing = publishing;
  }

  /** Throws `area-forbidden`, `date-invalid`, `cursor-invalid`. */
  async list(caller: Caller, query: WorkerQuery): Promise<WorkerList> {
    const { area, q, role, grid, all = false, limit = 500, after } = query;
    assertMay(caller, WORKER_READERS, area);
    const { db } = this.#publishing;
    const asOf = query.asOf === undefined ? null : parseAsOf(query.asOf);
    const found = (await findWorkers(db, { area, text: q?.trim() || undefined, role, grid, asOf, all })).sort(byName);
    const last = after === undefined ? null : keyOf(after);
    const left = last === null ? found : found.filter((one) => byName(one, last) > 0);
    const page = left.slice(0, limit);
    const ids = page.map(({ id }) => id);
    const rows = new Map((await workersByIds(db, ids)).map((row) => [row.id, row]));
    const posts = await postsOfWorkers(db, ids, asOf);
    const end = page.at(-1);
    return {
      workers: ids.flatMap((id) => (rows.has(id) ? [workerView(rows.get(id)!, posts)] : [])),
      next: left.length > limit && end !== undefined ? encodeCursor(JSON.stringify([end.name, end.code])) : null,
    };
  }

  /** Everybody may look at the worker they sign in as. Throws `worker-unknown`, `area-forbidden`. */
  async one(caller: Caller, id: number): Promise<Worker> {
    const { db } = this.#publishing;
    const row = await workerById(db, id);
    if (row === null) throw unknownWorker(id);
    const posts = await postsOfWorkers(db, [id], null);
    const areas = [row.area, ...posts.flatMap(({ area }) => area ?? [])];
    const isOwn = row.login !== null && row.login === caller.actor;
    if (!isOwn && !areas.some((area) => may(caller, WORKER_READERS, area))) assertMay(caller, WORKER_READERS, row.area);
    return workerView(row, posts);
  }

  /** Throws `area-forbidden`, `area-unknown`, `role-missing` (a login by no admin), `duplicate`, `reference-missing`. */
  async add(caller: Caller, { code, area, name, phone, login, published = true }: NewWorker): Promise<Worker> {
    assertMay(caller, WORKER_WRITERS, area);
    const worker = { code, area, name: nameOf(name), phone: phoneOf(phone), published };
    const { db, clock } = this.#publishing;
    const id = await db.transaction(async (tx) => {
      await assertArea(tx, area);
      const made = await insertWorker(tx, worker);
      if (made === null) throw new Refusal('duplicate', { code }, { errors: [{ pointer: '/code', code: 'taken' }] });
      if (login !== undefined) await link(tx, caller, (await workerById(tx, made))!, login);
      const detail = { ...worker, login };
      await tellDuty(tx, made);
      await audit(tx, { actor: caller.actor, action: 'worker.add', target: String(made), area, detail, at: clock() });
      return made;
    });
    return this.one(caller, id);
  }

  /**
   * A name or telephone that changed is published in the posts from now on; who has left holds none any more, and who is no longer
   * published is shown to nobody but those who are signed in. Throws as `add`, and `worker-unknown`.
   */
  async change(caller: Caller, id: number, change: WorkerChange): Promise<Worker> {
    const { db, clock } = this.#publishing;
    const at = clock();
    const county = await this.#publishing.publish(async (tx) => {
      const before = await holdWorker(tx, id);
      if (before === null) throw unknownWorker(id);
      assertMay(caller, WORKER_WRITERS, before.area);
      const after = changed(before, change, at);
      if (after.area !== before.area) {
        if (!covers(before.county, after.area)) throw unknownArea(after.area);
        assertMay(caller, WORKER_WRITERS, after.area);
        await assertArea(tx, after.area);
      }
      await updateWorker(tx, after);
      if (change.login !== undefined && change.login !== before.login) await link(tx, caller, before, change.login);
      const posts = after.left === null ? await republishPosts(tx, [id]) : await endPostsOf(tx, id);
      const target = String(id);
      const detail = { ...change };
      const entry = { actor: caller.actor, action: 'worker.change', target, area: after.area, detail, at };
      const isShown = posts > 0 || after.published !== before.published;
      return { county: isShown ? before.county : null, result: before.county, worker: id, entry };
    });
    const row = await workerById(db, id);
    if (row === null) throw unknownWorker(id, county);
    return workerView(row, await postsOfWorkers(db, [id], null));
  }
}

export function unknownWorker(id: number, county?: string): Refusal {
  return new Refusal('worker-unknown', { id, ...(county === undefined ? {} : { county }) });
}

function unknownArea(code: string): Refusal {
  return new Refusal('area-unknown', { code }, { errors: [{ pointer: '/area', code: 'area-unknown' }] });
}

async function assertArea(tx: Queryable, area: string): Promise<void> {
  if (!(await isAreaInForce(tx, area))) throw unknownArea(area);
}

function changed(before: WorkerRow, change: WorkerChange, at: Date): WorkerRow {
  const { area = before.area, name, phone, published = before.published, left } = change;
  return {
    ...before,
    area,
    name: name === undefined ? before.name : nameOf(name),
    phone: phone === undefined ? before.phone : phoneOf(phone),
    published,
    left: left === undefined ? before.left : left ? (before.left ?? at) : null,
  };
}

function nameOf(name: string): string {
  const words = name.trim();
  if (words !== '') return words;
  throw new Refusal('body-invalid', {}, { errors: [{ pointer: '/name', code: 'blank' }] });
}

function phoneOf(phone: string | null | undefined): string | null {
  return phone?.trim() || null;
}

/** An account signs in as one worker at most, and has to do with the county. */
async function link(tx: Queryable, caller: Caller, worker: WorkerRow, login: string | null): Promise<void> {
  assertMay(caller, ACCOUNT_LINKERS, worker.area);
  if (login === null) return linkAccount(tx, worker.id, null);
  const account = await accountToLink(tx, login);
  const isHere = account?.areas.some((area) => covers(area, worker.county) || covers(worker.county, area)) ?? false;
  if (account === null || account.disabled || !isHere) {
    const errors = [{ pointer: '/login', code: 'account-unknown' }];
    throw new Refusal('reference-missing', { login }, { errors });
  }
  if (account.worker !== null && account.worker !== worker.id) {
    throw new Refusal(
      'duplicate',
      { login, worker: account.worker },
      { errors: [{ pointer: '/login', code: 'taken' }] },
    );
  }
  return linkAccount(tx, worker.id, account.id);
}

function keyOf(cursor: string): { name: string; code: string } {
  try {
    const key: unknown = JSON.parse(decodeCursor(cursor));
    const [name, code] = Array.isArray(key) ? key : [];
    if (typeof name === 'string' && typeof code === 'string') return { name, code };
  } catch {
    // what this service never gave out
  }
  throw new Refusal('cursor-invalid');
}
