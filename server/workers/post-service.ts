/** Posts of the register: opened and ended, dated, by the planners of the grid's area. */
import { assertMay, type Caller, may } from '../access/caller.ts';
import { decodeCursor, encodeCursor } from '../contract/list-query.ts';
import { Refusal } from '../contract/problem.ts';
import { parseAsOf } from '../contract/time.ts';
import type { NewPost, Post, PostList, PostQuery } from '../contract/workers.ts';
import { instantOf } from '../events/instants.ts';
import { endPost, gridArea, insertPost, postById, postsInArea } from './post-repository.ts';
import type { Publishing } from './publishing.ts';
import { holdWorker } from './repository.ts';
import { WORKER_READERS, WORKER_WRITERS } from './roles.ts';
import { unknownWorker } from './service.ts';
import { postView } from './views.ts';

export class PostsService {
  readonly #publishing: Publishing;

  constructor(publishing: Publishing) {
    this.#publishing = publishing;
  }

  /** Names without a worker of the register too. Throws `area-forbidden`, `date-invalid`, `cursor-invalid`. */
  async list(caller: Caller, { area, asOf, limit = 500, after }: PostQuery): Promise<PostList> {
    assertMay(caller, WORKER_READERS, area);
    const at = asOf === undefined ? null : parseAsOf(asOf);
    const last = after === undefined ? 0 : Number(decodeCursor(after));
    if (!Number.isSafeInteger(last)) throw new Refusal('cursor-invalid');
    const rows = await postsInArea(this.#publishing.db, area, at, last, limit + 1);
    const page = rows.slice(0, limit);
    const next = rows.length > limit ? encodeCursor(String(page.at(-1)!.id)) : null;
    return { posts: page.map(postView), next };
  }

  /**
   * The planner of the grid's area decides who holds it, wherever the worker belongs. Throws `worker-unknown`, `worker-left`,
   * `grid-unknown`, `area-forbidden`, `date-invalid`, `period-invalid`, `duplicate` (holds it already).
   */
  async open(caller: Caller, worker: number, { grid, role, from, to }: NewPost): Promise<Post> {
    const { db, clock } = this.#publishing;
    const at = clock();
    const begins = from === undefined ? null : new Date(instantOf(from, '/from'));
    const ends = to === undefined ? null : new Date(instantOf(to, '/to'));
    if (ends !== null && ends <= (begins ?? at)) throw endsFirst();
    const id = await this.#publishing.publish(async (tx) => {
      const row = await holdWorker(tx, worker);
      if (row === null) throw unknownWorker(worker);
      const area = await gridArea(tx, row.county, grid);
      if (area === null) {
        const errors = [{ pointer: '/grid', code: 'grid-unknown' }];
        if (!may(caller, WORKER_WRITERS, row.area)) assertMay(caller, WORKER_WRITERS, row.county);
        throw new Refusal('grid-unknown', { code: grid }, { errors });
      }
      assertMay(caller, WORKER_WRITERS, area);
      if (row.left !== null) throw new Refusal('worker-left', { id: worker, left: row.left.toISOString() });
      const made = await insertPost(tx, { worker, grid, role, from: begins, to: ends });
      if (made === null) {
        const errors = [{ pointer: '/from', code: 'taken' }];
        throw new Refusal('duplicate', { worker, grid, role }, { errors });
      }
      const detail = { worker, grid, role, holder: row.name, from, to };
      const entry = { actor: caller.actor, action: 'post.open', target: String(made), area, detail, at };
      return { county: row.county, result: made, worker, entry };
    });
    return postView((await postById(db, id))!);
  }

  /** Default now. Throws `post-unknown`, `post-ended`, `area-forbidden`, `date-invalid`, `period-invalid`. */
  async end(caller: Caller, id: number, to: string | undefined): Promise<Post> {
    const { db, clock } = this.#publishing;
    const at = clock();
    const ends = to === undefined ? null : new Date(instantOf(to, '/to'));
    await this.#publishing.publish(async (tx) => {
      const post = await postById(tx, id);
      if (post === null) throw new Refusal('post-unknown', { id });
      const area = post.area ?? post.county;
      assertMay(caller, WORKER_WRITERS, area);
      if (post.to !== null && post.to <= at) throw new Refusal('post-ended', { id, to: post.to.toISOString() });
      if (ends !== null && ends <= post.from) throw endsFirst();
      await endPost(tx, id, ends);
      const { grid, role, holder, worker } = post;
      const detail = { grid, role, holder, worker, to };
      const entry = { actor: caller.actor, action: 'post.end', target: String(id), area, detail, at };
      return { county: post.county, result: null, worker, entry };
    });
    return postView((await postById(db, id))!);
  }
}

function endsFirst(): Refusal {
  return new Refusal('period-invalid', { why: 'ended' }, { errors: [{ pointer: '/to', code: 'ended' }] });
}
