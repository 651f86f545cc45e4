/** Who is signed in on this page, known without network too; their area, their grids, whether they lead one. */
import { computed, signal } from '@preact/signals';
import type { SessionView } from '../../../server/contract/access.ts';
import { keep, kept } from '../store/kept.ts';
import { duty } from './parts.ts';

/** unknown: not looked yet. */
export const who = signal<SessionView | null | 'unknown'>('unknown');

export const me = computed(() => (who.value === 'unknown' || who.value?.login == null ? null : who.value));
export const login = computed(() => me.value?.login ?? null);

/** The account that was signed in last, under no account. */
export const keepWho = (session: SessionView): Promise<void> => keep('', 'who', session);
export const keptWho = async (): Promise<SessionView | null> => (await kept<SessionView>('', 'who'))?.value ?? null;

export const worker = computed(() => duty.value?.worker ?? null);

const posts = computed(() => {
  const now = Date.now();
  return (worker.value?.posts ?? []).filter(
    ({ from, to }) => Date.parse(from) <= now && (to === null || Date.parse(to) > now),
  );
});
export const ownGrids = computed<readonly string[]>(() => [...new Set(posts.value.map(({ grid }) => grid))]);
/** Spot checks are the leader's. */
export const isLeader = computed(() => posts.value.some(({ role }) => role === 'leader'));

const EVENT_ROLES = ['worker', 'dispatcher', 'viewer', 'auditor', 'admin'];

/** Whose events, grids and buildings are shown: the worker's area, else the first that a role reaches. */
export const homeArea = computed<string | null>(() => {
  const own = worker.value?.area;
  if (own !== undefined) return own;
  return me.value?.grants.find(({ role, area }) => area !== null && EVENT_ROLES.includes(role))?.area ?? null;
});
export const homeCounty = computed(() => homeArea.value?.slice(0, 6) ?? null);

export const mayReport = computed(
  () => me.value?.grants.some(({ role }) => role === 'worker' || role === 'dispatcher' || role === 'admin') ?? false,
);
