/**
 * Operations that were done and not yet confirmed, kept in this browser (IndexedDB), so that neither a lost network nor a closed
 * page loses a stroke. A browser that keeps nothing (private mode) only has them as long as the page lives.
 */
import type { Pending } from './plan-session.ts';

const STORE = 'pending';

function open(): Promise<IDBDatabase | null> {
  if (typeof indexedDB === 'undefined') return Promise.resolve(null);
  return new Promise((resolve) => {
    const asked = indexedDB.open('gezhong-plans', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => resolve(null);
    asked.onblocked = () => resolve(null);
  });
}

let opened: Promise<IDBDatabase | null> | null = null;
const database = (): Promise<IDBDatabase | null> => {
  opened ??= open();
  return opened;
};

/** Of one person in one plan: two people may share a browser. */
const keyOf = (plan: number, actor: string): string => `${plan} ${actor}`;

export async function writeJournal(plan: number, actor: string, pending: readonly Pending[]): Promise<void> {
  const db = await database();
  if (db === null) return;
  await new Promise<void>((resolve) => {
    const work = db.transaction(STORE, 'readwrite');
    const store = work.objectStore(STORE);
    if (pending.length === 0) store.delete(keyOf(plan, actor));
    else store.put(structuredClone(pending), keyOf(plan, actor));
    work.oncomplete = () => resolve();
    work.onabort = () => resolve();
    work.onerror = () => resolve();
  });
}

export async function readJournal(plan: number, actor: string): Promise<readonly Pending[]> {
  const db = await database();
  if (db === null) return [];
  return new Promise((resolve) => {
    const asked = db.transaction(STORE).objectStore(STORE).get(keyOf(plan, actor));
    asked.onsuccess = () => resolve((asked.result as Pending[] | undefined) ?? []);
    asked.onerror = () => resolve([]);
  });
}
