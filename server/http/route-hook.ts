/** Adds a hook to one route at registration. The route's own list is replaced, not changed: its HEAD twin shares it. */
import type { RouteOptions } from 'fastify';

type Hook = 'onRequest' | 'preValidation' | 'preHandler' | 'onSend' | 'onResponse';

export function addHook<H extends Hook>(route: RouteOptions, name: H, hook: NonNullable<RouteOptions[H]>): void {
  const present = (route[name] ?? []) as unknown;
  const list = (Array.isArray(present) ? present : [present]) as unknown[];
  route[name] = [...list, ...(Array.isArray(hook) ? hook : [hook])] as unknown as RouteOptions[H];
}
