/** How every server of this program is made: its limits, what it logs, and how it answers what is no proper request. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { DestinationStream } from 'pino';
import type { Config } from '../config.ts';
import { Refusal } from '../contract/problem.ts';
import { answerError, PROBLEM_TYPE, problemBody } from './problems.ts';
import { makeLogger, RequestLog } from './request-log.ts';
import { schemaController } from './validation.ts';

/** Bytes of a body, unless its route says otherwise. */
export const BODY_LIMIT = 1024 * 1024;

/**
 * `log` takes the structured log instead of standard output. Made without a logger of Fastify's own, which would hang two
 * listeners on every answer, those of fast routes too: `app.log` is the one that writes, requests get no child of it.
 */
export function makeServer(config: Pick<Config, 'logLevel' | 'trustProxy'>, log?: DestinationStream): FastifyInstance {
  const app = Fastify(serverOptions(config));
  app.log = makeLogger(config.logLevel, log);
  return app;
}

function serverOptions(config: Pick<Config, 'trustProxy'>) {
  return {
    logger: false,
    logController: new RequestLog(),
    genReqId: requestIds(),
    schemaController: schemaController(),
    // one proxy before us: what stands further left in X-Forwarded-For is the caller's own word
    trustProxy: config.trustProxy ? (_address: string, hop: number) => hop === 0 : false,
    bodyLimit: BODY_LIMIT,
    // a client of server-sent events never ends by itself
    forceCloseConnections: true,
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      answerError(error, request, reply);
    },
    clientErrorHandler: answerUnreadable,
  } satisfies FastifyServerOptions;
}

/** Short, unique over processes, cheap: a random start and a count. */
function requestIds(): () => string {
  const start = randomBytes(4).toString('hex');
  let count = 0;
  return () => `${start}-${(++count).toString(36)}`;
}

/** What arrived is no HTTP: there is no request to answer, only a socket. */
function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const body = JSON.stringify(problemBody(new Refusal('request-invalid', { reason: 'not-http' }), ''));
  if (socket.writable) {
    socket.write(
      `HTTP/1.1 400 Bad Request\r\nContent-Type: ${PROBLEM_TYPE}\r\nContent-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n${body}`,
    );
  }
  socket.destroy(error);
}
