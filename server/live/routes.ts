/**
 * GET /api/live: server-sent events for as long as the listener stays. Each gets what its roles and its question reach, and
 * goes on where it was with Last-Event-ID. One that does not read is cut off. Who listens is asked again every 25 seconds.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../access/authentication.ts';
import { assertMay, assertRole, type Caller } from '../access/caller.ts';
import { LiveQuery } from '../contract/live.ts';
import { problemResponses } from '../contract/problem.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import type { LiveFeed } from './feed.ts';
import { PATIENCE_BYTES } from './listener.ts';
import { registerLiveMetrics } from './live-counts.ts';
import type { LiveEvents } from './live-events.ts';
import { Rounds } from './rounds.ts';
import { EVENT_LISTENERS, LISTENERS, reaches, sightOf } from './sight.ts';

export interface LiveRoutesDeps {
  live: LiveFeed;
  liveEvents: LiveEvents;
}

export async function liveRoutes(app: FastifyInstance, { live, liveEvents }: LiveRoutesDeps): Promise<void> {
  const rounds = new Rounds();
  app.decorate('liveRounds', rounds);
  const counted = liveEvents.counted;
  registerLiveMetrics(app.metrics, counted, {
    listeners: () => rounds.size,
    groups: () => liveEvents.groups,
    buffered: () => liveEvents.buffered(),
    ringBytes: () => liveEvents.ringBytes,
  });
  app.addHook('onClose', async () => rounds.close());
  app.get(
    '/api/live',
    {
      config: { access: [...new Set([...LISTENERS, ...EVENT_LISTENERS])] },
      compress: false,
      // it would have no end, and no beginning either
      exposeHeadRoute: false,
      schema: {
        tags: ['service'],
        summary:
          'What happens, as server-sent events: coverage, plan, proposal, published, reset; with view=events also snapshot and events. Resumes by Last-Event-ID',
        querystring: LiveQuery,
        response: {
          200: { content: { 'text/event-stream': { schema: { type: 'string' } } } },
          ...problemResponses,
        },
      },
    },
    (request, reply) => {
      const { area = null, view = 'news' } = request.query as LiveQuery;
      const roles = view === 'events' ? EVENT_LISTENERS : LISTENERS;
      const assertListens = (caller: Caller): void =>
        area === null ? assertRole(caller, roles) : assertMay(caller, roles, area);
      assertListens(request.caller);
      const last = lastId(request);
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...API_HEADERS,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      raw.write('retry: 3000\n\n');
      let caller = request.caller;
      const write = (text: string): void => {
        if (raw.writableLength > PATIENCE_BYTES) {
          counted.cutOff('news');
          raw.destroy();
        } else raw.write(text);
      };
      const news =
        view === 'news' ? live.listen((one) => reaches(one.area, caller, area) && write(one.text), last) : null;
      const events = view === 'events' ? liveEvents.join(raw, sightOf(caller, area), last) : null;
      const out = rounds.add({
        async who() {
          const now = await authenticate(request, { use: false });
          assertListens(now);
          return now;
        },
        stays(now) {
          caller = now;
          events?.see(sightOf(now, area));
          if (events === null) write(': \n\n');
        },
        end: () => void raw.end(),
      });
      raw.once('close', () => {
        out();
        news?.();
        events?.leave();
      });
    },
  );
}

function lastId(request: FastifyRequest): string | undefined {
  const last = request.headers['last-event-id'];
  return Array.isArray(last) ? last[0] : last;
}
