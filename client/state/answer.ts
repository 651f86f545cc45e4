/** The question asked of the map and its answer: which grid is here, and why. */
import { signal } from '@preact/signals';
import type { LocateAnswer } from '../../server/contract/locate.ts';
import type { PlaceFeature } from '../../server/contract/places.ts';
import { type LocateQuestion, locate } from '../api/atlas.ts';
import { type ApiError, asApiError, isAbort } from '../api/request.ts';
import { asOf } from './editions.ts';
import { setParams } from './route.ts';
import { selectedGrid, selectedPlace } from './selection.ts';

export type AnswerState =
  | { state: 'none' }
  | { state: 'asking'; before: LocateAnswer | null }
  | { state: 'answered'; answer: LocateAnswer }
  | { state: 'refused'; problem: ApiError };

export const answer = signal<AnswerState>({ state: 'none' });
/** The point touched, at once, before the answer is there. lon, lat. */
export const touched = signal<readonly [number, number] | null>(null);

let running: AbortController | null = null;

async function ask(question: LocateQuestion): Promise<LocateAnswer | null> {
  running?.abort();
  running = new AbortController();
  const before = answer.value.state === 'answered' ? answer.value.answer : null;
  answer.value = { state: 'asking', before };
  try {
    const found = await locate(question, asOf.value, running.signal);
    answer.value = { state: 'answered', answer: found };
    return found;
  } catch (error) {
    if (!isAbort(error)) answer.value = { state: 'refused', problem: asApiError(error) };
    return null;
  }
}

/** Which grid is at this point? The point goes into the address with 7 decimals. */
export async function askPoint(lon: number, lat: number): Promise<LocateAnswer | null> {
  touched.value = [lon, lat];
  selectedPlace.value = null;
  const found = await ask({ lon, lat });
  if (found) {
    selectedGrid.value = found.grid?.code ?? null;
    setParams({ at: `${lon.toFixed(7)},${lat.toFixed(7)}`, grid: found.grid?.code ?? null });
  }
  return found;
}

export async function askGrid(code: string): Promise<LocateAnswer | null> {
  touched.value = null;
  selectedPlace.value = null;
  selectedGrid.value = code;
  setParams({ grid: code, at: null });
  return ask({ code });
}

export async function askPlace(place: PlaceFeature): Promise<LocateAnswer | null> {
  const [lon = 0, lat = 0] = place.geometry.coordinates;
  touched.value = [lon, lat];
  selectedPlace.value = place;
  const found = await ask({ place: place.properties.code, county: place.properties.countyCode });
  if (found) {
    selectedGrid.value = found.grid?.code ?? null;
    setParams({ at: `${lon.toFixed(7)},${lat.toFixed(7)}`, grid: found.grid?.code ?? null });
  }
  return found;
}

export function clearAnswer(): void {
  running?.abort();
  answer.value = { state: 'none' };
  touched.value = null;
  selectedGrid.value = null;
  selectedPlace.value = null;
  setParams({ grid: null, at: null });
}

/** `at=lon,lat` of an address as a point; null when it is none. */
export function parseAt(text: string | null): [number, number] | null {
  const parts = (text ?? '').split(',').map(Number);
  const [lon, lat] = parts;
  if (parts.length !== 2 || lon === undefined || lat === undefined) return null;
  return Number.isFinite(lon) && Number.isFinite(lat) ? [lon, lat] : null;
}
