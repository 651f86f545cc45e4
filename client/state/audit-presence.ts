/** 走访与巡查: presence per grid in a period, how it is sorted, and the places nobody has been to. */
import { computed, signal } from '@preact/signals';
import type { Role } from '../../server/contract/access.ts';
import type { GridPresence, PresenceAnswer, UnvisitedPlace } from '../../server/contract/visits.ts';
import { readPresence, readUnvisited } from '../api/audit-presence.ts';
import { type ApiError, asApiError, isAbort } from '../api/request.ts';
import { scope } from './areas.ts';
import { byName } from './name-order.ts';
import { mayIn } from './who.ts';

const READERS: readonly Role[] = ['viewer', 'dispatcher', 'auditor'];
export const mayPresence = computed(() => mayIn(READERS, scope.value?.code));

const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
export const dayText = (at: number): string => new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 10);

export const REACHES = [7, 30, 90] as const;
/** Days up to today. */
export const reach = signal<(typeof REACHES)[number]>(30);
export const periodOf = (days: number, now: number) => ({
  ...{ from: dayText(now - (days - 1) * DAY_MS), to: dayText(now) },
});

export const presence = signal<PresenceAnswer | null>(null);
export const presenceProblem = signal<ApiError | null>(null);

/** Each figure with its part and, for a rate, what it is a part of. */
export const COLUMNS = {
  visited: { part: 'visited', whole: 'households' },
  visits: { part: 'visits', whole: null },
  proved: { part: 'proved', whole: 'visits' },
  spotChecks: { part: 'spotChecks', whole: null },
  never: { part: 'buildingsNever', whole: 'buildings' },
  overdue: { part: 'buildingsOverdue', whole: 'buildings' },
  patrols: { part: 'patrols', whole: 'patrolsDue' },
  streets: { part: 'streetPassedM', whole: 'streetM' },
  signIns: { part: 'answered', whole: 'due' },
} as const satisfies Record<string, { part: keyof GridPresence; whole: keyof GridPresence | null }>;
export type Column = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as readonly Column[];

type Numbers = PresenceAnswer['total'];
/** Null: nothing to divide by. */
export function figureOf(row: Numbers, column: Column): number | null {
  const { part, whole } = COLUMNS[column];
  if (whole === null) return row[part];
  return row[whole] === 0 ? null : row[part] / row[whole];
}

export interface PresenceSort {
  readonly sortBy: Column | 'name';
  readonly descending: boolean;
}
export const presenceSort = signal<PresenceSort>({ sortBy: 'visited', descending: false });

/** No number comes last, whichever way. */
export function sortedRows(rows: readonly GridPresence[], { sortBy, descending }: PresenceSort): GridPresence[] {
  const sign = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const byCode = a.grid < b.grid ? -1 : 1;
    if (sortBy === 'name') return sign * byName(a.name, b.name) || byCode;
    const [x, y] = [figureOf(a, sortBy), figureOf(b, sortBy)];
    if (x === null || y === null) return Number(x === null) - Number(y === null) || byCode;
    return sign * (x - y) || byCode;
  });
}

export function sortPresence(by: PresenceSort['sortBy']): void {
  const { sortBy, descending } = presenceSort.peek();
  presenceSort.value = { sortBy: by, descending: by === sortBy ? !descending : false };
}

export const presenceRows = computed(() => sortedRows(presence.value?.grids ?? [], presenceSort.value));

export async function loadPresence(area: string, days: number, gone: AbortSignal): Promise<void> {
  presenceProblem.value = null;
  const { from, to } = periodOf(days, Date.now());
  try {
    const answer = await readPresence(area, from, to, gone);
    if (!gone.aborted) presence.value = answer;
  } catch (error) {
    if (!isAbort(error)) presenceProblem.value = asApiError(error);
  }
}

export const unvisited = signal<readonly UnvisitedPlace[] | null>(null);
/** Where the list goes on; null: it is whole. */
const nextOf = signal<string | null>(null);
export const hasMoreUnvisited = computed(() => nextOf.value !== null);
export const unvisitedBusy = signal(false);
export const chosenPlace = signal<string | null>(null);
const PAGE = 500;

/** `more`: what comes after what is there. */
export async function loadUnvisited(area: string, more: boolean, gone?: AbortSignal): Promise<void> {
  unvisitedBusy.value = true;
  try {
    const page = await readUnvisited(area, PAGE, more ? nextOf.peek() : null, gone);
    if (gone?.aborted || (more && scope.peek()?.code !== area)) return;
    unvisited.value = more ? [...(unvisited.peek() ?? []), ...page.places] : page.places;
    nextOf.value = page.next;
  } catch (error) {
    if (!isAbort(error)) presenceProblem.value = asApiError(error);
  } finally {
    unvisitedBusy.value = false;
  }
}

export function leavePresence(): void {
  presence.value = null;
  presenceProblem.value = null;
  unvisited.value = null;
  nextOf.value = null;
  chosenPlace.value = null;
}
