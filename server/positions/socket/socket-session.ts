/**
 * The talk of one socket: hello says who it is, subscribe what is looked at. What cannot be read, or may not be, ends it with a
 * code that says why. Who it is, is asked again every 25 seconds.
 */
import type { Socket } from 'node:net';
import { Value } from 'typebox/value';
import type { WebSocket } from 'ws';
import type { Caller } from '../../access/caller.ts';
import { SOCKET_CLOSES, SocketAsked, type SocketSubscribed, type SocketWelcome } from '../../contract/live-socket.ts';
import { Refusal } from '../../contract/problem.ts';
import type { Rounded } from '../../live/rounds.ts';
import { CELL_ZOOM, type Cell, cellsOf, cellXY, FROM_ZOOM, MOST_CELLS } from './cells.ts';
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
  readonly #greeting: NodeJS.Timeout;
  #token: string | undefined;
  #actor: string | null = null;
  #state: 'new' | 'greeting' | 'open' | 'closed' = 'new';
  #alive = 2;

  constructor(web: WebSocket, line: Socket, deps: SessionDeps) {
    this.#deps = deps;
    this.#web = web;
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
    if (view === null) this.close('role-missing');
    else this.#deps.hub.regroup(this.viewer, view);
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
      if (this.#state === 'new') await this.#greet(asked.token);
      else this.close('message-invalid');
    } else if (this.#state === 'open') this.#look(asked.bbox, asked.zoom);
    else this.close('message-invalid');
  }

  async #greet(token: string | undefined): Promise<void> {
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
    else this.#welcome(caller.actor, view);
  }

  #welcome(actor: string, view: ViewClass): void {
    const { hub } = this.#deps;
    clearTimeout(this.#greeting);
    this.#actor = actor;
    this.#state = 'open';
    hub.join(this.viewer, view);
    const welcome: SocketWelcome = {
      ...{ type: 'welcome', epoch: hub.epoch, seq: hub.seq, tickMs: TICK_MS, exact: view.exact },
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

  #closed(): void {
    this.#leave();
  }

  #leave(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    clearTimeout(this.#greeting);
    this.#deps.hub.leave(this.viewer);
    this.#deps.over(this.#actor);
  }
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
