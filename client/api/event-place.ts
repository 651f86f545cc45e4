/** Where a report points, asked of the service: one point, building or address, or several points at once. */
import type { LocateAnswer } from '../../server/contract/locate.ts';
import { request } from './request.ts';

type Where =
  | { readonly by: 'point'; readonly lon: number; readonly lat: number }
  | { readonly by: 'place'; readonly code: string }
  | { readonly by: 'address'; readonly text: string };

export function locate(where: Where, county: string, signal?: AbortSignal): Promise<LocateAnswer> {
  const query =
    where.by === 'point'
      ? { lon: where.lon.toFixed(7), lat: where.lat.toFixed(7) }
      : where.by === 'place'
        ? { place: where.code, county }
        : { address: where.text, county };
  return request<LocateAnswer>('/api/locate', { query, signal });
}

/** The grid of each point; null: in none. */
export const locateMany = (points: readonly (readonly [number, number])[], county: string, signal?: AbortSignal) =>
  request<{ codes: (string | null)[] }>('/api/locate', {
    method: 'POST',
    query: { county },
    json: { points },
    signal,
  }).then(({ codes }) => codes);
