/**
 * The events themselves, live: a snapshot and the subscription in one turn, then what changes, at most every 100 ms, or every 200
 * to a crowd. All who see the same are a group: a frame is made once for a group and a tick, of rows that were written to JSON once for all.
 *
 * Every change has a number; an id is the epoch of this process and the number. Who comes back with one that is still in the
 * ring hears what changed since, as it is now; anybody else a `reset` and a snapshot. With nobody listening there is no timer.
 */
import { randomBytes } from 'node:crypto';
import type { Board } from '../events/board/board.ts';
import { type BoardCounts, sumCounts } from '../events/board/board-counts.ts';
import type { BoardEvent } from '../events/board/board-event.ts';
import { ChangeRing, type RingEntry } from './change-ring.ts';
import type { LiveFeed } from './feed.ts';
import { beatFrame, deltaFrame, newsFrame, resetFrame, snapshotFrame } from './frames.ts';
import { Listener, type Sink } from './listener.ts';
import { LiveCounts } from './live-counts.ts';
import type { Sight } from './sight.ts';

export const TICK_MS = 100;
/** To so many a write to each costs more than what is written: fewer and fuller ones halve it, and nobody sees the difference. */
export const CROWD = 100;
export const CROWD_TICK_MS = 200;
/** How often numbers that change by the clock are looked at, and those who do not keep up. */
const PULSE_MS = 5000;
const PULSES_A_BEAT = 5;

interface Group {
  readonly sight: Sight;
  readonly members: Set<Member>;
  /** As last told. */
  counts: string;
  /** Good while the board is as it was. */
  snapshot: { revision: number; at: number; seq: number; frame: Buffer; rows: number } | null;
}

interface Member {
  readonly listener: Listener;
  group: Group;
  /** What it has heard, or is hearing. */
  seq: number;
}

export interface LiveMember {
  /** Its rights are others now. */
  see(sight: Sight): void;
  leave(): void;
  end(): void;
}

export interface LiveEventsDeps {
  board: Board;
  /** False while the board is being loaded: who comes then gets its snapshot when it is there. */
  boardLoaded: () => boolean;
  boardReady: Promise<void>;
  feed: LiveFeed;
  clock: () => Date;
}

export class LiveEvents {
  readonly counted = new LiveCounts();
  readonly #deps: LiveEventsDeps;
  readonly #epoch = randomBytes(5).toString('hex');
  readonly #ring = new ChangeRing();
  readonly #groups = new Map<string, Group>();
  readonly #stops: (() => void)[];
  #tick: NodeJS.Timeout | null = null;
  #pulse: NodeJS.Timeout | null = null;
  #pulses = 0;
  /** Number up to which everybody has been told. */
  #told = 0;

  constructor(deps: LiveEventsDeps) {
    this.#deps = deps;
    const { board, feed } = deps;
    this.#stops = [
      board.follow((changes) => this.#happened(() => this.#ring.add(performance.now(), changes, null))),
      feed.listen((news) => this.#happened(() => this.#ring.add(performance.now(), [], news)), undefined),
    ];
    deps.boardReady.then(
      () => this.#begin(),
      () => {},
    );
  }

  get listeners(): number {
    return [...this.#groups.values()].reduce((sum, { members }) => sum + members.size, 0);
  }

  get groups(): number {
    return this.#groups.size;
  }

  get ringBytes(): number {
    return this.#ring.bytes;
  }

  buffered(): { sum: number; max: number } {
    const told = { sum: 0, max: 0 };
    this.#each(({ listener: { waiting } }) => {
      told.sum += waiting;
      told.max = Math.max(told.max, waiting);
    });
    return told;
  }

  /** `last`: the id it heard last. The snapshot, or what it missed, is written before this returns. */
  join(sink: Sink, sight: Sight, last: string | undefined): LiveMember {
    const settle = (transferred: boolean): void => this.#settle(member, transferred);
    const listener = new Listener({ sink, now: () => performance.now(), settle });
    const member: Member = { listener, group: this.#group(sight), seq: this.#ring.seq };
    member.group.members.add(member);
    this.#pulse ??= setInterval(() => this.#onPulse(), PULSE_MS);
    if (this.#deps.boardLoaded()) {
      this.#deps.board.turn(this.#now());
      const since = this.#position(last);
      if (since === null) this.#restart(member, last === undefined ? null : 'unknown-id');
      else this.#catchUp(member, since);
    }
    return {
      see: (now) => {
        if (now.key === member.group.sight.key) return;
        this.#leave(member);
        member.group = this.#group(now);
        member.group.members.add(member);
        if (this.#deps.boardLoaded()) this.#restart(member, 'rights');
      },
      leave: () => this.#leave(member),
      end: () => {
        this.#leave(member);
        listener.end();
      },
    };
  }

  close(): void {
    for (const stop of this.#stops) stop();
    this.#each((member) => {
      this.#leave(member);
      member.listener.end();
    });
    this.#rest();
  }

  /** For those who came while the events were being loaded: the state, and the news since they came. */
  #begin(): void {
    const entries = this.#ring.after(this.#told)?.map((entry) => ({ ...entry, changes: [] })) ?? [];
    this.#told = this.#ring.seq;
    this.#each((member) => this.#restart(member, null));
    for (const group of this.#groups.values()) {
      const made = this.#frames(group, entries, false);
      if (made !== null) for (const member of group.members) this.#offer(member, made);
    }
  }

  #now(): number {
    return this.#deps.clock().getTime();
  }

  #id(seq: number): string {
    return `${this.#epoch}-${seq}`;
  }

  #position(id: string | undefined): number | null {
    const [epoch, seq] = id?.split('-') ?? [];
    return epoch === this.#epoch && /^\d{1,15}$/.test(seq ?? '') && this.#ring.after(Number(seq)) !== null
      ? Number(seq)
      : null;
  }

  #each(act: (member: Member) => void): void {
    for (const { members } of [...this.#groups.values()]) for (const member of [...members]) act(member);
  }

  #group(sight: Sight): Group {
    const known = this.#groups.get(sight.key);
    if (known !== undefined) return known;
    // what happened while nobody listened is nobody's to hear
    if (this.#groups.size === 0) this.#told = this.#ring.seq;
    const group: Group = { sight, members: new Set(), counts: '', snapshot: null };
    this.#groups.set(sight.key, group);
    return group;
  }

  #leave(member: Member): void {
    const { group } = member;
    group.members.delete(member);
    if (group.members.size === 0 && this.#groups.get(group.sight.key) === group) this.#groups.delete(group.sight.key);
    if (this.#groups.size === 0) this.#rest();
  }

  #rest(): void {
    clearInterval(this.#pulse ?? undefined);
    clearTimeout(this.#tick ?? undefined);
    this.#pulse = null;
    this.#tick = null;
  }

  #happened(note: () => void): void {
    note();
    if (this.#groups.size === 0 || this.#tick !== null || !this.#deps.boardLoaded()) return;
    const tickMs = this.listeners < CROWD ? TICK_MS : CROWD_TICK_MS;
    const due = performance.now() + tickMs;
    this.#tick = setTimeout(() => {
      this.#tick = null;
      this.counted.tickLag?.(Math.max(0, performance.now() - due) / 1000);
      this.#tell(false);
    }, tickMs);
  }

  /** What is new since the last time, to everybody. `counts`: also where only the numbers are others. */
  #tell(counts: boolean): void {
    const entries = this.#ring.after(this.#told);
    this.#told = this.#ring.seq;
    for (const group of [...this.#groups.values()]) {
      if (entries === null) {
        // a tick that came a minute late, or a flood beyond the ring
        for (const member of [...group.members]) this.#restart(member, 'late');
        continue;
      }
      const made = this.#frames(group, entries, counts);
      if (made === null) continue;
      for (const member of group.members) this.#offer(member, made);
    }
    if (entries !== null) {
      const all = entries.reduce((sum, { changes }) => sum + changes.length, 0);
      const distinct = new Set(entries.flatMap(({ changes }) => changes.map(({ serial }) => serial))).size;
      this.counted.coalesced += all - distinct;
    }
  }

  #offer(member: Member, { frame, rows, resets }: Made): void {
    if (resets) this.#restart(member, 'news-lost');
    else if (member.listener.offer(frame)) {
      member.seq = this.#ring.seq;
      this.counted.frames++;
      this.counted.rows += rows;
    } else {
      this.counted.owed++;
      this.#cutIfFailing(member);
    }
  }

  /** One buffer of all that a group hears of these; null: nothing. Only its last frame has an id. */
  #frames(group: Group, entries: readonly RingEntry[], counts: boolean): Made | null {
    const { board } = this.#deps;
    const { sight } = group;
    const news = entries.flatMap((entry) =>
      entry.news !== null && sight.seesNews(entry.news.area) ? [entry.news] : [],
    );
    const resets = news.some(({ kind }) => kind === 'reset');
    const events: BoardEvent[] = [];
    const gone: string[] = [];
    const seen = new Map<number, { id: string; was: boolean }>();
    for (const { changes } of entries) {
      for (const { serial, id, areaBefore } of changes) {
        const was = areaBefore !== null && sight.seesEvent(areaBefore);
        seen.set(serial, { id, was: was || (seen.get(serial)?.was ?? false) });
      }
    }
    for (const [serial, { id, was }] of seen) {
      const event = board.get(serial);
      if (event !== undefined && sight.seesEvent(event.row.area)) events.push(event);
      else if (was) gone.push(id);
    }
    const now = this.#now();
    const id = this.#id(this.#ring.seq);
    const sum = this.#counts(sight, now);
    const text = JSON.stringify(sum);
    const tells = events.length > 0 || gone.length > 0 || ((counts || seen.size > 0) && text !== group.counts);
    if (!tells && news.length === 0) return null;
    const last = news.length - 1;
    const parts = news.map((one, n) => newsFrame(!tells && n === last ? id : null, one.kind, one.data));
    if (tells) {
      group.counts = text;
      parts.push(deltaFrame(id, new Date(now).toISOString(), { events, gone, counts: sum }));
    }
    return { frame: parts.length === 1 ? parts[0]! : Buffer.concat(parts), rows: events.length, resets };
  }

  #counts(sight: Sight, now: number): BoardCounts {
    return sumCounts(this.#deps.board.counts(now), (area) => sight.seesEvent(area));
  }

  #catchUp(member: Member, since: number): void {
    const entries = this.#ring.after(since);
    if (entries === null) {
      this.#restart(member, 'late');
      return;
    }
    const made = this.#frames(member.group, entries, true);
    if (made !== null) this.#offer(member, made);
  }

  /** The whole state, as it is in this very turn; with a reason a `reset` before it. */
  #restart(member: Member, reason: string | null): void {
    const { group, listener } = member;
    const { frame, seq, rows } = this.#snapshot(group);
    if (reason !== null) this.counted.reset(reason);
    listener.restart(reason === null ? frame : Buffer.concat([resetFrame(reason), frame]));
    member.seq = seq;
    this.counted.frames++;
    this.counted.rows += rows;
  }

  /** Made once for all who come while nothing changes. */
  #snapshot(group: Group): { frame: Buffer; seq: number; rows: number } {
    const { board } = this.#deps;
    const now = this.#now();
    const kept = group.snapshot;
    const fresh = kept !== null && kept.revision === board.revision && Math.abs(now - kept.at) < 1000;
    if (fresh && kept.seq === this.#ring.seq) return kept;
    const events = [...board.events()].filter(({ row }) => group.sight.seesEvent(row.area));
    const counts = this.#counts(group.sight, now);
    group.counts = JSON.stringify(counts);
    const seq = this.#ring.seq;
    const frame = snapshotFrame(this.#id(seq), new Date(now).toISOString(), events, counts);
    group.snapshot = { revision: board.revision, at: now, seq, frame, rows: events.length };
    return group.snapshot;
  }

  /** The line is free again. After a large frame what it kept from being written is made up for; one that fell behind begins anew. */
  #settle(member: Member, transferred: boolean): void {
    if (!member.group.members.has(member)) return;
    if (transferred) this.#catchUp(member, member.seq);
    else this.#restart(member, 'slow');
  }

  #cutIfFailing(member: Member): void {
    const reason = member.listener.failing();
    if (reason === null) return;
    this.counted.cutOff(reason);
    this.#leave(member);
    member.listener.cut();
  }

  #onPulse(): void {
    this.#each((member) => this.#cutIfFailing(member));
    if (!this.#deps.boardLoaded()) return;
    this.#deps.board.turn(this.#now());
    for (const group of this.#groups.values()) {
      // a large frame that nobody asks for any more need not be kept
      if (group.snapshot !== null && this.#now() - group.snapshot.at > PULSE_MS) group.snapshot = null;
    }
    this.#tell(true);
    if (++this.#pulses % PULSES_A_BEAT !== 0) return;
    const beat = beatFrame(this.#id(this.#told), this.#deps.clock().toISOString());
    this.#each((member) => {
      if (member.listener.waiting === 0) member.listener.offer(beat);
    });
  }
}

interface Made {
  readonly frame: Buffer;
  readonly rows: number;
  readonly resets: boolean;
}
