/**
 * The one stream of the command: a snapshot, then what changes, and the news of its area. The browser comes back by itself
 * with Last-Event-ID after a break; a stream that was refused, or is silent although it is open, is opened anew.
 */
import { effect, signal, untracked } from '@preact/signals';
import type { AreaNews, EventsDelta, EventsSnapshot } from '../../../server/contract/live.ts';
import { hearTileNews, lendStream } from '../tile-news.ts';
import { clearBoard, takeDelta, takeSnapshot } from './board.ts';
import { second } from './clock.ts';
import { commandArea } from './roles.ts';

/** `connecting`: for the first time. `lost`: it was there, and is sought again. */
export type Line = 'off' | 'connecting' | 'open' | 'lost';
export const line = signal<Line>('off');
/** Milliseconds of this machine when something was last heard; null: nothing yet. */
export const heardAt = signal<number | null>(null);

/** News of the area that parts of the command ask about again; a new object is a new one. */
export const areaNews = signal<{ readonly kind: 'emergency' | 'zone' | 'published'; readonly news: AreaNews } | null>(
  null,
);

/** The service says something at least every 25 s; after half as much again it is late. */
export const LATE_MS = 38_000;
/** So long silent, an open stream is taken for dead. */
const DEAD_MS = 75_000;
const AGAIN_MS = [2000, 4000, 8000, 15_000, 30_000] as const;

export type Freshness = { readonly state: 'off' | 'connecting' | 'live' | 'late' | 'lost'; readonly seconds: number };

/** How fresh the screen is. Pure. `seconds`: since something was heard. */
export function freshnessOf(now: Line, heard: number | null, at: number): Freshness {
  const seconds = heard === null ? 0 : Math.max(0, Math.round((at - heard) / 1000));
  if (now === 'off' || now === 'connecting' || now === 'lost') return { state: now, seconds };
  return { state: heard !== null && at - heard > LATE_MS ? 'late' : 'live', seconds };
}

function listen(area: string): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  const hear = () => {
    failures = 0;
    heardAt.value = Date.now();
    line.value = 'open';
  };
  const on = <T>(kind: string, take: (body: T) => void) =>
    source?.addEventListener(kind, (event) => {
      hear();
      take(JSON.parse((event as MessageEvent<string>).data) as T);
    });
  const open = () => {
    clearTimeout(timer);
    source?.close();
    source = new EventSource(`/api/live?view=events&area=${area}`);
    source.onopen = hear;
    source.onerror = () => {
      line.value = heardAt.peek() === null ? 'connecting' : 'lost';
      // closed by a refusal: the browser gives up, we do not
      if (source?.readyState === 2) timer = setTimeout(open, AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)]);
    };
    on<EventsSnapshot>('snapshot', takeSnapshot);
    on<EventsDelta>('events', takeDelta);
    on<unknown>('beat', () => {});
    // a snapshot follows
    on<unknown>('reset', () => {});
    hearTileNews(source);
    for (const kind of ['emergency', 'zone', 'published'] as const)
      on<AreaNews>(kind, (news) => {
        areaNews.value = { kind, news };
      });
  };
  const stopWatch = effect(() => {
    const now = second.value;
    const heard = heardAt.peek();
    if (line.peek() === 'open' && heard !== null && now - heard > DEAD_MS)
      untracked(() => {
        line.value = 'lost';
        heardAt.value = now;
        open();
      });
  });
  // the browser may keep a dead stream open for minutes; what was missed comes with the snapshot of the next one
  const goOffline = () => {
    clearTimeout(timer);
    source?.close();
    line.value = 'lost';
  };
  window.addEventListener('offline', goOffline);
  window.addEventListener('online', open);
  open();
  return () => {
    window.removeEventListener('offline', goOffline);
    window.removeEventListener('online', open);
    stopWatch();
    clearTimeout(timer);
    source?.close();
  };
}

/** Follows the area for as long as the workspace is open. */
export function followStream(): () => void {
  const stop = effect(() => {
    const area = commandArea.value;
    if (area === null) return;
    if (typeof EventSource === 'undefined') {
      line.value = 'lost';
      return;
    }
    line.value = 'connecting';
    heardAt.value = null;
    const end = untracked(() => listen(area));
    const takeBack = lendStream();
    return () => {
      takeBack();
      end();
      clearBoard();
      line.value = 'off';
    };
  });
  return stop;
}
