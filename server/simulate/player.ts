/**
 * Plays the days of workers through the API in their time: signs in and out, tells positions in batches, logs visits, reports events
 * and takes the steps that follow. A shift that is open at the end, or when it is called off, is signed out of.
 */
import { randomUUID } from 'node:crypto';
import type { Fix, FixOutcomes } from '../contract/positions.ts';
import type { Spot } from '../roads/plane.ts';
import type { Answer, Api } from './api.ts';
import type { Beat } from './beat.ts';
import { Chance } from './chance.ts';
import type { SimulatedCounty } from './county.ts';
import { courseOf } from './course.ts';
import type { Credentials } from './credentials.ts';
import { type Following, follow } from './follow.ts';
import type { PlayedTime } from './played-time.ts';
import { type Act, workerDay } from './worker-day.ts';

export interface PlayDeps {
  readonly api: Api;
  readonly credentials: Credentials;
  readonly county: SimulatedCounty;
  readonly time: PlayedTime;
  readonly seed: number;
  readonly outAt: string | null;
  readonly intervalS: number;
  /** Shifts that another play left open, by worker: they go on. */
  readonly left: ReadonlyMap<number, string>;
}

export interface Played {
  signIns: number;
  signOuts: number;
  visits: number;
  events: number;
  steps: number;
  /** Positions by what became of them. */
  readonly fixes: Record<string, number>;
}

interface Person {
  readonly beat: Beat;
  readonly acts: Generator<Act, void>;
  next: Act | null;
  /** Null: off duty. */
  shift: string | null;
}

/** What falls due within so much real time goes in one request. */
const TOGETHER_MS = 1_000;
const MOST_FIXES = 500;

export class Player {
  readonly played: Played = { signIns: 0, signOuts: 0, visits: 0, events: 0, steps: 0, fixes: {} };
  readonly #deps: PlayDeps;
  readonly #people: Person[];
  readonly #chance: Chance;
  #following: Following[] = [];
  #fixes: Fix[] = [];
  readonly #left: Map<number, string>;

  constructor(deps: PlayDeps) {
    this.#deps = deps;
    this.#left = new Map(deps.left);
    this.#chance = new Chance(deps.seed, 'courses');
    const { time, outAt, intervalS } = deps;
    const span = { from: time.from, until: time.until, outAt, intervalS };
    this.#people = deps.county.beats.map((beat) => {
      const acts = workerDay(beat, new Chance(deps.seed, `worker ${beat.worker}`), span);
      return { beat, acts, next: acts.next().value ?? null, shift: null };
    });
  }

  /** Until the days are over, the machine has slept or it is called off. Throws when nobody answers any more. */
  async play(signal: AbortSignal): Promise<Played> {
    const { time } = this.#deps;
    try {
      while (!signal.aborted) {
        const person = this.#nextPerson();
        const step = this.#following[0];
        const at = Math.min(person?.next?.at ?? Infinity, step?.at ?? Infinity);
        if (at > time.until || at === Infinity || time.isOver(at)) break;
        if (at > time.now()) {
          await this.#tell();
          await time.reach(at, TOGETHER_MS, signal);
        } else if (step !== undefined && step.at === at) {
          this.#following.shift();
          await this.#follow(step);
        } else if (person !== null) {
          const act = person.next!;
          person.next = person.acts.next().value ?? null;
          await this.#act(person, act);
        }
      }
    } finally {
      await this.#end();
    }
    return this.played;
  }

  #nextPerson(): Person | null {
    let first: Person | null = null;
    for (const person of this.#people)
      if (person.next !== null && person.next.at < (first?.next?.at ?? Infinity)) first = person;
    return first;
  }

  async #act(person: Person, act: Act): Promise<void> {
    if (act.kind === 'sign-in') return this.#signIn(person, act);
    // an earlier sign-in was refused: nobody off duty tells anything
    if (person.shift === null) return;
    if (act.kind === 'fix') {
      const { at: t, accuracy, speed, course } = act;
      const { lon, lat } = this.#lonLat(act.spot);
      const { worker } = person.beat;
      this.#fixes.push({ worker, t, lon, lat, accuracy, speed, ...(course === undefined ? {} : { course }) });
      if (this.#fixes.length >= MOST_FIXES) await this.#tell();
      return;
    }
    // what proves a visit, and what a shift ends after, is told first
    await this.#tell();
    if (act.kind === 'sign-out') await this.#signOut(person, act.at, act.spot);
    else if (act.kind === 'visit') await this.#visit(person, act);
    else await this.#report(person, act);
  }

  async #signIn(person: Person, { at, spot }: Act): Promise<void> {
    const { worker } = person.beat;
    const known = this.#left.get(worker);
    this.#left.delete(worker);
    if (known !== undefined) {
      person.shift = known;
      return;
    }
    const id = randomUUID();
    const { ok } = await this.#post('/api/duty/sign-in', {
      id,
      worker,
      at: iso(at),
      ...this.#lonLat(spot),
      accuracyM: 10,
    });
    if (!ok) return;
    person.shift = id;
    this.played.signIns++;
  }

  async #signOut(person: Person, at: number, spot?: Spot): Promise<void> {
    const where = spot === undefined ? {} : { ...this.#lonLat(spot), accuracyM: 10 };
    const body = { id: person.shift, worker: person.beat.worker, at: iso(at), ...where };
    person.shift = null;
    if ((await this.#post('/api/duty/sign-out', body)).ok) this.played.signOuts++;
  }

  async #visit({ beat }: Person, { at, spot, call, households, needs }: Act & { kind: 'visit' }): Promise<void> {
    const { ok } = await this.#post('/api/visits', {
      ...{ id: randomUUID(), worker: beat.worker, place: call.house.code, kind: 'visit', households },
      ...(Object.keys(needs).length === 0 ? {} : { needs }),
      ...{ at: iso(at), ...this.#lonLat(spot), accuracyM: 10 },
    });
    if (ok) this.played.visits++;
  }

  async #report({ beat }: Person, { at, spot, happening }: Act & { kind: 'event' }): Promise<void> {
    const { kind, text, address } = happening;
    const id = randomUUID();
    const { ok, etag } = await this.#post('/api/events', {
      ...{ id, category: kind.category, text, channel: 'worker', ...this.#lonLat(spot), accuracyM: 10 },
      ...(address === null ? {} : { address }),
      occurredAt: iso(at),
    });
    if (!ok) return;
    this.played.events++;
    this.#next({ at, event: id, grid: beat.grid, kind, etag, course: courseOf(kind, this.#chance) });
  }

  async #follow(step: Following): Promise<void> {
    const next = await follow(this.#deps.api, this.#deps.credentials, step);
    if (next === null) return;
    this.played.steps++;
    this.#next(next);
  }

  /** Puts the next step of an event where its time is. */
  #next(following: Following): void {
    const [first] = following.course;
    if (first === undefined) return;
    this.#following.push({ ...following, at: following.at + first.after * 60_000 });
    this.#following.sort((a, b) => a.at - b.at);
  }

  async #tell(): Promise<void> {
    const fixes = this.#fixes;
    if (fixes.length === 0) return;
    this.#fixes = [];
    const { ok, body } = await this.#post<FixOutcomes>('/api/positions', { fixes });
    for (const outcome of ok ? body.results : []) {
      this.played.fixes[outcome] = (this.played.fixes[outcome] ?? 0) + 1;
    }
  }

  async #end(): Promise<void> {
    await this.#tell();
    const at = this.#deps.time.now();
    for (const person of this.#people) if (person.shift !== null) await this.#signOut(person, at);
  }

  #post<T = unknown>(path: string, body: unknown): Promise<Answer<T>> {
    return this.#deps.api.ask<T>(path, { method: 'POST', token: this.#deps.credentials.field, body });
  }

  #lonLat(spot: Spot): { lon: number; lat: number } {
    const [lon, lat] = this.#deps.county.plane.lonLat(spot);
    return { lon, lat };
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
