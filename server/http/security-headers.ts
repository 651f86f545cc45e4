/**
 * Headers that tell a browser what it may do. Documents get a policy under which nothing but our own files runs; answers
 * of the API get three constant headers. Fast routes get none from here: their handler sets API_HEADERS itself.
 */
import helmet from '@fastify/helmet';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { isFast } from './fast-route.ts';
import { addHook } from './route-hook.ts';

/** For every answer that is no document. */
export const API_HEADERS = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
} as const;

const DOCUMENT_POLICY = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'worker-src': ["'self'"],
  'img-src': ["'self'", 'data:', 'blob:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
};

/** For the pages of the API's documentation: its library writes style attributes. */
export const DOCS_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

/** Every route registered afterwards gets API_HEADERS, except documents (`config.document`) and fast routes. */
export function registerApiHeaders(app: FastifyInstance): void {
  const set = (_request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    reply.headers(API_HEADERS);
    done();
  };
  app.addHook('onRoute', (route: RouteOptions) => {
    if (!isFast(route) && route.config?.document !== true) addHook(route, 'onRequest', set);
  });
}

export interface DocumentLimits {
  /** The browser reaches us by https, so it may insist on it. */
  readonly https: boolean;
  /** Origins that the map may ask for tiles of the base map, and nothing else for nothing. */
  readonly tileOrigins: readonly string[];
}

/** Puts the policy on every route of this scope; on the worker of the map too, which has its own from its file. */
export async function protectDocuments(scope: FastifyInstance, { https, tileOrigins }: DocumentLimits): Promise<void> {
  const directives = {
    ...DOCUMENT_POLICY,
    'img-src': [...DOCUMENT_POLICY['img-src'], ...tileOrigins],
    'connect-src': [...DOCUMENT_POLICY['connect-src'], ...tileOrigins],
  };
  await scope.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives },
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: https ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  });
  scope.addHook('onRequest', (_request, reply, done) => {
    reply.header('permissions-policy', 'geolocation=(self), camera=(), microphone=(), payment=(), usb=()');
    done();
  });
}
