/** One list out of four kinds of answers: coordinates, areas, grids, places; the best of each first. */
import type { Area } from '../../../server/contract/areas.ts';
import type { GridFeature } from '../../../server/contract/grids.ts';
import type { PlaceFeature } from '../../../server/contract/places.ts';
import { parseCoordinates, type TypedPoint } from './coordinates-text.ts';

export type Result =
  | { readonly kind: 'point'; readonly point: TypedPoint }
  | { readonly kind: 'area'; readonly area: Area }
  | { readonly kind: 'grid'; readonly grid: GridFeature }
  | { readonly kind: 'place'; readonly place: PlaceFeature };

export interface Found {
  readonly areas: readonly Area[];
  readonly grids: readonly GridFeature[];
  readonly places: readonly PlaceFeature[];
}

const AREAS_SHOWN = 4;

/** 0 the text itself, 1 begins with it, 2 contains it, 3 found some other way (an address, say). */
function nearness(query: string, ...texts: (string | null)[]): number {
  const q = query.toLowerCase();
  const ranks = texts.map((text) => {
    const lower = text?.toLowerCase() ?? '';
    if (lower === q) return 0;
    if (lower.startsWith(q)) return 1;
    return lower.includes(q) ? 2 : 3;
  });
  return Math.min(3, ...ranks);
}

function best<T>(items: readonly T[], rank: (item: T) => number): T[] {
  return items
    .map((item, index) => ({ item, index, rank: rank(item) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item);
}

/** Areas whose name or code contains the text. */
export const matchAreas = (query: string, areas: readonly Area[]): Area[] =>
  best(
    areas.filter((area) => area.name.includes(query) || area.code.startsWith(query)),
    (area) => nearness(query, area.name, area.code),
  ).slice(0, AREAS_SHOWN);

/** A grid or place named exactly comes before everything but coordinates; then areas, grids, places. */
export function mergeResults(query: string, found: Found): Result[] {
  const text = query.trim();
  const point = parseCoordinates(text);
  const grids = best(found.grids, ({ properties: p }) => nearness(text, p.code, p.name));
  const places = best(found.places, ({ properties: p }) => nearness(text, p.code, p.name, p.address));
  const groups: Result[][] = [
    found.areas.map((area) => ({ kind: 'area', area })),
    grids.map((grid) => ({ kind: 'grid', grid })),
    places.map((place) => ({ kind: 'place', place })),
  ];
  const [exactGrid] = grids;
  const gridFirst =
    exactGrid !== undefined && nearness(text, exactGrid.properties.code, exactGrid.properties.name) === 0;
  if (gridFirst) groups.unshift(...groups.splice(1, 1));
  return [...(point ? [{ kind: 'point' as const, point }] : []), ...groups.flat()];
}
