/** Outlines of all buildings of an area, page by page; what cannot be had is drawn as squares. */
import type { PlaceCollection } from '../../../server/contract/places.ts';
import { ask } from '../state/kept.ts';

export type Footprint = NonNullable<PlaceCollection['features'][number]['footprint']>;

const MOST_PAGES = 25;

/** By the grid that answers for the building. */
export async function readFootprints(
  scope: { readonly area: string } | { readonly grid: string },
): Promise<ReadonlyMap<string, readonly Footprint[]>> {
  const found = new Map<string, Footprint[]>();
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ ...scope, kind: 'building', footprints: 'true', limit: '2000' });
    if (after !== null) query.set('after', after);
    const answer = await ask(`/api/places?${query}`).catch(() => null);
    if (answer === null) break;
    const { features, next } = JSON.parse(answer.text) as PlaceCollection;
    for (const { footprint, properties } of features) {
      if (footprint === undefined || properties.grid === null) continue;
      const known = found.get(properties.grid);
      if (known === undefined) found.set(properties.grid, [footprint]);
      else known.push(footprint);
    }
    if (next === null) break;
    after = next;
  }
  return found;
}
