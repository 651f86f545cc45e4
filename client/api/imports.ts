/** Files to the service: a look inside, a job that reads or loads, its report. */

import type { Static } from 'typebox';
import type { ImportJob, ImportLayer, ImportOptions, Inspection } from '../../server/contract/imports.ts';
import { request } from './request.ts';

export type Layer = Static<typeof ImportLayer>;
export type Options = Static<typeof ImportOptions>;

function form(file: File, options: Options): FormData {
  const data = new FormData();
  data.set('options', JSON.stringify(options));
  data.set('file', file, file.name);
  return data;
}

export const inspectFile = (file: File, options: Options, signal?: AbortSignal) =>
  request<Inspection>('/api/imports/inspect', { method: 'POST', form: form(file, options), signal });

export const startImport = (layer: Layer, file: File, options: Options) =>
  request<ImportJob>('/api/imports', { method: 'POST', query: { layer }, form: form(file, options) });

export const readImport = (id: string, signal?: AbortSignal) => request<ImportJob>(`/api/imports/${id}`, { signal });

export const cancelImport = (id: string) => request<unknown>(`/api/imports/${id}`, { method: 'DELETE' });
