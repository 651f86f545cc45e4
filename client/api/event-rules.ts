/** What the loop of events runs by, as a county has it: settings, categories, units. */
import type { Dictionary, EventSettings, EventUnit } from '../../server/contract/event-rules.ts';
import { request } from './request.ts';

export const readEventSettings = (county: string, signal?: AbortSignal) =>
  request<EventSettings>('/api/event-settings', { query: { county }, signal });

export const readDictionary = (id: string, signal?: AbortSignal) =>
  request<Dictionary>(`/api/event-dictionaries/${encodeURIComponent(id)}`, { signal });

export const listUnits = (county: string, signal?: AbortSignal) =>
  request<{ units: EventUnit[] }>('/api/event-units', { query: { county }, signal }).then((answer) => answer.units);
