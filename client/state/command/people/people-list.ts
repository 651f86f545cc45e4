/** Which workers the list shows, and how many are where. Pure but for the filter. */
import { computed, signal } from '@preact/signals';
import type { WorkerPosition } from '../../../../server/contract/positions.ts';
import { areaName, gridName } from '../row-words.ts';
import { positions } from './positions.ts';

export const STANDS = ['all', 'own', 'elsewhere', 'lost'] as const;
export type Stand = (typeof STANDS)[number];

/** Somebody who is lost is nowhere: the last place counts for nothing. */
export function standOf({ fresh, place }: Pick<WorkerPosition, 'fresh' | 'place'>): Exclude<Stand, 'all'> {
  if (fresh === 'lost') return 'lost';
  return place === 'own-grid' ? 'own' : 'elsewhere';
}

export function countsOf(list: readonly WorkerPosition[]): Record<Stand, number> {
  const counts: Record<Stand, number> = { all: list.length, own: 0, elsewhere: 0, lost: 0 };
  for (const one of list) counts[standOf(one)]++;
  return counts;
}

export const stand = signal<Stand>('all');
export const wanted = signal('');

export function matching(
  list: readonly WorkerPosition[],
  which: Stand,
  text: string,
  words: (one: WorkerPosition) => string,
): readonly WorkerPosition[] {
  const typed = text.trim().toLowerCase();
  return list.filter(
    (one) => (which === 'all' || standOf(one) === which) && (typed === '' || words(one).toLowerCase().includes(typed)),
  );
}

const wordsOf = ({ name, grid, area }: WorkerPosition): string =>
  `${name}\n${grid === null ? '' : gridName(grid)}\n${areaName(area)}`;

export const shownPeople = computed(() => matching(positions.value ?? [], stand.value, wanted.value, wordsOf));
