/** Which methods a path answers to, for the Allow header of a 405. The route that catches every document does not count. */
import type { FastifyInstance } from 'fastify';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

export function allowedMethods(app: FastifyInstance, url: string): string[] {
  const path = url.split('?', 1)[0] ?? '/';
  return METHODS.filter((method) => {
    const found = app.findRoute({ method, url: path });
    return found !== null && !catchesEverything(found.params, path);
  });
}

function catchesEverything(params: unknown, path: string): boolean {
  const rest = (params as Record<string, string | undefined> | undefined)?.['*'];
  return rest !== undefined && `/${rest}`.length >= path.length && path !== '/';
}
