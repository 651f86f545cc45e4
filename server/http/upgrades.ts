/**
 * Upgrades to WebSocket through the routes: the request goes the way of every other, through its hooks, limits and access, and
 * its handler takes the line over. A route that knows of no upgrade answers as ever, and the line is closed after.
 */
import { type IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

interface Upgrade {
  readonly socket: Socket;
  readonly head: Buffer;
  readonly response: ServerResponse;
}

const upgrades = new WeakMap<IncomingMessage, Upgrade>();

/** Before the service listens. */
export function registerUpgrades(app: FastifyInstance): void {
  app.server.on('upgrade', (request: IncomingMessage, line: Duplex, head: Buffer) => {
    const socket = line as Socket;
    socket.on('error', () => socket.destroy());
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    response.once('finish', () => {
      if (upgrades.has(request)) socket.end();
    });
    upgrades.set(request, { socket, head, response });
    response.assignSocket(socket);
    app.routing(request, response);
  });
}

/** Null: this is no upgrade. Else the line is the handler's from now on. */
export function takeUpgrade(request: FastifyRequest, reply: FastifyReply): { socket: Socket; head: Buffer } | null {
  const upgrade = upgrades.get(request.raw);
  if (upgrade === undefined) return null;
  reply.hijack();
  upgrades.delete(request.raw);
  upgrade.response.detachSocket(upgrade.socket);
  return { socket: upgrade.socket, head: upgrade.head };
}
