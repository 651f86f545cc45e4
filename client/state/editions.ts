/** The editions of the county, and the moment asked about (`asOf` of the address; null: now). */
import { computed, signal } from '@preact/signals';
import type { Edition } from '../../server/contract/grids.ts';
import { parameter, setParams } from './route.ts';

export const editions = signal<readonly Edition[]>([]);

const asked = parameter('asOf');
const TIME = /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/;
export const asOf = computed(() => (asked.value !== null && TIME.test(asked.value) ? asked.value : null));

/**
 * The moment that names an edition: one millisecond after it came into force, since times here are cut to milliseconds
 * and the service keeps finer ones.
 */
export const momentOf = (edition: Edition): string => new Date(Date.parse(edition.inForceFrom) + 1).toISOString();

export const chooseEdition = (edition: Edition | null): void =>
  setParams({ asOf: edition === null || edition.inForce ? null : momentOf(edition) });

/** The edition of a moment: the newest that was in force by then. A day means its close in Asia/Shanghai. */
export function editionAt(all: readonly Edition[], moment: string | null): Edition | null {
  const time = moment === null ? Infinity : Date.parse(moment.includes('T') ? moment : `${moment}T23:59:59.999+08:00`);
  const before = all.filter((edition) => Date.parse(edition.inForceFrom) <= time);
  return before.reduce<Edition | null>((best, one) => (best === null || one.number > best.number ? one : best), null);
}

export const edition = computed(() => editionAt(editions.value, asOf.value));
