/** GET /api/health says how it is, /api/ready whether to send requests here. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Health, Ready } from '../contract/health.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import type { Database } from '../database/database.ts';
import { stateOf } from './repository.ts';

export interface HealthDeps {
  db: Database;
  started: Promise<void>;
  edition(): number | null;
  demo(): boolean;
  programVersion: string;
}

export async function healthRoutes(instance: FastifyInstance, deps: HealthDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: 'public', rateLimit: false, whileStarting: true } as const;
  let started = false;
  deps.started.then(
    () => {
      started = true;
    },
    () => {},
  );
  app.get(
    '/api/health',
    {
      config,
      schema: { tags: ['service'], summary: 'How the service is', response: { 200: Health, ...problemResponses } },
    },
    async (_request, reply) => {
      const state = started ? await stateOf(deps.db) : 'unreachable';
      reply.header('cache-control', 'no-store');
      return {
        status: state === 'ok' ? ('ok' as const) : started ? ('degraded' as const) : ('starting' as const),
        edition: deps.edition(),
        database: { kind: deps.db.kind, reachable: state !== 'unreachable', state, ...replicaOf(deps.db) },
        version: deps.programVersion,
        demo: deps.demo(),
      };
    },
  );
  app.get(
    '/api/ready',
    {
      config,
      schema: { tags: ['service'], summary: 'Whether it can serve', response: { 200: Ready, ...problemResponses } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      if (!started || (await stateOf(deps.db)) === 'unreachable')
        throw new Refusal('not-ready', { missing: 'database', retryAfterS: 5 });
      return { ready: true };
    },
  );
}

function replicaOf(db: Database): Pick<Health['database'], 'replica'> {
  const replica = db.replica?.() ?? null;
  if (replica === null) return {};
  const { lagMs, state } = replica;
  return { replica: { lagMs: lagMs === null ? null : Math.round(lagMs), state } };
}
