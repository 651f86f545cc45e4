/** Events as figures: what was open or new in a period as binary columns, statistics, and grids that stand out. */
import type { Static } from 'typebox';
import type { EventStatistics, Group, HotspotList } from '../../server/contract/event-statistics.ts';
import type { EventList, EventRow } from '../../server/contract/events.ts';
import type { Problem } from '../../server/contract/problem.ts';
import { ApiError, address, isAbort, request } from './request.ts';

export interface Asked {
  readonly area: string;
  /** Milliseconds, from (inclusive) to (exclusive). */
  readonly from: number;
  readonly to: number;
  /** A category or the beginning of its code; null: every one. */
  readonly category: string | null;
}

const iso = (ms: number): string => new Date(ms).toISOString();
const queryOf = ({ area, from, to, category }: Asked) => ({ area, from: iso(from), to: iso(to), category });

/** A refusal has the words of the service, as every other has. */
async function readBytes(path: string, signal: AbortSignal): Promise<ArrayBuffer> {
  let response: Response;
  try {
    response = await fetch(path, { cache: 'no-cache', credentials: 'same-origin', signal });
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new ApiError('service-unreachable', 0);
  }
  if (response.ok) return response.arrayBuffer();
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null;
  throw typeof problem?.code === 'string'
    ? new ApiError(problem.code, response.status, problem)
    : new ApiError(response.status >= 502 ? 'service-unreachable' : 'answer-unreadable', response.status);
}

export const readPlayed = (asked: Asked, signal: AbortSignal): Promise<ArrayBuffer> =>
  readBytes(address('/api/events/played', queryOf(asked)), signal);

export const readStatistics = (asked: Asked, by: Group, signal?: AbortSignal) =>
  request<EventStatistics>('/api/events/statistics', { query: { ...queryOf(asked), by }, signal });

export type Hotspots = Static<typeof HotspotList>;
export const readHotspots = (
  { area, to, days, category }: { area: string; to: number; days: number; category: string | null },
  signal?: AbortSignal,
) => request<Hotspots>('/api/events/hotspots', { query: { area, to: iso(to), days, category }, signal });

/** The one with this serial among those reported at its moment; null: it is not there, or not to be seen. */
export async function findEvent(of: { area: string; serial: number; reported: number }): Promise<EventRow | null> {
  const at = Math.floor(of.reported);
  const query = { area: of.area, from: iso(at), to: iso(at + 2), limit: 2000 };
  const { events } = await request<EventList>('/api/events', { query });
  return events.find(({ serial }) => serial === of.serial) ?? null;
}
