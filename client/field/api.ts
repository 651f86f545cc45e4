/** What the field page asks of the service besides what the client asks already: duty, positions, visits, who looked. */
import type { DutyMe, Shift } from '../../server/contract/duty.ts';
import type { EventList, EventReported, EventRow } from '../../server/contract/events.ts';
import type { GridFeature } from '../../server/contract/grids.ts';
import type { Fix, FixOutcomes, TrailLooks } from '../../server/contract/positions.ts';
import type { UnvisitedList, Visit } from '../../server/contract/visits.ts';
import type { WorkerList } from '../../server/contract/workers.ts';
import { request } from '../api/request.ts';
import { learnClock } from './queue/clock.ts';
import type { Task } from './queue/entry.ts';

/** Every answer also tells the time. */
async function timed<T>(path: string, options: Parameters<typeof request>[1] = {}): Promise<{ value: T; tag: string }> {
  const askedAt = Date.now();
  let tag = '';
  const value = await request<T>(path, {
    ...options,
    hear: (headers) => {
      learnClock(headers, askedAt);
      tag = headers.get('etag') ?? '';
    },
  });
  return { value, tag };
}
const get = async <T>(path: string, query: Parameters<typeof request>[1] = {}): Promise<T> =>
  (await timed<T>(path, query)).value;

export const readWho = () => get<{ login: string | null }>('/api/session');
export const readDuty = () => get<DutyMe>('/api/duty/me');
export const readLooks = (worker: number) => get<TrailLooks>(`/api/workers/${worker}/looks`);
export const readUnvisited = (area: string) =>
  get<UnvisitedList>('/api/visits/unvisited', { query: { area, limit: 2000 } });
export const readWorkers = (area: string) => get<WorkerList>('/api/workers', { query: { area, limit: 500 } });
export const readTasks = (area: string) =>
  get<EventList>('/api/events', { query: { area, open: true, order: 'due', limit: 500 } });
export const readMine = (login: string) =>
  get<EventList>('/api/events', { query: { handler: login, open: true, order: 'due', limit: 200 } });
export const readGridsOf = (area: string) =>
  get<{ features: GridFeature[] }>('/api/grids', { query: { area, limit: 2000 } });

export const sendFixes = (fixes: readonly Fix[]) =>
  get<FixOutcomes>('/api/positions', { method: 'POST', json: { fixes } });

type Made<K extends Task['kind']> = Extract<Task, { kind: K }>;
const post = <T>(path: string, json: unknown) => timed<T>(path, { method: 'POST', json });

export const sendSign = ({ kind, body }: Made<'sign-in' | 'sign-out'>) => post<Shift>(`/api/duty/${kind}`, body);
export const sendNotice = ({ version }: Made<'notice'>) => post<unknown>('/api/duty/notice', { version });
export const sendVisit = ({ body }: Made<'visit'>) => post<Visit>('/api/visits', body);
export const sendReport = ({ body }: Made<'report'>) => post<EventReported>('/api/events', body);
export const sendStep = ({ event, body }: Made<'step'>, tag: string) =>
  timed<EventRow>(`/api/events/${event}/steps`, { method: 'POST', json: body, ifMatch: tag });
