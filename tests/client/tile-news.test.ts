// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { areas } from '../../client/state/areas.ts';
import { setParams } from '../../client/state/route.ts';
import { followTileStream, hearTileNews, lendStream, onTileNews, type TileNews } from '../../client/state/tile-news.ts';
import { MOST_WHOLE } from '../../client/state/tiling.ts';
import { session } from '../../client/state/who.ts';
import type { Area } from '../../server/contract/areas.ts';

class Stream extends EventTarget {
  static all: Stream[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    Stream.all.push(this);
  }
  close(): void {
    Stream.all = Stream.all.filter((stream) => stream !== this);
  }
  say(kind: string, body: unknown): void {
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(body) }));
  }
}

const NEWS: TileNews = { layers: ['grids'], minZoom: 13, maxZoom: 15, tiles: ['14/1/2'] };
const county = (grids: number) => ({ code: '990101', level: 'county', parentCode: null, name: '', grids }) as Area;
const MINUTE_MS = 60_000;

describe('news of tiles', () => {
  let heard: TileNews[];
  let published: string;
  let asked: string[];
  let stops: (() => void)[];

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Stream);
    published = 'one';
    asked = [];
    vi.stubGlobal('fetch', async (path: string) => {
      asked.push(String(path));
      const body = String(path).startsWith('/tiles') ? { published } : { features: [], next: null, editions: [] };
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    });
    heard = [];
    areas.value = [county(MOST_WHOLE + 1)];
    session.value = { login: 'v', name: 'V', demo: false, grants: [{ role: 'viewer', area: '990101' }] };
    stops = [onTileNews((news) => heard.push(news)), followTileStream()];
  });
  afterEach(() => {
    for (const stop of stops) stop();
    setParams({ asOf: null });
    areas.value = null;
    session.value = null;
    Stream.all = [];
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('come with a stream of their own, and the lists are asked for once after several', async () => {
    expect(Stream.all.map(({ url }) => url)).toEqual(['/api/live?area=990101']);
    Stream.all[0]!.say('tiles', NEWS);
    Stream.all[0]!.say('tiles', { ...NEWS, minZoom: 16, maxZoom: 16 });
    expect(heard.map(({ minZoom }) => minZoom)).toEqual([13, 16]);
    await vi.advanceTimersByTimeAsync(2000);
    expect(asked.filter((path) => path.startsWith('/api/grids'))).toHaveLength(1);
    expect(asked.find((path) => path.startsWith('/api/grids'))).toContain('shapes=box');
  });

  it('leave the stream to a workspace that has one', () => {
    const takeBack = lendStream();
    expect(Stream.all).toEqual([]);
    const other = new Stream('/api/live?view=events&area=990101');
    hearTileNews(other as unknown as EventSource);
    other.say('tiles', NEWS);
    expect(heard).toEqual([NEWS]);
    other.close();
    takeBack();
    expect(Stream.all).toHaveLength(1);
  });

  it('are of everything when some may have been lost, and after a break', () => {
    const [own] = Stream.all;
    own!.dispatchEvent(new Event('open'));
    expect(heard).toEqual([]);
    own!.dispatchEvent(new Event('open'));
    own!.say('reset', {});
    expect(heard.map(({ tiles, minZoom }) => [tiles, minZoom])).toEqual([
      [null, 0],
      [null, 0],
    ]);
  });

  it('are asked for every minute by who may not listen', async () => {
    session.value = { login: null, name: null, demo: false, grants: [] };
    expect(Stream.all).toEqual([]);
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(heard).toEqual([]);
    published = 'two';
    await vi.advanceTimersByTimeAsync(MINUTE_MS);
    expect(heard.map(({ tiles }) => tiles)).toEqual([null]);
  });

  it('are none of a small county, nor of a past edition', () => {
    setParams({ asOf: '2026-01-01' });
    expect(Stream.all).toEqual([]);
    setParams({ asOf: null });
    expect(Stream.all).toHaveLength(1);
    areas.value = [county(MOST_WHOLE)];
    expect(Stream.all).toEqual([]);
    expect(asked.filter((path) => path.startsWith('/tiles'))).toEqual([]);
  });
});
