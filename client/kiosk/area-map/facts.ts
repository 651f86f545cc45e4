/** What anybody may ask about the grids and areas of the map besides the atlas: colour numbers, households, borders of areas. */
import type { AreaList } from '../../../server/contract/areas.ts';
import type { GridCollection } from '../../../server/contract/grids.ts';
import { ask } from '../state/kept.ts';

const MOST_PAGES = 25;

export interface GridFacts {
  readonly colour: number;
  readonly households: number;
  /** Places without a count: the households are at least so many. */
  readonly uncounted: number;
}
export type Border = NonNullable<AreaList['areas'][number]['boundary']>;

export interface AreaFacts {
  readonly grids: ReadonlyMap<string, GridFacts>;
  readonly borders: ReadonlyMap<string, Border>;
}

export async function readFacts(area: string): Promise<AreaFacts> {
  const [grids, borders] = await Promise.all([readGrids(area), readBorders(area)]);
  return { grids, borders };
}

/** What cannot be had is drawn without: all grids alike, and their borders only. */
async function readGrids(area: string): Promise<ReadonlyMap<string, GridFacts>> {
  const found = new Map<string, GridFacts>();
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ area, shapes: 'box', limit: '2000' });
    if (after !== null) query.set('after', after);
    const answer = await ask(`/api/grids?${query}`).catch(() => null);
    if (answer === null) break;
    const { features, next } = JSON.parse(answer.text) as GridCollection;
    for (const { id, properties } of features) found.set(id, properties);
    if (next === null) break;
    after = next;
  }
  return found;
}

async function readBorders(area: string): Promise<ReadonlyMap<string, Border>> {
  const query = new URLSearchParams({ county: area.slice(0, 6), boundaries: 'true' });
  const answer = await ask(`/api/areas?${query}`).catch(() => null);
  if (answer === null) return new Map();
  const { areas } = JSON.parse(answer.text) as AreaList;
  return new Map(areas.flatMap(({ code, boundary }) => (boundary ? [[code, boundary] as const] : [])));
}
