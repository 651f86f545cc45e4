// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { areas } from '../../client/state/areas.ts';
import { board, clearBoard } from '../../client/state/command/board.ts';
import { ahead, second } from '../../client/state/command/clock.ts';
import { commandArea } from '../../client/state/command/roles.ts';
import { followStream, freshnessOf, heardAt, LATE_MS, line } from '../../client/state/command/stream.ts';
import { setParams } from '../../client/state/route.ts';
import { mayCommand, session } from '../../client/state/who.ts';
import type { Area } from '../../server/contract/areas.ts';
import { sampleEvent } from '../support/sample-event.ts';

class Stream extends EventTarget {
  static all: Stream[] = [];
  readonly url: string;
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(url: string) {
    super();
    this.url = url;
    Stream.all.push(this);
  }
  close(): void {
    this.readyState = 2;
    Stream.all = Stream.all.filter((stream) => stream !== this);
  }
  say(kind: string, body: unknown): void {
    this.readyState = 1;
    this.dispatchEvent(new MessageEvent(kind, { data: JSON.stringify(body) }));
  }
  /** The browser tries again by itself, or has given up. */
  fail(isClosed: boolean): void {
    this.readyState = isClosed ? 2 : 0;
    this.onerror?.();
  }
}

const area = (code: string, level: Area['level'], parentCode: string | null) =>
  ({ code, level, parentCode, name: code, bbox: null }) as unknown as Area;
const [first, later] = [sampleEvent({ serial: 1 }), sampleEvent({ serial: 2 })];
const now = () => new Date().toISOString();
const stream = (): Stream => {
  const [one] = Stream.all;
  if (!one) throw new Error('no stream is open');
  return one;
};
const serials = () => [...board.value.rows.values()].map(({ serial }) => serial);

describe('the stream of the command', () => {
  let stop: () => void;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('EventSource', Stream);
    areas.value = [area('341921', 'county', null), area('341921100', 'town', '341921')];
    session.value = { login: 'd', name: 'D', demo: false, grants: [{ role: 'dispatcher', area: '341921' }] };
    stop = followStream();
  });
  afterEach(() => {
    stop();
    setParams({ area: null });
    session.value = null;
    areas.value = null;
    Stream.all = [];
    clearBoard();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });
  const settle = () => vi.advanceTimersByTime(600);

  it('is one, of the area on the screen, and none when the workspace is left', () => {
    expect(Stream.all.map(({ url }) => url)).toEqual(['/api/live?view=events&area=341921']);
    setParams({ area: '341921100' });
    expect(Stream.all.map(({ url }) => url)).toEqual(['/api/live?view=events&area=341921100']);
    stop();
    expect(Stream.all).toEqual([]);
    expect(line.value).toBe('off');
  });

  it('fills the board, follows changes, and is filled anew after a reset', () => {
    stream().say('snapshot', { at: now(), events: [first], counts: {} });
    settle();
    expect(serials()).toEqual([1]);
    stream().say('events', { at: now(), events: [later], gone: [], counts: {} });
    settle();
    expect(serials()).toEqual([1, 2]);
    stream().say('events', { at: now(), events: [], gone: [first.id], counts: {} });
    settle();
    expect(serials()).toEqual([2]);
    stream().say('reset', { reason: 'unknown-id' });
    stream().say('snapshot', { at: now(), events: [first], counts: {} });
    settle();
    expect(serials()).toEqual([1]);
  });

  it('says that it is lost while the browser seeks it, keeps what is on the screen, and is live again', () => {
    stream().say('snapshot', { at: now(), events: [first], counts: {} });
    settle();
    expect(line.value).toBe('open');
    stream().fail(false);
    expect(line.value).toBe('lost');
    expect(serials()).toEqual([1]);
    stream().onopen?.();
    expect(line.value).toBe('open');
    expect(Stream.all).toHaveLength(1);
  });

  it('is opened again, ever later, when it was refused and the browser gives up', () => {
    let tries = 0;
    for (const wait of [2000, 4000, 8000]) {
      const before = stream();
      before.fail(true);
      vi.advanceTimersByTime(wait - 1);
      expect(stream()).toBe(before);
      vi.advanceTimersByTime(1);
      expect(stream()).not.toBe(before);
      tries++;
    }
    expect([tries, Stream.all.length]).toEqual([3, 1]);
  });

  it('is opened again when it is open but says nothing for too long', () => {
    stream().say('snapshot', { at: now(), events: [first], counts: {} });
    const before = stream();
    vi.advanceTimersByTime(60_000);
    second.value = Date.now();
    expect(stream()).toBe(before);
    before.say('beat', { at: now() });
    vi.advanceTimersByTime(60_000);
    second.value = Date.now();
    expect(stream()).toBe(before);
    vi.advanceTimersByTime(60_000);
    second.value = Date.now();
    expect(stream()).not.toBe(before);
    expect(line.value).toBe('lost');
  });

  it('is lost when the machine goes offline, and opened again when it is back', () => {
    stream().say('snapshot', { at: now(), events: [first], counts: {} });
    settle();
    window.dispatchEvent(new Event('offline'));
    expect([line.value, Stream.all.length, serials()]).toEqual(['lost', 0, [1]]);
    window.dispatchEvent(new Event('online'));
    stream().say('snapshot', { at: now(), events: [first, later], counts: {} });
    settle();
    expect([line.value, serials()]).toEqual(['open', [1, 2]]);
  });

  it('tells the clock how far this machine is off', () => {
    stream().say('snapshot', { at: new Date(Date.now() + 90_000).toISOString(), events: [], counts: {} });
    expect(ahead.value).toBe(90_000);
    stream().say('snapshot', { at: new Date(Date.now() + 300).toISOString(), events: [], counts: {} });
    expect(ahead.value).toBe(0);
  });

  it('is of the part of the county that a role reaches, and of none without a role', () => {
    session.value = { login: 'w', name: 'W', demo: false, grants: [{ role: 'worker', area: '341921100' }] };
    expect(commandArea.value).toBe('341921100');
    expect(Stream.all.map(({ url }) => url)).toEqual(['/api/live?view=events&area=341921100']);
    session.value = { login: 'p', name: 'P', demo: false, grants: [{ role: 'planner', area: '341921' }] };
    expect([mayCommand.value, commandArea.value, Stream.all]).toEqual([false, null, []]);
  });
});

describe('how fresh the screen is', () => {
  it.each([
    ['off', null, 'off', 0],
    ['connecting', null, 'connecting', 0],
    ['open', 0, 'live', 0],
    ['open', LATE_MS, 'live', 38],
    ['open', LATE_MS + 1000, 'late', 39],
    ['lost', 5000, 'lost', 5],
  ] as const)('%s, heard %j ms ago: %s', (now, ago, state, seconds) => {
    const at = 1_000_000;
    expect(freshnessOf(now, ago === null ? null : at - ago, at)).toEqual({ state, seconds });
  });

  it('is never in the past', () => {
    expect(freshnessOf('open', 2000, 1000)).toEqual({ state: 'live', seconds: 0 });
    expect(heardAt.value).toBeDefined();
  });
});
