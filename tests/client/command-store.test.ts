// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { arrivals, board, clearBoard, noteRow, takeDelta, takeSnapshot } from '../../client/state/command/board.ts';
import { EventStore } from '../../client/state/command/event-store.ts';
import { PAUSE_MS, paced } from '../../client/state/command/paced.ts';
import type { EventRow } from '../../server/contract/events.ts';
import { sampleEvent } from '../support/sample-event.ts';

const a = sampleEvent({ serial: 1 });
const b = sampleEvent({ serial: 2 });
const AT = '2026-11-30T02:00:00Z';
const at = (event: EventRow, version: number): EventRow => ({ ...event, version, state: 'filed' });
const ids = (rows: Iterable<EventRow>) => [...rows].map(({ serial }) => serial);

describe('the store of events', () => {
  it('takes a snapshot for all there is: what is not in it is gone', () => {
    const store = new EventStore();
    store.replace([a, b]);
    expect(ids(store.flush().rows.values())).toEqual([1, 2]);
    store.replace([b]);
    expect(ids(store.flush().rows.values())).toEqual([2]);
  });

  it('takes changes by id, and lets go of what has left the sight', () => {
    const store = new EventStore();
    store.replace([a]);
    store.flush();
    store.put(at(a, 2));
    store.put(b);
    expect([...store.flush().rows.values()].map(({ version }) => version)).toEqual([2, 1]);
    store.drop(a.id);
    expect(ids(store.flush().rows.values())).toEqual([2]);
  });

  it('keeps the row with more steps, whichever way and in whichever order it comes', () => {
    const store = new EventStore();
    store.replace([at(a, 3)]);
    store.flush();
    store.put(at(a, 2));
    expect(store.flush().rows.get(a.id)?.version).toBe(3);
    store.replace([at(a, 2)]);
    expect(store.flush().rows.get(a.id)?.version).toBe(3);
  });

  it('names what is new, but not what a first snapshot brings, comes back, or was known', () => {
    const store = new EventStore();
    store.replace([a]);
    expect(store.flush().added).toEqual([]);
    store.put(b);
    expect(ids(store.flush().added)).toEqual([2]);
    store.drop(b.id);
    store.flush();
    store.put(b);
    expect(store.flush().added).toEqual([]);
    const own = sampleEvent({ serial: 3 });
    store.know(own.id);
    store.put(own);
    expect(store.flush().added).toEqual([]);
    // missed while the line was cut, brought by the snapshot after it
    const missed = sampleEvent({ serial: 4 });
    store.replace([a, b, own, missed]);
    expect(ids(store.flush().added)).toEqual([4]);
  });

  it('holds after any changes and flushes, for each event, the newest row since it was last dropped', () => {
    const change = fc.record({
      event: fc.integer({ min: 0, max: 3 }),
      version: fc.integer({ min: 1, max: 5 }),
      does: fc.constantFrom('put', 'put', 'put', 'drop', 'flush'),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 40 }), (all) => {
        const store = new EventStore();
        const expected = new Map<string, number>();
        store.replace([]);
        for (const { event, version, does } of all) {
          const row = at(sampleEvent({ serial: 100 + event }), version);
          if (does === 'flush') store.flush();
          else if (does === 'drop') {
            store.drop(row.id);
            expected.delete(row.id);
            store.flush();
          } else {
            store.put(row);
            expected.set(row.id, Math.max(version, expected.get(row.id) ?? 0));
          }
        }
        const { rows } = store.flush();
        expect(new Map([...rows].map(([id, row]) => [id, row.version]))).toEqual(expected);
      }),
      { seed: 20261130, numRuns: 300 },
    );
  });
});

describe('a paced run', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'performance', 'requestAnimationFrame', 'cancelAnimationFrame'],
    });
  });
  afterEach(() => vi.useRealTimers());

  it('comes with the next frame, and then at most four times a second however often it is asked for', () => {
    const run = vi.fn();
    const pace = paced(run);
    pace.ask();
    expect(run).not.toHaveBeenCalled();
    vi.advanceTimersByTime(20);
    expect(run).toHaveBeenCalledTimes(1);
    for (let ms = 0; ms < 1000; ms += 10) {
      pace.ask();
      vi.advanceTimersByTime(10);
    }
    expect(run.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(run.mock.calls.length).toBeLessThanOrEqual(1 + Math.ceil(1000 / PAUSE_MS));
  });

  it('does not come any more once it was stopped', () => {
    const run = vi.fn();
    const pace = paced(run);
    pace.ask();
    pace.stop();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
    pace.ask();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('the board', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    clearBoard();
  });
  afterEach(() => {
    clearBoard();
    vi.useRealTimers();
  });
  const settle = () => vi.advanceTimersByTime(600);

  it('is ready with the first snapshot, and shows changes that came together in one go', () => {
    const seen: number[] = [];
    const stop = board.subscribe(({ rows }) => seen.push(rows.size));
    takeSnapshot({ at: AT, events: [a], counts: { open: 1 } });
    settle();
    expect(board.value.ready).toBe(true);
    for (let serial = 10; serial < 40; serial++)
      takeDelta({ at: AT, events: [sampleEvent({ serial })], gone: [], counts: { open: serial } });
    settle();
    expect(seen).toEqual([0, 1, 31]);
    expect(board.value.counts).toEqual({ open: 39 });
    stop();
  });

  it('tells of what is new, and not of what was reported here', () => {
    takeSnapshot({ at: AT, events: [a], counts: {} });
    settle();
    noteRow(b, true);
    settle();
    expect(arrivals.value).toEqual([]);
    takeDelta({ at: AT, events: [b, sampleEvent({ serial: 3 })], gone: [], counts: {} });
    settle();
    expect(ids(arrivals.value)).toEqual([3]);
  });
});
