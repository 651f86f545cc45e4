/** What a route says about itself, and who asks. Every route names its access; the service does not start when one does not. */
import type { Role } from '../contract/access.ts';
import type { Caller } from './caller.ts';
import type { AccessDeps } from './deps.ts';

export type Access = 'public' | readonly Role[];

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may ask: everybody, or those with one of the roles over any area; areas are checked by the service. */
    access?: Access;
    /** A page or a file for browsers: it carries the policy of documents. */
    document?: true;
  }
  interface FastifyInstance {
    accessDeps: AccessDeps;
    /** Every route registered after access, with who may ask. */
    routeAccess: { method: string; url: string; access: Access }[];
  }
  interface FastifyRequest {
    /** Known on routes that are not public; elsewhere 'public' until resolveCaller. */
    caller: Caller;
  }
}
