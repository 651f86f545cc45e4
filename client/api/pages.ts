/** Walks a list that pages by key: the opaque `next` of one answer is the `after` of the next question. */
import { type Query, request } from './request.ts';

interface Page<F> {
  features: F[];
  next: string | null;
}

/** Yields the features page by page; stops after `most` features so that a runaway list cannot fill the memory. */
export async function* pages<F>(path: string, query: Query, signal?: AbortSignal, most = 200_000): AsyncGenerator<F[]> {
  let after: string | null = null;
  let count = 0;
  do {
    const page: Page<F> = await request<Page<F>>(path, { query: { ...query, after }, signal });
    count += page.features.length;
    yield page.features;
    after = page.next;
  } while (after !== null && count < most);
}
