/** What the search box knows: text, results, which one is active. A new question drops the one under way. */
import { signal } from '@preact/signals';
import { searchGrids, searchPlaces } from '../../api/atlas.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { areas, countyCode } from '../../state/areas.ts';
import { asOf } from '../../state/editions.ts';
import { matchAreas, mergeResults, type Result } from './search-results.ts';

export type SearchState =
  | { state: 'idle' }
  | { state: 'asking'; results: readonly Result[] }
  | { state: 'found'; results: readonly Result[] }
  | { state: 'refused'; problem: ApiError };

export const search = signal<SearchState>({ state: 'idle' });

const REST_MS = 200;
let timer: ReturnType<typeof setTimeout> | undefined;
let running: AbortController | null = null;

export function stopSearch(): void {
  clearTimeout(timer);
  running?.abort();
  search.value = { state: 'idle' };
}

/** Asks after a short rest, or at once. An empty text is no question. */
export function ask(text: string, atOnce = false): void {
  clearTimeout(timer);
  running?.abort();
  const query = text.trim();
  if (query === '') {
    search.value = { state: 'idle' };
    return;
  }
  const before = search.value;
  search.value = { state: 'asking', results: 'results' in before ? before.results : [] };
  timer = setTimeout(() => void run(query), atOnce ? 0 : REST_MS);
}

async function run(query: string): Promise<void> {
  running = new AbortController();
  const { signal } = running;
  const found = matchAreas(query, areas.value ?? []);
  try {
    const [grids, places] = await Promise.all([
      searchGrids(query.slice(0, 60), countyCode.value, asOf.value, signal),
      searchPlaces(query.slice(0, 60), countyCode.value, asOf.value, signal),
    ]);
    search.value = { state: 'found', results: mergeResults(query, { areas: found, grids, places }) };
  } catch (error) {
    if (!isAbort(error)) search.value = { state: 'refused', problem: asApiError(error) };
  }
}
