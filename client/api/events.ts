/** Events over HTTP: the card of one with its tag, reporting, steps, photos; what a form looks up. The list comes by the stream. */
import type {
  EventCard,
  EventList,
  EventReported,
  EventRow,
  EventWorker,
  NewEvent,
  PhotoAdded,
  StepBody,
} from '../../server/contract/events.ts';
import { request } from './request.ts';

const at = (id: string): string => `/api/events/${id}`;

/** A card, and the entity tag that the next step must name. */
export interface TaggedCard {
  readonly card: EventCard;
  readonly tag: string;
}

export async function readEvent(id: string, signal?: AbortSignal): Promise<TaggedCard> {
  let tag = '';
  const card = await request<EventCard>(at(id), {
    signal,
    hear: (headers) => {
      tag = headers.get('etag') ?? '';
    },
  });
  return { card, tag };
}

/** By id, ticket, words or number, ended ones with them; the newest first, but the one of that number before them all. */
export async function findEvents(q: string, limit: number, signal?: AbortSignal): Promise<EventRow[]> {
  const list = (query: Record<string, string | number>) =>
    request<EventList>('/api/events', { query, signal }).then(({ events }) => events);
  const isNumber = /^[1-9]\d{0,14}$/.test(q);
  const [numbered, rest] = await Promise.all([isNumber ? list({ serial: q }) : [], list({ q, limit })]);
  return [...numbered, ...rest.filter(({ id }) => numbered[0]?.id !== id)];
}

/** Whom it can be sent to, the nearest first. */
export const readWorkers = (id: string, signal?: AbortSignal): Promise<EventWorker[]> =>
  request<{ workers: EventWorker[] }>(`${at(id)}/workers`, { signal }).then(({ workers }) => workers);

export const reportEvent = (json: NewEvent) => request<EventReported>('/api/events', { method: 'POST', json });

/** 412: somebody has taken a step since. The same id again is the same step. */
export const takeStep = (id: string, json: StepBody, ifMatch: string) =>
  request<EventRow>(`${at(id)}/steps`, { method: 'POST', json, ifMatch });

/** The same `photo` again adds nothing. */
export function addPhoto(id: string, photo: string, file: Blob, name: string) {
  const form = new FormData();
  form.set('id', photo);
  form.set('file', file, name);
  return request<PhotoAdded>(`${at(id)}/photos`, { method: 'POST', form });
}

export const photoAddress = (id: string, photo: string): string => `${at(id)}/photos/${photo}`;
