/** /api/workers/{id}/trail and /looks, and /api/trackers. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import {
  NewTracker,
  TrackerCreated,
  TrackerList,
  TrackerParams,
  TrackerQuery,
  Trail,
  TrailAsked,
  TrailLooks,
} from '../contract/positions.ts';
import { problemResponses } from '../contract/problem.ts';
import { WorkerParams } from '../contract/workers.ts';
import { LOOK_READERS, TRACKER_KEEPERS, TRAIL_READERS } from './roles.ts';
import type { Trackers } from './trackers.ts';
import type { Trails } from './trails.ts';

export interface TrailRouteDeps {
  trails: Trails;
  trackers: Trackers;
}

export async function trailRoutes(instance: FastifyInstance, { trails, trackers }: TrailRouteDeps): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['positions'];
  app.post(
    '/api/workers/:id/trail',
    {
      config: { access: TRAIL_READERS },
      schema: {
        tags,
        summary: 'Look at where a worker was, with a reason: it is written down, and the worker can see it',
        params: WorkerParams,
        body: TrailAsked,
        response: { 200: Trail, ...problemResponses },
      },
    },
    (request) => trails.look(request.caller, request.params.id, request.body),
  );
  app.get(
    '/api/workers/:id/trail',
    {
      config: { access: ['worker'] },
      schema: {
        tags,
        summary: 'Where the worker who is signed in was today',
        params: WorkerParams,
        response: { 200: Trail, ...problemResponses },
      },
    },
    (request) => trails.own(request.caller, request.params.id),
  );
  app.get(
    '/api/workers/:id/looks',
    {
      config: { access: ['worker', ...LOOK_READERS] },
      schema: {
        tags,
        summary: 'Who looked at a worker’s trail, when and why: for the worker, and for those who check',
        params: WorkerParams,
        response: { 200: TrailLooks, ...problemResponses },
      },
    },
    (request) => trails.looks(request.caller, request.params.id),
  );
  app.get(
    '/api/trackers',
    {
      config: { access: TRACKER_KEEPERS },
      schema: {
        tags,
        summary: 'The devices that tell the positions of a worker',
        querystring: TrackerQuery,
        response: { 200: TrackerList, ...problemResponses },
      },
    },
    async (request) => ({ trackers: await trackers.list(request.caller, request.query.worker) }),
  );
  app.post(
    '/api/trackers',
    {
      config: { access: TRACKER_KEEPERS },
      schema: {
        tags,
        summary: 'Let a device tell the positions of a worker; its key is shown once',
        body: NewTracker,
        response: { 201: TrackerCreated, ...problemResponses },
      },
    },
    async (request, reply) => reply.code(201).send(await trackers.make(request.caller, request.body)),
  );
  app.delete(
    '/api/trackers/:id',
    {
      config: { access: TRACKER_KEEPERS },
      schema: {
        tags,
        summary: 'Revoke the key of a device',
        params: TrackerParams,
        response: { 204: Type.Null({ description: 'done' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await trackers.revoke(request.caller, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
