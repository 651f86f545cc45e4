/** Groups, ticks and slow listeners, with lines that take as much as the test says and a clock that is moved by hand. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Caller } from '../../../server/access/caller.ts';
import type { Database } from '../../../server/database/database.ts';
import { Board } from '../../../server/events/board/board.ts';
import { LiveFeed } from '../../../server/live/feed.ts';
import { LiveEvents } from '../../../server/live/live-events.ts';
import { sightOf } from '../../../server/live/sight.ts';
import { boardEvent } from '../../support/board-event.ts';
import { Line } from '../../support/live-line.ts';

const NOON = Date.parse('2026-11-30T04:00:00Z');

const viewer = (area: string | null): Caller => ({ kind: 'session', actor: 'a', grants: [{ role: 'viewer', area }] });

beforeEach(() => {
  vi.useFakeTimers({ now: NOON });
});
afterEach(() => {
  vi.useRealTimers();
});

function scene(count = 3) {
  const board = new Board();
  board.apply(
    Array.from({ length: count }, (_, n) => boardEvent(n + 1)),
    NOON,
  );
  const feed = new LiveFeed({} as Database);
  const clock = () => new Date();
  const live = new LiveEvents({ board, boardLoaded: () => true, boardReady: Promise.resolve(), feed, clock });
  const join = (line: Line, area: string | null = '990101', asked: string | null = null, last?: string) =>
    live.join(line, sightOf(viewer(area), asked), last);
  const change = (serial: number, version: number, area = '990101001001') =>
    board.apply([boardEvent(serial, { version, area })], Date.now());
  return { board, live, join, change };
}

const quick = () => new Line(true);

describe('live events', () => {
  it('have no timer while nobody listens, and none after the last has left', async () => {
    const { change, join, live } = scene();
    await Promise.resolve();
    change(1, 2);
    expect(vi.getTimerCount()).toBe(0);
    const line = quick();
    const member = join(line);
    change(1, 3);
    expect(vi.getTimerCount()).toBe(2);
    member.leave();
    expect(vi.getTimerCount()).toBe(0);
    expect([live.listeners, live.groups]).toEqual([0, 0]);
  });

  it('are written once for all who see the same', () => {
    const { change, join, live } = scene();
    const lines = [quick(), quick(), quick()];
    join(lines[0]!);
    join(lines[1]!);
    join(lines[2]!, '990101001');
    expect(live.groups).toBe(2);
    change(1, 2);
    change(1, 3);
    vi.advanceTimersByTime(100);
    const last = lines.map(({ written }) => written.at(-1)!);
    expect(last[0]).toBe(last[1]);
    expect(last[0]).not.toBe(last[2]);
    expect(lines[2]!.heard().map(([event]) => event)).toEqual(['snapshot', 'events']);
    expect(lines[0]!.heard()[1]![1].events).toMatchObject([{ serial: 1, version: 3 }]);
    expect(live.counted.coalesced).toBe(1);
  });

  it('begin anew for one that fell behind, marked as such, and cost nothing while it does', () => {
    const { change, join, live } = scene();
    const line = new Line();
    join(line);
    line.drain();
    for (let version = 2; line.bytes < 300_000 && version < 2000; version++) {
      change((version % 3) + 1, version);
      vi.advanceTimersByTime(100);
      if (live.counted.owed > 0) break;
    }
    expect(live.counted.owed).toBe(1);
    const waiting = line.writableLength;
    for (let version = 3000; version < 3020; version++) {
      change(1, version);
      vi.advanceTimersByTime(100);
    }
    expect(line.writableLength).toBe(waiting);
    line.drain();
    const [reset, snapshot] = line.heard().slice(-2);
    expect(reset).toEqual(['reset', { reason: 'slow' }]);
    expect(snapshot![0]).toBe('snapshot');
    expect(snapshot![1].events).toEqual(
      expect.arrayContaining([expect.objectContaining({ serial: 1, version: 3019 })]),
    );
    expect(live.counted.resets).toEqual({ slow: 1 });
  });

  it('cut off one that owes for ten seconds, and count it', () => {
    const { change, join, live } = scene();
    const line = new Line();
    join(line);
    line.writableLength = 300_000;
    change(1, 2);
    vi.advanceTimersByTime(100);
    vi.advanceTimersByTime(16_000);
    expect(line.state).toBe('cut');
    expect(live.counted.cut).toEqual({ owing: 1 });
    expect(live.listeners).toBe(0);
  });

  it('let a large snapshot go out at the speed of the line, and tell then what changed meanwhile', () => {
    const { change, join, live } = scene(2000);
    const line = new Line();
    join(line);
    for (let n = 0; n < 10; n++) {
      line.drain();
      change(1, 2 + n);
      vi.advanceTimersByTime(100);
    }
    for (let n = 0; n < 60; n++) line.drain();
    expect(line.state).toBe('open');
    const heard = line.heard();
    expect(heard.map(([event]) => event)).toEqual(['snapshot', 'events']);
    expect(heard[1]![1].events).toMatchObject([{ serial: 1, version: 11 }]);
    expect(live.counted.resets).toEqual({});
  });

  it('tell numbers that change by the clock alone, and take away yesterday', () => {
    const { board, join } = scene();
    board.apply([boardEvent(9, {}, { due: NOON + 60_000 }), boardEvent(8, { state: 'closed' }, { ended: NOON })], NOON);
    const line = quick();
    join(line);
    vi.advanceTimersByTime(5000);
    expect(line.heard()).toHaveLength(1);
    vi.advanceTimersByTime(60_000);
    expect(line.heard().at(-1)![1]).toMatchObject({ events: [], gone: [], counts: { overdue: 1, open: 4 } });
    vi.advanceTimersByTime(13 * 3600_000);
    expect(line.heard().some(([, { gone }]) => Array.isArray(gone) && gone.length === 1)).toBe(true);
  });

  it('tell a listener who sees other areas now everything anew', () => {
    const { change, join } = scene();
    change(2, 2, '990101002001');
    const line = quick();
    const member = join(line);
    member.see(sightOf(viewer('990101002'), null));
    expect(line.heard().map(([event]) => event)).toEqual(['snapshot', 'reset', 'snapshot']);
    expect(line.heard()[2]![1].events).toMatchObject([{ serial: 2 }]);
    change(1, 5);
    vi.advanceTimersByTime(100);
    expect(line.heard()).toHaveLength(3);
  });
});

describe('what a caller sees', () => {
  it.each([
    ['990101', null, ['990101001001', '990101'], ['990102001001']],
    ['990101001', '990101', ['990101001001'], ['990101002001', '990101']],
    [null, '990101001', ['990101001001'], ['990101002001', '990102']],
    [null, null, ['990102'], []],
    ['990101001', '990101001002', ['990101001002'], ['990101001001']],
  ])('of %s, asking for %s', (granted, asked, seen, unseen) => {
    const { seesEvent } = sightOf(viewer(granted), asked);
    expect([...seen, ...unseen].map(seesEvent)).toEqual([...seen.map(() => true), ...unseen.map(() => false)]);
  });

  it('is nothing of events for a planner, who hears the news', () => {
    const sight = sightOf({ kind: 'session', actor: 'p', grants: [{ role: 'planner', area: '990101' }] }, null);
    expect([sight.seesEvent('990101001001'), sight.seesNews('990101')]).toEqual([false, true]);
  });
});
