/** Names of places that the page has seen; a plan knows their codes only. Asked for a community at a time. */
import { signal } from '@preact/signals';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import { pages } from '../../api/pages.ts';

const names = signal<ReadonlyMap<string, string>>(new Map());
const asked = new Set<string>();

/** The code where no name is known. */
export const placeName = (code: string): string => names.value.get(code) ?? code;

/** Once for each community; without an answer codes are shown. */
export async function loadPlaceNames(community: string): Promise<void> {
  if (asked.has(community)) return;
  asked.add(community);
  try {
    for await (const page of pages<PlaceFeature>('/api/places', { area: community, kind: 'building', limit: 2000 })) {
      const next = new Map(names.peek());
      for (const { properties: p } of page) next.set(p.code, p.name ?? p.address ?? p.code);
      names.value = next;
    }
  } catch {
    asked.delete(community);
  }
}
