/** GET /api/live/socket: the upgrade, from our own page or from a program, and the sockets that are open. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { WebSocketServer } from 'ws';
import { authenticate } from '../../access/authentication.ts';
import type { Caller } from '../../access/caller.ts';
import { originVerdict } from '../../access/origin.ts';
import { callerOfToken } from '../../access/token.ts';
import { problemResponses, Refusal } from '../../contract/problem.ts';
import { takeUpgrade } from '../../http/upgrades.ts';
import type { LiveEvents } from '../../live/live-events.ts';
import type { DutyBook } from '../duty-book.ts';
import type { GridFinder } from '../grid-finder.ts';
import type { LiveWorker, LiveWorkers } from '../live-workers.ts';
import { freshnessOf, placeOf } from '../rules/freshness.ts';
import { COARSE, LATE, LOST, OTHER_GRID, OUTSIDE } from './cell-frame.ts';
import { PositionHub } from './position-hub.ts';
import { SocketSession } from './socket-session.ts';
import { registerSocketMetrics, SocketTally } from './socket-tally.ts';

const PING_MS = 25_000;
/** Open at once, of one caller. */
const MOST_OF_ONE = 50;
/** Of a message to us: a hello or a box. */
const MOST_BYTES = 4_096;

export interface SocketDeps {
  duty: DutyBook;
  finder: GridFinder;
  live: LiveWorkers;
  liveEvents: LiveEvents;
  clock: () => Date;
}

export async function socketRoutes(app: FastifyInstance, deps: SocketDeps): Promise<void> {
  const tally = new SocketTally();
  const sessions = new Map<object, SocketSession>();
  const ofActor = new Map<string, number>();
  const hub = new PositionHub({
    ...{ live: deps.live, clock: deps.clock, tally, flagsOf: flagsBy(deps) },
    cut: (viewer) => sessions.get(viewer)?.close('slow'),
  });
  registerSocketMetrics(app.metrics, tally, hub);
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MOST_BYTES });
  const pinging = setInterval(() => {
    for (const session of [...sessions.values()]) session.ping();
  }, PING_MS);
  pinging.unref();
  app.addHook('preClose', async () => {
    clearInterval(pinging);
    for (const session of [...sessions.values()]) session.terminate();
    hub.close();
  });
  app.get(
    '/api/live/socket',
    {
      config: { access: 'public' },
      compress: false,
      exposeHeadRoute: false,
      schema: {
        tags: ['positions'],
        summary: 'A WebSocket: where workers on duty are, by the cells of the map that is looked at',
        response: { 101: Type.Null({ description: 'the line is a WebSocket now' }), ...problemResponses },
      },
    },
    (request, reply) => {
      const origin = assertOrigin(request);
      const upgrade = takeUpgrade(request, reply);
      if (upgrade === null) throw new Refusal('request-invalid', { reason: 'upgrade-required' });
      sockets.handleUpgrade(request.raw, upgrade.socket, upgrade.head, (web) => {
        const session = new SocketSession(web, upgrade.socket, {
          ...{ hub, liveEvents: deps.liveEvents, tally },
          who: (token) => whoAsks(request, token, origin),
          admit: (actor) => {
            const open = (ofActor.get(actor) ?? 0) + 1;
            if (open > MOST_OF_ONE) return false;
            ofActor.set(actor, open);
            return true;
          },
          over: (actor) => {
            out();
            sessions.delete(session.viewer);
            const left = actor === null ? 0 : (ofActor.get(actor) ?? 1) - 1;
            if (actor !== null && left === 0) ofActor.delete(actor);
            else if (actor !== null) ofActor.set(actor, left);
          },
        });
        sessions.set(session.viewer, session);
        const out = app.liveRounds.add(session);
      });
    },
  );
}

/** A page of somebody else never gets a socket, whatever it brings. */
function assertOrigin(request: FastifyRequest): 'same' | 'unknown' {
  const site = request.headers['sec-fetch-site'];
  const verdict = originVerdict({
    secFetchSite: Array.isArray(site) ? site[0] : site,
    origin: request.headers.origin,
    host: request.host,
    publicUrl: request.server.accessDeps.config.publicUrl,
  });
  if (verdict === 'foreign') throw new Refusal('origin-forbidden');
  return verdict;
}

/** A cookie counts only from a page that is known to be ours. */
async function whoAsks(
  request: FastifyRequest,
  token: string | undefined,
  origin: 'same' | 'unknown',
): Promise<Caller> {
  const { db, config, clock } = request.server.accessDeps;
  if (token !== undefined) {
    const caller = await callerOfToken(db, token, config.adminToken, clock());
    if (caller === undefined) throw new Refusal('token-invalid');
    return caller;
  }
  const caller = await authenticate(request, { use: false });
  if (caller.kind === 'session' && origin !== 'same') throw new Refusal('origin-forbidden');
  return caller;
}

function flagsBy({ duty, finder }: SocketDeps): (worker: LiveWorker, now: number) => number {
  return ({ duty: on, last, where }, now) => {
    const fresh = freshnessOf(last!.t, now, duty.intervalS(on.county));
    const place = placeOf(where.grid, finder.withParents(on.county, on.ownGrids));
    const age = fresh === 'lost' ? LOST : fresh === 'late' ? LATE : 0;
    return (
      (last!.coarse ? COARSE : 0) | age | (place === 'other-grid' ? OTHER_GRID : place === 'outside' ? OUTSIDE : 0)
    );
  };
}
