/**
 * Which questions a replica may answer: those asked, however deep, within `readAnywhere`. Outside of it, and in what
 * `fromPrimary` runs inside of it, the primary is asked: who somebody is must never be a second old.
 */
import { AsyncLocalStorage } from 'node:async_hooks';

const scope = new AsyncLocalStorage<boolean>();

export function readAnywhere<T>(work: () => T): T {
  return scope.run(true, work);
}

export function fromPrimary<T>(work: () => T): T {
  return scope.run(false, work);
}

export function mayReadAnywhere(): boolean {
  return scope.getStore() === true;
}
