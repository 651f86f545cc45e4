/** Rows of workers and posts as they go out. Pure. */
import type { Post, Worker } from '../contract/workers.ts';
import type { PostRow } from './post-repository.ts';
import type { WorkerRow } from './repository.ts';

export function postView({ from, to, area: _area, county: _county, ...post }: PostRow): Post {
  return { ...post, from: from.toISOString(), to: to?.toISOString() ?? null };
}

export function workerView({ left, ...worker }: WorkerRow, posts: readonly PostRow[]): Worker {
  return {
    ...worker,
    left: left?.toISOString() ?? null,
    posts: posts.filter((post) => post.worker === worker.id).map(postView),
  };
}

const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin');

/** By name, as names are sorted in Chinese, then by code. */
export function byName(a: { name: string; code: string }, b: { name: string; code: string }): number {
  return collator.compare(a.name, b.name) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
}
