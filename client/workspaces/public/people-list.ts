/** Which workers the list shows: all, or those of whom the public is not shown what it could be. Pure. */
import type { Post, Worker } from '../../../server/contract/workers.ts';

export const PEOPLE_FILTERS = ['all', 'hidden', 'photo', 'phone'] as const;
export type PeopleFilter = (typeof PEOPLE_FILTERS)[number];

/** Posts that kiosks and notices name. */
export const shownPosts = (worker: Worker): readonly Post[] =>
  worker.posts.filter(({ role }) => role === 'leader' || role === 'worker');

const LACKS: Readonly<Record<PeopleFilter, (worker: Worker) => boolean>> = {
  all: () => true,
  hidden: ({ published }) => !published,
  photo: (worker) => worker.published && worker.photo === null && shownPosts(worker).length > 0,
  phone: ({ published, phone, posts }) => published && phone === null && posts.length > 0,
};

const says = (worker: Worker, text: string): boolean =>
  [worker.name, worker.code, ...worker.posts.flatMap(({ grid, gridName }) => [grid, gridName ?? ''])].some((one) =>
    one.toLowerCase().includes(text),
  );

export function peopleShown(workers: readonly Worker[], filter: PeopleFilter, text: string): readonly Worker[] {
  const wanted = text.trim().toLowerCase();
  return workers.filter((worker) => LACKS[filter](worker) && (wanted === '' || says(worker, wanted)));
}

export const peopleCount = (workers: readonly Worker[], filter: PeopleFilter): number =>
  workers.filter(LACKS[filter]).length;
