/**
 * The page's own database in the browser: what waits to be sent, positions that wait, and the last answers. Plain IndexedDB behind
 * four functions; a library would save nothing.
 */
const NAME = 'gezhong-field';
const VERSION = 1;

/** queue: what waits to be sent, by id. fixes: positions, by time. kept: the last answers, by account and name. */
export const STORES = ['queue', 'fixes', 'kept'] as const;
export type StoreName = (typeof STORES)[number];

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const store of STORES)
        if (!request.result.objectStoreNames.contains(store)) request.result.createObjectStore(store);
    };
    request.onsuccess = () => {
      // another tab with a newer page may change it
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
  return opened;
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Resolves when it is written to the disk, as far as a browser says so. */
async function write(name: StoreName, change: (store: IDBObjectStore) => void): Promise<void> {
  const transaction = (await open()).transaction(name, 'readwrite', { durability: 'strict' });
  const finished = new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  change(transaction.objectStore(name));
  await finished;
}

const reading = async (name: StoreName): Promise<IDBObjectStore> =>
  (await open()).transaction(name, 'readonly').objectStore(name);

export const readAll = async <T>(name: StoreName): Promise<T[]> =>
  done((await reading(name)).getAll() as IDBRequest<T[]>);

export const readOne = async <T>(name: StoreName, key: IDBValidKey): Promise<T | undefined> =>
  done((await reading(name)).get(key) as IDBRequest<T | undefined>);

export const put = (name: StoreName, key: IDBValidKey, value: unknown): Promise<void> =>
  write(name, (store) => store.put(value, key));

export const remove = (name: StoreName, keys: readonly IDBValidKey[]): Promise<void> =>
  write(name, (store) => {
    for (const key of keys) store.delete(key);
  });

export const clear = (name: StoreName): Promise<void> => write(name, (store) => store.clear());
