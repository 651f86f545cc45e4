/** Emergency modes and zones over HTTP. */
import type { Emergency, NewEmergency, NewZone, Zone, ZoneEnd } from '../../server/contract/emergencies.ts';
import { request } from './request.ts';

/** In force over the area, above it and below it; `all`: those that have ended too. */
export const readEmergencies = (area: string, all = false, signal?: AbortSignal): Promise<readonly Emergency[]> =>
  request<{ emergencies: Emergency[] }>('/api/emergencies', {
    query: { area, ...(all ? { all: true } : {}) },
    signal,
  }).then(({ emergencies }) => emergencies);

export const startEmergency = (json: NewEmergency) => request<Emergency>('/api/emergencies', { method: 'POST', json });

export const endEmergency = (id: number, reason: string) =>
  request<Emergency>(`/api/emergencies/${id}/end`, { method: 'POST', json: { reason } });

export const readZones = (area: string, signal?: AbortSignal): Promise<readonly Zone[]> =>
  request<{ zones: Zone[] }>('/api/zones', { query: { area }, signal }).then(({ zones }) => zones);

export const drawZone = (json: NewZone) => request<Zone>('/api/zones', { method: 'POST', json });

/** Earlier or later; an instant that is over means now. */
export const moveZoneEnd = (id: number, json: ZoneEnd) =>
  request<Zone>(`/api/zones/${id}/end`, { method: 'POST', json });
