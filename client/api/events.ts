/** Events over HTTP: the card of one with its tag, reporting, steps, photos. A list is not asked for: the stream brings it. */
import type {
  EventCard,
  EventReported,
  EventRow,
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
