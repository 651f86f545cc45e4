/** Where entries lie: on the disk of the phone, or in memory where a browser keeps nothing and in tests. */
import { put, readAll, remove } from '../store/database.ts';
import type { Entry } from './entry.ts';

export interface Shelf {
  all(): Promise<Entry[]>;
  put(entry: Entry): Promise<void>;
  remove(ids: readonly string[]): Promise<void>;
}

export const diskShelf: Shelf = {
  all: () => readAll<Entry>('queue'),
  put: (entry) => put('queue', entry.id, entry),
  remove: (ids) => remove('queue', ids),
};

export function memoryShelf(): Shelf & { readonly entries: Map<string, Entry> } {
  const entries = new Map<string, Entry>();
  return {
    entries,
    all: async () => [...entries.values()],
    put: async (entry) => {
      entries.set(entry.id, entry);
    },
    remove: async (ids) => {
      for (const id of ids) entries.delete(id);
    },
  };
}
