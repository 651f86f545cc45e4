/**
 * The talk of one socket: hello says who it is, subscribe what is looked at, events that those are wanted too. What cannot be read, or may not be, ends it with a
 * code that says why. Who it is, is asked again every 25 seconds.
 */
import type { Socket } from 'node:net';
import { Value } from 'typebox/value';
import type { WebSocket } from 'ws';
import { type Caller, hasRole, may } from '../../access/caller.ts';
import {
  SOCKET_CLOSES,
  SocketAsked,
  type SocketEvents,
  type SocketHello,
  type SocketSubscribed,
  type SocketWelcome,
} from '../../contract/live-socket.ts';
import { Refusal } from '../../contract/problem.ts';
import type { LiveEvents, LiveMember } from '../../live/live-events.ts';
import type { Rounded } from '../../live/rounds.ts';
import { EVENT_LISTENERS, sightOf } from '../../live/sight.ts';
import { CELL_ZOOM, type Cell, cellOf, cellsOf, cellXY, FROM_ZOOM, MOST_CELLS } from './cells.ts';
import { eventSink } from './event-sink.ts';
import { type PositionHub, TICK_MS } from './position-hub.ts';
import { textFrame } from './socket-frame.ts';
import type { SocketTally } from './socket-tally.ts';
import { type ViewClass, viewClassOf } from './view-class.ts';
import { Viewer } from './viewer.ts';

export type CloseReason = keyof typeof SOCKET_CLOSES;
/** How long a socket may be open without saying who it is. */
const HELLO_MS = 10_000;
/** A line that is told to close and does not is cut. */
const CLOSING_MS = 2_000;

export interface SessionDeps {
  hub: PositionHub;
  liveEvents: LiveEvents;
  tally: SocketTally;
  /** Who asks, by the token of the hello or by what came with the request; throws a Refusal. */
  who: (token: string | undefined) => Promise<Caller>;
  /** False: this caller has too many open. */
  admit: (actor: string) => boolean;
  over: (actor: string | null) => void;
}

export class SocketSession implements Rounded {
  readonly viewer: Viewer;
  readonly #deps: SessionDeps;
  readonly #web: WebSocket;
  readonly #line: Socket;
  readonly #greeting: NodeJS.Timeout;
  #token: string | undefined;
  #caller: Caller | null = null;
  #events: { member: LiveMember; area: string | null } | null = null;
  #state: 'new' | 'greeting' | 'open' | 'closed' = 'new';
  #alive = 2;

  constructor(web: WebSocket, line: Socket, deps: SessionDeps) {
    this.#deps = deps;
    this.#web = web;
    this.#line = line;
    this.viewer = new Viewer(
      line,
      () => performance.now(),
      () => deps.hub.settle(this.viewer),
    );
    this.#greeting = setTimeout(() => this.close('hello-missing'), HELLO_MS);
    web.on('message', (data, binary) => void this.#heard(binary ? '' : String(data)));
    web.on('pong', () => {
      this.#alive = 2;
    });
    web.on('error', () => web.terminate());
    web.once('close', () => this.#closed());
  }

  /** Every 25 seconds: two in a row without an answer are the end. */
  ping(): void {
    if (this.#alive-- <= 0) {
      this.#deps.tally.close('silent');
      this.#web.terminate();
    } else this.#web.ping();
  }

  who(): Promise<Caller> {
    return this.#deps.who(this.#token);
  }

  stays(caller: Caller): void {
    if (this.#state !== 'open') return;
    const view = viewClassOf(caller);
    this.#caller = caller;
    if (view === null || (this.#events !== null && !hearsEvents(caller, this.#events.area))) this.close('role-missing');
    else {
      this.#deps.hub.regroup(this.viewer, view);
      this.#events?.member.see(sightOf(caller, this.#events.area));
    }
  }

  end(): void {
    this.close('login-required');
  }

  close(reason: CloseReason): void {
    if (this.#state === 'closed') return;
    this.#deps.tally.close(reason);
    this.#leave();
    this.#web.close(SOCKET_CLOSES[reason], reason);
    setTimeout(() => this.#web.terminate(), CLOSING_MS).unref();
  }

  terminate(): void {
    this.#web.terminate();
  }

  async #heard(text: string): Promise<void> {
    const asked = parsed(text);
    if (asked === null) this.close('message-invalid');
    else if (asked.type === 'hello') {
      if (this.#state === 'new') await this.#greet(asked);
      else this.close('message-invalid');
    } else if (this.#state !== 'open') this.close('message-invalid');
    else if (asked.type === 'subscribe') this.#look(asked.bbox, asked.zoom);
    else if (this.#events === null) this.#hearEvents(asked);
    else this.close('message-invalid');
  }

  async #greet({ token, since }: SocketHello): Promise<void> {
    this.#state = 'greeting';
    this.#token = token;
    let view: ViewClass | null;
    let caller: Caller;
    try {
      caller = await this.#deps.who(token);
      view = viewClassOf(caller);
    } catch (error) {
      this.close(error instanceof Refusal ? 'login-required' : 'too-many');
      return;
    }
    // it may have gone while the database was asked
    if (this.#state !== 'greeting') return;
    if (caller.kind === 'public') this.close('login-required');
    else if (view === null) this.close('role-missing');
    else if (!this.#deps.admit(caller.actor)) this.close('too-many');
    else this.#welcome(caller, view, since);
  }

  #welcome(caller: Caller, view: ViewClass, since: SocketHello['since']): void {
    const { hub } = this.#deps;
    clearTimeout(this.#greeting);
    this.#caller = caller;
    this.#state = 'open';
    hub.join(this.viewer, view);
    const epoch = hub.epochOf(view);
    const resumed = since?.epoch === epoch;
    if (resumed) this.viewer.held = heldCells(since.cells);
    const welcome: SocketWelcome = {
      ...{ type: 'welcome', epoch, resumed, seq: hub.seq, tickMs: TICK_MS, exact: view.exact },
      limits: { cells: MOST_CELLS, cellZoom: CELL_ZOOM, fromZoom: FROM_ZOOM },
    };
    this.viewer.say(textFrame(welcome));
  }

  #look(bbox: readonly number[], zoom: number): void {
    const { hub } = this.#deps;
    const cells = cellsOf(bbox, zoom);
    const mode = cells === null || !hub.shows(this.viewer) ? 'counts' : 'cells';
    const told: SocketSubscribed = { type: 'subscribed', mode, cells: mode === 'counts' ? [] : cells!.map(pair) };
    this.viewer.say(textFrame(told));
    hub.look(this.viewer, mode === 'counts' ? null : cells);
  }

  #hearEvents({ area: asked, last }: SocketEvents): void {
    const area = asked ?? null;
    if (!hearsEvents(this.#caller!, area)) {
      this.close('role-missing');
      return;
    }
    const sink = eventSink(
      this.#line,
      () => this.close('ended'),
      () => this.close('slow'),
    );
    this.#events = { member: this.#deps.liveEvents.join(sink, sightOf(this.#caller!, area), last), area };
  }

  #closed(): void {
    this.#leave();
  }

  #leave(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#greeting);
    this.#deps.hub.leave(this.viewer);
    this.#events?.member.leave();
    this.#deps.over(this.#caller?.actor ?? null);
  }
}

function hearsEvents(caller: Caller, area: string | null): boolean {
  return area === null ? hasRole(caller, EVENT_LISTENERS) : may(caller, EVENT_LISTENERS, area);
}

function heldCells(told: readonly (readonly [number, number, number])[]): Map<Cell, number> {
  const held = new Map<Cell, number>();
  for (const [x, y, seq] of told) {
    const cell = cellOf(x, y);
    if (cell !== null) held.set(cell, seq);
  }
  return held;
}

function pair(cell: Cell): [number, number] {
  const { x, y } = cellXY(cell);
  return [x, y];
}

function parsed(text: string): SocketAsked | null {
  try {
    const asked: unknown = JSON.parse(text);
    return Value.Check(SocketAsked, asked) ? asked : null;
  } catch {
    return null;
  }
}
