/** Presence per grid in a period, and buildings by how long nobody has been there. */
import type { PresenceAnswer, UnvisitedList } from '../../server/contract/visits.ts';
import { request } from './request.ts';

export const readPresence = (area: string, from: string, to: string, signal?: AbortSignal) =>
  request<PresenceAnswer>('/api/presence', { query: { area, from, to }, signal });

export const readUnvisited = (area: string, limit: number, after: string | null, signal?: AbortSignal) =>
  request<UnvisitedList>('/api/visits/unvisited', { query: { area, limit, after }, signal });
