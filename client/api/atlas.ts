/** Questions about what is published: areas, editions, grids, places, base map. All are public. */
import type { Area, AreaList } from '../../server/contract/areas.ts';
import type { BaseCollection } from '../../server/contract/base.ts';
import type { Edition, GridCollection, GridFeature } from '../../server/contract/grids.ts';
import type { LocateAnswer } from '../../server/contract/locate.ts';
import type { PlaceCollection, PlaceFeature } from '../../server/contract/places.ts';
import type { TileJson } from '../../server/contract/tiles.ts';
import { pages } from './pages.ts';
import { request } from './request.ts';

export type BaseFeature = BaseCollection['features'][number];
type AsOf = string | null;

export const listAreas = (asOf: AsOf, signal?: AbortSignal) =>
  request<{ areas: Area[] }>('/api/areas', { query: { asOf }, signal }).then((answer) => answer.areas);

/** The areas of a county with their boundaries. */
export const listBorders = (county: string, asOf: AsOf, signal?: AbortSignal) =>
  request<AreaList>('/api/areas', { query: { county, boundaries: true, asOf }, signal }).then((answer) => answer.areas);

export const listEditions = (county: string, signal?: AbortSignal) =>
  request<{ editions: Edition[] }>('/api/editions', { query: { county }, signal }).then((answer) => answer.editions);

/** `shapes` box: the rectangle around each instead of its shape. */
export const gridPages = (area: string, asOf: AsOf, shapes: 'exact' | 'box', signal?: AbortSignal) =>
  pages<GridFeature>('/api/grids', { area, asOf, ...(shapes === 'box' ? { shapes } : {}), limit: 2000 }, signal);

export const searchGrids = (q: string, area: string | null, asOf: AsOf, signal?: AbortSignal) =>
  request<GridCollection>('/api/grids', { query: { q, area, asOf, limit: 8 }, signal }).then((page) => page.features);

export const searchPlaces = (q: string, area: string | null, asOf: AsOf, signal?: AbortSignal) =>
  request<PlaceCollection>('/api/places', { query: { q, area, asOf, limit: 12 }, signal }).then(
    (page): PlaceFeature[] => page.features,
  );

export const placePages = (bbox: string, kind: string, asOf: AsOf, signal?: AbortSignal) =>
  pages<PlaceFeature>('/api/places', { bbox, kind, asOf, footprints: kind === 'building', limit: 2000 }, signal, 6000);

export const basePages = (area: string, signal?: AbortSignal) =>
  pages<BaseFeature>('/api/base', { area, limit: 2000 }, signal);

/** Names the state of everything published. */
export const readPublished = (signal?: AbortSignal) =>
  request<TileJson>('/tiles/grids', { signal }).then(({ published }) => published);

/** Where a question about a grid comes from: a point touched, or a grid or a place named. */
export type LocateQuestion =
  | { lon: number; lat: number }
  | { code: string }
  | { place: string; county: string | undefined };

export function locate(question: LocateQuestion, asOf: AsOf, signal?: AbortSignal): Promise<LocateAnswer> {
  const query =
    'lon' in question ? { lon: question.lon.toFixed(7), lat: question.lat.toFixed(7), asOf } : { ...question, asOf };
  return request<LocateAnswer>('/api/locate', { query, signal });
}
