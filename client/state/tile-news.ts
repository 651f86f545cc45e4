/**
 * News of tiles that are other bytes now. They come with the stream of the workspace where it has one, else with one of our
 * own; who may not listen asks every minute whether anything was published.
 */
import { effect, signal, untracked } from '@preact/signals';
import type { TilesNews } from '../../server/contract/live.ts';
import { readPublished } from '../api/atlas.ts';
import { countyCode } from './areas.ts';
import { asOf } from './editions.ts';
import { reloadLists } from './load.ts';
import { isTiled } from './tiling.ts';
import { mayIn } from './who.ts';

export type TileNews = Pick<TilesNews, 'layers' | 'minZoom' | 'maxZoom' | 'tiles'>;

/** Nothing is known to be old, and nothing to be fresh: after a break. */
const ANY: TileNews = { layers: ['grids', 'buildings'], minZoom: 0, maxZoom: 24, tiles: null };

const listeners = new Set<(news: TileNews) => void>();
/** Each piece of news, in order: a signal would keep the last of several only. The answer ends it. */
export function onTileNews(take: (news: TileNews) => void): () => void {
  listeners.add(take);
  return () => listeners.delete(take);
}

const LISTENERS = ['viewer', 'dispatcher', 'planner', 'reviewer', 'auditor'] as const;
/** A publish is several news; the lists are asked for once. */
const PAUSE_MS = 800;
const ASK_MS = 60_000;

let timer: ReturnType<typeof setTimeout> | undefined;

function tell(news: TileNews): void {
  if (!isTiled.peek() || asOf.peek() !== null) return;
  for (const take of listeners) take(news);
  if (!news.layers.includes('grids')) return;
  clearTimeout(timer);
  timer = setTimeout(() => void reloadLists(), PAUSE_MS);
}

/** Takes what a stream says of tiles. News of before may have been lost when it says so, or when it was away. */
export function hearTileNews(source: EventSource): void {
  let wasOpen = false;
  source.addEventListener('tiles', (event) => tell(JSON.parse((event as MessageEvent<string>).data) as TileNews));
  source.addEventListener('reset', () => tell(ANY));
  source.addEventListener('open', () => {
    if (wasOpen) tell(ANY);
    wasOpen = true;
  });
}

const lent = signal(0);
/** A workspace has a stream of its own, which is heard: a browser has few connections. The answer takes it back. */
export function lendStream(): () => void {
  lent.value = lent.peek() + 1;
  return () => {
    lent.value = lent.peek() - 1;
  };
}

function listen(county: string): () => void {
  const source = new EventSource(`/api/live?area=${county}`);
  hearTileNews(source);
  return () => source.close();
}

function askAgain(): () => void {
  let known: string | null = null;
  const ask = () => {
    if (document.hidden) return;
    readPublished().then(
      (published) => {
        if (known !== null && published !== known) tell(ANY);
        known = published;
      },
      () => {},
    );
  };
  ask();
  const every = setInterval(ask, ASK_MS);
  document.addEventListener('visibilitychange', ask);
  return () => {
    clearInterval(every);
    document.removeEventListener('visibilitychange', ask);
  };
}

/** Follows while the county on the screen is drawn from tiles of what is in force. */
export function followTileStream(): () => void {
  const stop = effect(() => {
    const county = countyCode.value;
    if (county === null || !isTiled.value || asOf.value !== null || lent.value > 0) return;
    const hears = typeof EventSource !== 'undefined' && mayIn(LISTENERS, county);
    return untracked(() => (hears ? listen(county) : askAgain()));
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}
