/**
 * What waits to be sent, and the sending: one after the other, each until it has arrived, is refused, or there is no network. An
 * entry is written down before it is sent and after; its id makes a second try the same thing, so that it arrives once.
 */
import { signal } from '@preact/signals';
import { asApiError } from '../../api/request.ts';
import { arrived, entryOf, fits, followed, goingWith, type Making, mended, outlived, timed } from './changes.ts';
import { type Entry, isOpen, type Refused, type Seen, type Task } from './entry.ts';
import { nextMoment, nextToSend, waitAfter } from './order.ts';
import type { Shelf } from './shelf.ts';
import { verdictOf } from './verdict.ts';

export interface OutboxDeps {
  readonly shelf: Shelf;
  /** Who is signed in on this page; null: nobody. */
  readonly login: () => string | null;
  /** Whose session the service sees; rejects when it cannot be reached. Asked before each round: another tab may have changed it. */
  readonly session: () => Promise<string | null>;
  /** Resolves when it has arrived; with the story after it, for an event. Rejects with ApiError. */
  readonly deliver: (entry: Entry) => Promise<Seen | null>;
  /** What is found out about a refusal, to be shown with it; `arrived`: it was there already. */
  readonly explain: (entry: Entry, refused: Refused) => Promise<Refused | 'arrived'>;
  readonly hear?: (entry: Entry) => void;
  readonly now?: () => number;
  readonly random?: () => number;
  /** Only one tab sends. Resolves to false, without doing anything, when another does. */
  readonly alone?: (work: () => Promise<void>) => Promise<boolean>;
}

export class OutboxFull extends Error {}

/** Without network it looks at least so often, while the page is open. */
const LOOK_MS = 60_000;
/** While another tab sends. */
const OTHER_TAB_MS = 3_000;

export class Outbox {
  readonly entries = signal<readonly Entry[]>([]);
  /** A round is under way. */
  readonly busy = signal(false);
  /** The service sees nobody, or somebody else. */
  readonly needsSignIn = signal(false);
  /** Rounds in a row that did not reach the service. */
  readonly unreached = signal(0);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private again = false;
  /** Another tab has sent: what is held here may be old. */
  private isOld = false;
  /** Grows with every change, so that reading the shelf notices one in between. */
  private changes = 0;
  private readonly now: () => number;
  private readonly random: () => number;

  private readonly deps: OutboxDeps;
  constructor(deps: OutboxDeps) {
    this.deps = deps;
    this.now = deps.now ?? Date.now;
    this.random = deps.random ?? Math.random;
  }

  /** Reads what lies on the shelf. What was under way when the page went is tried again. */
  async load(): Promise<void> {
    let [before, entries] = [-1, [] as Entry[]];
    while (before !== this.changes) {
      before = this.changes;
      entries = await this.deps.shelf.all();
    }
    this.isOld = false;
    const all = entries.map(
      (entry): Entry => (entry.standing === 'sending' ? { ...entry, standing: 'waiting' } : entry),
    );
    this.entries.value = all.sort((a, b) => a.seq - b.seq);
  }

  /** Throws OutboxFull; rejects when the browser cannot write it down. All of them or none. */
  async add(making: readonly Making[]): Promise<void> {
    const login = this.deps.login();
    if (login === null) throw new Error('nobody is signed in');
    if (!fits(this.entries.value, making)) throw new OutboxFull();
    const now = this.now();
    const last = this.entries.value.reduce((most, { seq }) => Math.max(most, seq), 0);
    const made = making.map((one, index) => entryOf(one, login, last + 1 + index, now));
    for (const entry of made) await this.deps.shelf.put(entry);
    this.changes += 1;
    this.entries.value = [...this.entries.value.filter(({ id }) => !made.some((one) => one.id === id)), ...made];
    void this.run();
  }

  async drop(id: string): Promise<void> {
    const entry = this.find(id);
    if (entry === undefined || entry.standing === 'sending') return;
    await this.remove(goingWith(this.entries.value, entry));
    void this.run();
  }

  /** After a refusal, or to wait no longer. */
  async tryAgain(id: string, change: (task: Task) => Task = (task) => task): Promise<void> {
    const entry = this.find(id);
    if (entry === undefined || !isOpen(entry) || entry.standing === 'sending') return;
    await this.replace(mended(entry, change, this.now()));
    void this.run();
  }

  async forgetSent(): Promise<void> {
    await this.remove(this.entries.value.filter((entry) => !isOpen(entry)));
  }

  /** Sends what can be sent. Called often; a round that is under way looks once more at its end. */
  async run(): Promise<void> {
    this.again = true;
    if (this.busy.value) return;
    this.busy.value = true;
    try {
      const alone = this.deps.alone ?? ((work: () => Promise<void>) => work().then(() => true));
      while (this.again) {
        this.again = false;
        if (!(await alone(() => this.round()))) this.isOld = true;
      }
    } finally {
      this.busy.value = false;
      this.schedule();
    }
  }

  /** The network is said to be back, often before it is: looks at once, and soon again. */
  wake(): Promise<void> {
    this.unreached.value = 0;
    return this.run();
  }

  private async round(): Promise<void> {
    const login = this.deps.login();
    if (this.isOld) await this.load();
    await this.remove(outlived(this.entries.value, this.now()));
    if (login === null || nextToSend(this.entries.value, login, this.now()) === null) return;
    if (!(await this.reach(login))) return;
    for (;;) {
      const entry = nextToSend(this.entries.value, login, this.now());
      if (entry === null || !(await this.send(entry))) return;
    }
  }

  private async reach(login: string): Promise<boolean> {
    try {
      const seen = await this.deps.session();
      this.unreached.value = 0;
      this.needsSignIn.value = seen !== login;
      return seen === login;
    } catch {
      this.unreached.value += 1;
      return false;
    }
  }

  /** False: nothing more can be sent now. */
  private async send(waiting: Entry): Promise<boolean> {
    const entry: Entry = { ...(waiting.tries === 0 ? timed(waiting) : waiting), standing: 'sending' };
    await this.replace({ ...entry, tries: entry.tries + 1 });
    try {
      await this.settle(entry, await this.deps.deliver(entry));
      return true;
    } catch (error) {
      return this.refused({ ...entry, tries: entry.tries + 1 }, asApiError(error));
    }
  }

  private async settle(entry: Entry, seen: Seen | null): Promise<void> {
    const after = seen === null ? [] : followed(this.entries.value, entry, seen);
    for (const next of after) await this.replace(next);
    await this.replace(arrived(entry, this.now()));
    this.deps.hear?.(entry);
  }

  private async refused(entry: Entry, error: ReturnType<typeof asApiError>): Promise<boolean> {
    const verdict = verdictOf(error);
    if (verdict.means === 'again') {
      const notBefore = this.now() + waitAfter(entry.tries, this.random(), verdict.afterMs);
      await this.replace({ ...entry, standing: 'waiting', notBefore });
      if (error.status === 0) this.unreached.value += 1;
      return error.status !== 0;
    }
    if (verdict.means === 'sign-in') {
      this.needsSignIn.value = true;
      await this.replace({ ...entry, standing: 'waiting' });
      return false;
    }
    const problem: Refused = { code: error.code, status: error.status, params: error.params };
    const known = await this.deps.explain(entry, problem).catch(() => problem);
    if (known === 'arrived') await this.settle(entry, null);
    else await this.replace({ ...entry, standing: 'conflict', problem: known });
    return true;
  }

  private schedule(): void {
    clearTimeout(this.timer);
    const login = this.deps.login();
    const at = login === null ? null : nextMoment(this.entries.value, login);
    if (at === null || this.needsSignIn.value) return;
    const back = this.unreached.value === 0 ? 0 : Math.min(LOOK_MS, waitAfter(this.unreached.value, this.random()));
    this.timer = setTimeout(() => void this.run(), Math.max(at - this.now(), back, this.isOld ? OTHER_TAB_MS : 50));
  }

  private find(id: string): Entry | undefined {
    return this.entries.value.find((entry) => entry.id === id);
  }

  private async replace(entry: Entry): Promise<void> {
    await this.deps.shelf.put(entry);
    this.changes += 1;
    this.entries.value = this.entries.value.map((one) => (one.id === entry.id ? entry : one));
  }

  private async remove(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    const ids = entries.map(({ id }) => id);
    await this.deps.shelf.remove(ids);
    this.changes += 1;
    this.entries.value = this.entries.value.filter(({ id }) => !ids.includes(id));
  }
}
