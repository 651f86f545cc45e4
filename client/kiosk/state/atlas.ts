/** The atlas of the area, as new as the network allows: asked at the start, every few minutes, and as soon as the network is back. */
import { computed, signal } from '@preact/signals';
import type { BaseCollection } from '../../../server/contract/base.ts';
import type { KioskAtlas } from '../../../server/contract/kiosk.ts';
import type { BaseFeature } from '../../api/atlas.ts';
import { Finder } from '../find.ts';
import { type Ground, groundOf } from '../ground.ts';
import { asked } from './address.ts';
import { type Answered, ask, kept, putAside, Refused } from './kept.ts';

const EVERY_MS = 5 * 60_000;
const OFFLINE_EVERY_MS = 15_000;
/** Pages of roads and water; more are not drawn. */
const MOST_PAGES = 8;

export const atlas = signal<KioskAtlas | null>(null);
export const base = signal<readonly BaseFeature[]>([]);
/** Whatever can be had of them is there: what is printed waits for it. */
export const isBaseRead = signal(false);
/** Why there is nothing to show. */
export const trouble = signal<string | null>(null);
/** When what is shown came from the service. */
export const since = signal<number | null>(null);
export const isOffline = signal(false);

export const ground = computed<Ground | null>(() => (atlas.value === null ? null : groundOf(atlas.value)));
export const finder = computed<Finder | null>(() => (atlas.value === null ? null : new Finder(atlas.value)));

let last = '';

export async function load(): Promise<void> {
  const query = new URLSearchParams();
  if (asked.grid !== null) query.set('grid', asked.grid);
  else if (asked.area !== null) query.set('area', asked.area);
  const path = query.size === 0 ? '/api/kiosk' : `/api/kiosk?${query}`;
  try {
    // what was kept answers at once, however slow the network is
    const known = last === '' ? await kept(path) : null;
    if (known !== null) take(known);
    const answer = await ask(path);
    isOffline.value = answer.isKept || !navigator.onLine;
    take(answer);
  } catch (error) {
    const code = error instanceof Refused ? error.code : 'client-failed';
    if (code === 'service-unreachable') isOffline.value = true;
    if (atlas.peek() === null) trouble.value = code;
  }
}

function take({ text, at }: Answered): void {
  since.value = at;
  trouble.value = null;
  if (text === last) return;
  last = text;
  const next = JSON.parse(text) as KioskAtlas;
  atlas.value = next;
  // nobody waits for these
  void loadBase(next);
  void keepPhotos(next);
}

/** Roads and water below the grids: nice to have, so what cannot be had is not told. */
async function loadBase({ area, origin, grids }: KioskAtlas): Promise<void> {
  const offsets = grids.flatMap(({ shape }) => shape.flat(2));
  const [lon0 = 0, lat0 = 0] = origin;
  const least = (start: number) => offsets.reduce((low, value, i) => (i % 2 === start ? Math.min(low, value) : low), 0);
  const most = (start: number) =>
    offsets.reduce((high, value, i) => (i % 2 === start ? Math.max(high, value) : high), 0);
  const box = [lon0 + least(0) / 1e6, lat0 + least(1) / 1e6, lon0 + most(0) / 1e6, lat0 + most(1) / 1e6];
  const found: BaseFeature[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({
      area: area.code.slice(0, 6),
      bbox: box.map((one) => one.toFixed(5)).join(),
      limit: '2000',
    });
    if (after !== null) query.set('after', after);
    const answer = await ask(`/api/base?${query}`).catch(() => null);
    if (answer === null) break;
    const { features, next } = JSON.parse(answer.text) as BaseCollection;
    found.push(...features);
    if (next === null) break;
    after = next;
  }
  base.value = found;
  isBaseRead.value = true;
}

async function keepPhotos({ grids }: KioskAtlas): Promise<void> {
  const photos = grids.flatMap(({ leader, worker }) => [leader?.photo ?? [], worker?.photo ?? []].flat());
  await putAside([...new Set(photos)].map((name) => `/api/kiosk/photos/${name}`));
}

export function followService(): void {
  window.addEventListener('online', () => void load());
  window.addEventListener('offline', () => {
    isOffline.value = true;
  });
  let at = Date.now();
  window.setInterval(() => {
    if (Date.now() - at < (isOffline.value ? OFFLINE_EVERY_MS : EVERY_MS)) return;
    at = Date.now();
    void load();
  }, 5000);
}
