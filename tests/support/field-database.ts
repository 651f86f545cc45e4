/** The database of the field page in memory, for tests where there is no IndexedDB. */
type Stores = Record<'queue' | 'fixes' | 'kept', Map<unknown, unknown>>;

export const stores: Stores = { queue: new Map(), fixes: new Map(), kept: new Map() };

export const STORES = ['queue', 'fixes', 'kept'] as const;
export const readAll = async (name: keyof Stores) => [...stores[name].values()];
export const readOne = async (name: keyof Stores, key: unknown) => stores[name].get(key);
export const put = async (name: keyof Stores, key: unknown, value: unknown) => {
  stores[name].set(key, value);
};
export const remove = async (name: keyof Stores, keys: readonly unknown[]) => {
  for (const key of keys) stores[name].delete(key);
};
export const clear = async (name: keyof Stores) => stores[name].clear();
