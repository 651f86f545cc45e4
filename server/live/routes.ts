/**
 * GET /api/live: server-sent events for as long as the listener stays. Each gets what its roles and its question reach. One
 * that does not read is cut off; it comes back with Last-Event-ID and goes on where it was.
 */
import type { FastifyInstance } from 'fastify';
import { assertMay, assertRole, type Caller, covers, may } from '../access/caller.ts';
import { LiveQuery } from '../contract/live.ts';
import { problemResponses } from '../contract/problem.ts';
import { API_HEADERS } from '../http/security-headers.ts';
import type { LiveFeed, News } from './feed.ts';

/** Who may listen. */
export const LISTENERS = ['viewer', 'dispatcher', 'planner', 'reviewer', 'auditor'] as const;
const HEARTBEAT_MS = 25_000;
/** Bytes that wait for a listener who does not read. */
const PATIENCE_BYTES = 256 * 1024;

export async function liveRoutes(app: FastifyInstance, { live }: { live: LiveFeed }): Promise<void> {
  const cut = app.metrics.counter('gezhong_live_cut_total', 'Listeners cut off because they did not read');
  app.metrics.gauge('gezhong_live_listeners', 'Open live streams', () => live.listeners);
  app.get(
    '/api/live',
    {
      config: { access: LISTENERS },
      compress: false,
      // it would have no end, and no beginning either
      exposeHeadRoute: false,
      schema: {
        tags: ['service'],
        summary:
          'What happens, as server-sent events: coverage, plan, proposal, published, reset. Resumes by Last-Event-ID',
        querystring: LiveQuery,
        response: {
          200: { content: { 'text/event-stream': { schema: { type: 'string' } } } },
          ...problemResponses,
        },
      },
    },
    (request, reply) => {
      const { area = null } = request.query as LiveQuery;
      if (area === null) assertRole(request.caller, LISTENERS);
      else assertMay(request.caller, LISTENERS, area);
      const last = request.headers['last-event-id'];
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        ...API_HEADERS,
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      const write = (text: string): void => {
        if (raw.writableLength > PATIENCE_BYTES) {
          cut.inc();
          raw.destroy();
        } else raw.write(text);
      };
      write('retry: 3000\n\n');
      const beat = setInterval(() => write(': \n\n'), HEARTBEAT_MS);
      const stop = live.listen(
        (news) => {
          if (reaches(news, request.caller, area)) write(news.text);
        },
        Array.isArray(last) ? last[0] : last,
      );
      raw.once('close', () => {
        clearInterval(beat);
        stop();
      });
    },
  );
}

/** News without an area is everybody's. News of an area is for who may see it, or a part of it. */
function reaches({ area }: News, caller: Caller, asked: string | null): boolean {
  if (area === '') return true;
  if (asked !== null && !covers(asked, area) && !covers(area, asked)) return false;
  return may(caller, LISTENERS, area) || caller.grants.some((grant) => covers(area, grant.area));
}
