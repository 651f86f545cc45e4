/** What the loop of events runs by, as a county has it: settings, categories, calendar, units; read and changed. */
import type {
  CalendarYear,
  CalendarYearBody,
  Category,
  Dictionary,
  DictionaryImported,
  EventSettings,
  EventUnit,
} from '../../server/contract/event-rules.ts';
import { request } from './request.ts';
import { sendFile } from './send-file.ts';

export const readEventSettings = (county: string, signal?: AbortSignal) =>
  request<EventSettings>('/api/event-settings', { query: { county }, signal });

export const readDictionary = (id: string, signal?: AbortSignal) =>
  request<Dictionary>(`/api/event-dictionaries/${encodeURIComponent(id)}`, { signal });

export const listUnits = (county: string, signal?: AbortSignal) =>
  request<{ units: EventUnit[] }>('/api/event-units', { query: { county }, signal }).then((answer) => answer.units);

/** With the entity tag a change of it is made for. */
export async function readDictionaryToChange(id: string, signal?: AbortSignal) {
  let tag = '';
  const hear = (headers: Headers): void => {
    tag = headers.get('etag') ?? '';
  };
  const dictionary = await request<Dictionary>(`/api/event-dictionaries/${encodeURIComponent(id)}`, { signal, hear });
  return { dictionary, tag };
}

export const putCategory = (id: string, category: Category, ifMatch: string) =>
  request<Dictionary>(`/api/event-dictionaries/${encodeURIComponent(id)}/categories/${category.code}`, {
    ...{ method: 'PUT', json: category, ifMatch },
  });

/** The file goes as it is: the service knows the encodings that spreadsheets write. */
export const importCategories = (id: string, file: Blob, ifMatch: string) =>
  sendFile<DictionaryImported>(`/api/event-dictionaries/${encodeURIComponent(id)}/import`, file, {
    ...{ method: 'POST', type: 'text/csv', ifMatch },
  });

export const readCalendar = (year: number, area: string, signal?: AbortSignal) =>
  request<CalendarYear>(`/api/calendar/${year}`, { query: { area }, signal });

export const putCalendar = (year: number, area: string, json: CalendarYearBody) =>
  request<CalendarYear>(`/api/calendar/${year}`, { method: 'PUT', query: { area }, json });

export const putEventSettings = (county: string, json: EventSettings) =>
  request<EventSettings>('/api/event-settings', { method: 'PUT', query: { county }, json });

export const putUnit = (json: EventUnit) =>
  request<EventUnit>(`/api/event-units/${encodeURIComponent(json.code)}`, { method: 'PUT', json });

export const deleteUnit = (county: string, code: string) =>
  request<void>(`/api/event-units/${encodeURIComponent(code)}`, { method: 'DELETE', query: { county } });
