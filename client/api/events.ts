/** Events over HTTP: the card of one with its tag, reporting, steps, photos. A list is not asked for: the stream brings it. */
import type { EventCard, EventReported, NewEvent, PhotoAdded, StepBody } from '../../server/contract/events.ts';
import { request } from './request.ts';

const at = (id: string): string => `/api/events/${id}`;

/** A card, and the entity tag that the next step must name. */
export interface TaggedCard {
  readonly card: EventCard;
  readonly tag: string;
}

async function tagged(ask: (hear: (headers: Headers) => void) => Promise<EventCard>): Promise<TaggedCard> {
  let tag = '';
  const card = await ask((headers) => {
    tag = headers.get('etag') ?? '';
  });
  return { card, tag };
}

export const readEvent = (id: string, signal?: AbortSignal): Promise<TaggedCard> =>
  tagged((hear) => request<EventCard>(at(id), { signal, hear }));

export const reportEvent = (json: NewEvent) => request<EventReported>('/api/events', { method: 'POST', json });

/** 412: somebody has taken a step since. The same id again is the same step. */
export const takeStep = (id: string, json: StepBody, ifMatch: string): Promise<TaggedCard> =>
  tagged((hear) => request<EventCard>(`${at(id)}/steps`, { method: 'POST', json, ifMatch, hear }));

export function addPhoto(id: string, photo: string, file: Blob, name: string) {
  const form = new FormData();
  form.set('id', photo);
  form.set('file', file, name);
  return request<PhotoAdded>(`${at(id)}/photos`, { method: 'POST', form });
}

export const photoAddress = (id: string, photo: string): string => `${at(id)}/photos/${photo}`;
