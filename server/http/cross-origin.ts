/**
 * Which answers the scripts of other origins may read: those of public GET routes below /ogc and /tiles, for maps of other
 * departments in a browser. Credentials are never allowed, so a browser sends no cookie along and what some of these routes show
 * to a session stays closed; nor may a script send Authorization. Every other route, /api first of all, says nothing and is closed.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type {} from '../access/route-config.ts';
import { isFast } from './fast-route.ts';
import { answerNotFound } from './problems.ts';
import { addHook } from './route-hook.ts';

/** Every origin, or those of the list; none when it is empty. */
export type OpenOrigins = '*' | readonly string[];

const OPEN = /^\/(ogc|tiles)(\/|$)/;
const METHODS = 'GET, HEAD, OPTIONS';
/** What a script may read of the headers beside those it always may. */
const EXPOSED = 'Link, Content-Crs, ETag, Gezhong-Left-Out';
/** What a script may send beside what it always may. Without Authorization: a token would show what is not public. */
const ACCEPTED = 'Accept, Cache-Control, If-Modified-Since, If-None-Match';
/** Browsers keep what they were told for two hours at most. */
const PREFLIGHT_S = 7200;

const NOTHING: readonly string[] = [];

export class CrossOrigin {
  readonly #open: OpenOrigins;
  readonly #always: readonly string[];

  constructor(open: OpenOrigins) {
    this.#open = open;
    this.#always = open === '*' ? headersFor('*') : NOTHING;
  }

  /** Names and values in turn, for an answer to this request. With a list the answer differs by origin, and caches are told. */
  headers(request: FastifyRequest): readonly string[] {
    if (this.#open === '*') return this.#always;
    if (this.#open.length === 0) return NOTHING;
    const { origin } = request.headers;
    const known = origin !== undefined && this.#open.includes(origin) ? headersFor(origin) : NOTHING;
    return ['vary', 'origin', ...known];
  }

  /** The same onto a reply that Fastify sends. */
  set(request: FastifyRequest, reply: FastifyReply): void {
    const headers = this.headers(request);
    for (let at = 0; at < headers.length; at += 2) {
      const [name, value] = [headers[at]!, headers[at + 1]!];
      reply.header(name, name === 'vary' ? withOrigin(reply.getHeader('vary')) : value);
    }
  }
}

const headersFor = (origin: string): readonly string[] => [
  ...['access-control-allow-origin', origin],
  ...['access-control-expose-headers', EXPOSED],
];

const withOrigin = (vary: unknown): string => (vary === undefined ? 'origin' : `${String(vary)}, origin`);

/** Before the routes, and before whatever may refuse: a script is to read refusals too. Fast routes set the headers themselves. */
export function registerCrossOrigin(app: FastifyInstance, crossOrigin: CrossOrigin): void {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!OPEN.test(route.url) || route.method === 'OPTIONS') return;
    const isOpen = route.config?.access === 'public' && [route.method].flat().every((one) => /^(GET|HEAD)$/.test(one));
    if (isOpen && !isFast(route))
      addHook(route, 'onSend', async (request: FastifyRequest, reply: FastifyReply) => crossOrigin.set(request, reply));
    // of each path its own, or the question about a closed one would be answered by the pattern of an open one
    if ([route.method].flat().includes('GET'))
      app.route({
        method: 'OPTIONS',
        url: route.url,
        config: { access: 'public' },
        schema: { hide: true },
        handler: isOpen ? (request, reply) => preflight(crossOrigin, request, reply) : answerNotFound,
      });
  });
}

function preflight(crossOrigin: CrossOrigin, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  crossOrigin.set(request, reply);
  reply.code(204).header('allow', METHODS);
  if (reply.hasHeader('access-control-allow-origin'))
    reply.removeHeader('access-control-expose-headers').headers({
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': ACCEPTED,
      'access-control-max-age': PREFLIGHT_S,
    });
  return reply.send();
}
