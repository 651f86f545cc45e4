/** What everybody is shown of a worker, and whom an area says to call: read with its entity tag, set. */
import type { KioskNotice } from '../../server/contract/kiosk.ts';
import type { Worker, WorkerChange } from '../../server/contract/workers.ts';
import { request } from './request.ts';
import { sendFile } from './send-file.ts';

export const changeWorker = (id: number, json: WorkerChange) =>
  request<Worker>(`/api/workers/${id}`, { method: 'PATCH', json });

export const putPhoto = (id: number, photo: Blob) =>
  sendFile<Worker>(`/api/workers/${id}/photo`, photo, { method: 'PUT', type: photo.type });

export const dropPhoto = (id: number) => request<Worker>(`/api/workers/${id}/photo`, { method: 'DELETE' });

export interface TaggedNotice {
  readonly notice: KioskNotice;
  readonly tag: string;
}

const tagged = async (area: string, options: Parameters<typeof request>[1]): Promise<TaggedNotice> => {
  let tag = '';
  const hear = (headers: Headers): void => {
    tag = headers.get('etag') ?? '';
  };
  const notice = await request<KioskNotice>(`/api/kiosk/notice/${area}`, { ...options, hear });
  return { notice, tag };
};

export const readNotice = (area: string, signal?: AbortSignal) => tagged(area, { signal });

export const putNotice = (notice: KioskNotice, ifMatch: string) =>
  tagged(notice.area, { method: 'PUT', json: notice, ifMatch });
