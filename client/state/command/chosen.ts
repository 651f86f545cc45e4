/** Which event is open: the one of the address, `#/command/event/<id>`. */
import { computed, signal } from '@preact/signals';
import { formatHash, parseHash } from '../hash.ts';
import { route } from '../route.ts';
import { cardOverMap } from '../view.ts';
import { flyTo, viewport } from '../viewport.ts';
import { shownRows } from './board.ts';
import { isPlaced } from './urgency.ts';

export const chosenId = computed<string | null>(() => {
  const [workspace, kind, id = ''] = route.value.path;
  return workspace === 'command' && kind === 'event' && id !== '' ? id : null;
});

export const chosenRow = computed(() => shownRows.value.rows.get(chosenId.value ?? '') ?? null);

/** Pointed at in list or map. */
export const pointedId = signal<string | null>(null);

/** No step in the history: going through a list would bury where the reader came from. */
function rename(path: readonly string[]): void {
  const { params } = parseHash(window.location.hash);
  const next = formatHash({ path, params });
  if (next === window.location.hash) return;
  window.history.replaceState(null, '', next);
  route.value = parseHash(next);
}

/** An event is judged with the houses around it. */
const EVENT_ZOOM = 16.5;

export function showPlace(lon: number, lat: number): void {
  flyTo({ lon, lat, zoom: Math.max(EVENT_ZOOM, viewport.peek()?.zoom ?? 0) });
}

export function choose(id: string | null): void {
  // told first, so that the flight leaves room for the card
  cardOverMap.value = id !== null;
  // a click on the bare map leaves the reader in the mode they are in
  if (id === null && chosenId.peek() === null) return;
  rename(id === null ? ['command'] : ['command', 'event', id]);
  const row = id === null ? undefined : shownRows.peek().rows.get(id);
  if (row && isPlaced(row)) showPlace(row.lon, row.lat);
}
