/**
 * Deliveries (an event at a listener) per CPU-second, 200 listeners in one process with sinks that drop what they get: the live
 * stream as it is against a design that writes a message of its own for every listener and event. Time is simulated, tick by
 * tick, so that the CPU is never idle: the figure is work, not waiting. Gate: every listener has heard the same last state of
 * every event.
 */

import { Writable } from 'node:stream';
import { mock } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Caller } from '../../server/access/caller.ts';
import type { Database } from '../../server/database/database.ts';
import { Board } from '../../server/events/board/board.ts';
import type { BoardEvent } from '../../server/events/board/board-event.ts';
import { LiveFeed } from '../../server/live/feed.ts';
import { CROWD_TICK_MS, LiveEvents, TICK_MS } from '../../server/live/live-events.ts';
import { sightOf } from '../../server/live/sight.ts';
import { boardEvent } from '../support/board-event.ts';
import { type BenchRow, mustAgree, quantile } from './protocol.ts';

const LISTENERS = 200;
const OPEN = 2000;
/** So many at every rate: of fewer the figure would be that of code that is not warm yet. */
const EVENTS = 20_000;
const ROUNDS = 5;

setFlagsFromString('--expose-gc');
/** What making the scene left behind is nobody's work. */
const collectGarbage = runInNewContext('gc') as () => void;

/** Drops what it gets; remembers it while a gate looks. */
class Drop extends Writable {
  kept: Uint8Array[] | null = null;
  override _write(bytes: Uint8Array, _encoding: string, done: () => void): void {
    this.kept?.push(bytes);
    done();
  }
}

const CALLER: Caller = { kind: 'session', actor: 'a', grants: [{ role: 'viewer', area: '990101' }] };

export async function run(): Promise<BenchRow[]> {
  mock.timers.enable({ apis: ['setTimeout', 'setInterval'] });
  await gate();
  const rows: BenchRow[] = [];
  for (const perSecond of [200, 2000]) {
    const ratios: number[] = [];
    let own = 0;
    let other = 0;
    for (let round = -1; round < ROUNDS; round++) {
      const a = await shared(perSecond);
      const b = await single(perSecond);
      if (round < 0) continue;
      ratios.push(a / b);
      own = a;
      other = b;
    }
    const quartiles = `${quantile(ratios, 0.25).toFixed(0)}–${quantile(ratios, 0.75).toFixed(0)}`;
    rows.push({
      name: `live: deliveries per CPU-second against a message a listener, ${perSecond} events/s`,
      ratio: quantile(ratios, 0.5),
      target: '≥ 50',
      note: `quartiles ${quartiles}; ${(own / 1e6).toFixed(1)} M against ${(other / 1e3).toFixed(0)} k; ${LISTENERS} listeners, ${OPEN} open`,
    });
  }
  mock.timers.reset();
  return rows;
}

function scene() {
  const board = new Board();
  board.apply(
    Array.from({ length: OPEN }, (_, n) => boardEvent(n + 1)),
    Date.now(),
  );
  const feed = new LiveFeed({} as Database);
  const deps = { board, boardLoaded: () => true, boardReady: Promise.resolve(), feed, clock: () => new Date() };
  return { board, live: new LiveEvents(deps) };
}

/** Second by second in steps of 100 ms, with their share of the events in each; the answer is deliveries per CPU-second. */
async function at(perSecond: number, happens: (n: number) => void): Promise<number> {
  const perStep = perSecond / (1000 / TICK_MS);
  collectGarbage();
  const cpu = process.cpuUsage();
  for (let n = 0; n < EVENTS; ) {
    for (let k = 0; k < perStep; k++) happens(n++);
    mock.timers.tick(TICK_MS);
    // the sinks take what was written
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { user, system } = process.cpuUsage(cpu);
  return (EVENTS * LISTENERS) / ((user + system) / 1e6);
}

/** Lets large snapshots go out. */
async function quiet(): Promise<void> {
  for (let n = 0; n < 200; n++) await new Promise((resolve) => setImmediate(resolve));
}

async function shared(perSecond: number): Promise<number> {
  const { board, live } = scene();
  for (let n = 0; n < LISTENERS; n++) live.join(new Drop(), sightOf(CALLER, null), undefined);
  await quiet();
  const events = coming();
  // what comes from the database is written to JSON once: that belongs to the design
  const rate = await at(perSecond, (n) => {
    const event = events[n]!;
    board.apply([{ ...event, text: Buffer.from(JSON.stringify(event.row)) }], Date.now());
  });
  live.close();
  return rate;
}

/** The same board; each listener is told of each event by a message made for it. */
async function single(perSecond: number): Promise<number> {
  const { board } = scene();
  const sinks = Array.from({ length: LISTENERS }, () => new Drop());
  const sight = sightOf(CALLER, null);
  let seq = 0;
  board.follow((changes) => {
    for (const { now } of changes) {
      seq++;
      for (const sink of sinks) {
        if (now === null || !sight.seesEvent(now.row.area)) continue;
        sink.write(`id: ${seq}\nevent: event\ndata: ${JSON.stringify(now.row)}\n\n`);
      }
    }
  });
  const events = coming();
  return at(perSecond, (n) => board.apply([events[n]!], Date.now()));
}

const coming = (): BoardEvent[] =>
  Array.from({ length: EVENTS }, (_, n) => boardEvent((n % OPEN) + 1, { version: n + 2 }));

async function gate(): Promise<void> {
  const { board, live } = scene();
  const sinks = Array.from({ length: LISTENERS }, () => new Drop());
  for (const sink of sinks) live.join(sink, sightOf(CALLER, null), undefined);
  await quiet();
  for (const sink of sinks) sink.kept = [];
  for (let n = 0; n < 500; n++) board.apply([boardEvent((n % 50) + 1, { version: n + 2 })], Date.now());
  mock.timers.tick(CROWD_TICK_MS);
  await quiet();
  const wanted = JSON.stringify(Array.from({ length: 50 }, (_, n) => [n + 1, 452 + n]));
  const wrong = sinks.filter(({ kept }) => {
    const versions = new Map<number, number>();
    for (const [, data] of Buffer.concat(kept!)
      .toString()
      .matchAll(/^data: (.*)$/gm)) {
      for (const { serial, version } of JSON.parse(data!).events) versions.set(serial, version);
    }
    return JSON.stringify([...versions].sort((a, b) => a[0] - b[0])) !== wanted;
  });
  mustAgree('the last state at every listener', wrong.length);
  live.close();
}
