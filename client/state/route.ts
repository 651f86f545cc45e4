/** Where the reader is: workspace and parameters, kept in the hash. The camera (`map=`) belongs to the map library. */
import { computed, signal } from '@preact/signals';
import { type Address, formatHash, parseHash } from './hash.ts';

const read = (): Address => parseHash(window.location.hash);

export const route = signal<Address>(read());

export const workspace = computed(() => route.value.path[0] ?? 'map');

/** A parameter of the address as a signal of its own, so that a change of another one wakes nobody. */
export const parameter = (name: string) => computed<string | null>(() => route.value.params[name] ?? null);

/** Names another workspace; makes a step in the browser's history. The setup link is dropped on the way. */
export function go(path: string): void {
  const { link: _, ...params } = read().params;
  const next = formatHash({ path: path.split('/').filter(Boolean), params });
  if (next === window.location.hash) return;
  window.history.pushState(null, '', next);
  route.value = read();
}

/** Sets or (null) removes parameters without a step in the history. */
export function setParams(change: Record<string, string | null>): void {
  const now = read();
  const params: Record<string, string> = { ...now.params };
  for (const [name, value] of Object.entries(change)) {
    if (value === null) delete params[name];
    else params[name] = value;
  }
  const next = formatHash({ path: now.path.length > 0 ? now.path : ['map'], params });
  if (next !== window.location.hash) window.history.replaceState(null, '', next);
  route.value = read();
}

/** Follows the back button and typed addresses. */
export function followAddress(): void {
  const update = () => {
    route.value = read();
  };
  window.addEventListener('hashchange', update);
  window.addEventListener('popstate', update);
}
