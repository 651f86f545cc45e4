/** Workers on duty: where they are, who signed in, one's trail with a reason, and the register. */
import type { AttendanceAnswer } from '../../server/contract/duty.ts';
import type { NearList, NearQuery, PositionList, Trail, TrailAsked } from '../../server/contract/positions.ts';
import type { Worker, WorkerList } from '../../server/contract/workers.ts';
import { request } from './request.ts';

export const readPositions = (area: string, signal?: AbortSignal) =>
  request<PositionList>('/api/positions', { query: { area }, signal });

export const readNear = (query: NearQuery, signal?: AbortSignal) =>
  request<NearList>('/api/positions/near', { query: { ...query }, signal });

export const readAttendance = (area: string, from: string, to: string, signal?: AbortSignal) =>
  request<AttendanceAnswer>('/api/duty/attendance', { query: { area, from, to }, signal });

/** It is written down, and the worker sees it. */
export const readTrail = (worker: number, json: TrailAsked) =>
  request<Trail>(`/api/workers/${worker}/trail`, { method: 'POST', json });

/** All of the area, page by page. */
export async function readRegister(area: string, signal?: AbortSignal): Promise<Worker[]> {
  const all: Worker[] = [];
  let after: string | null = null;
  do {
    const page: WorkerList = await request<WorkerList>('/api/workers', { query: { area, limit: 2000, after }, signal });
    all.push(...page.workers);
    after = page.next;
  } while (after !== null);
  return all;
}
