/** /api/workers, /api/posts, /api/roster. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { assertWorksIn } from '../access/caller.ts';
import { RowParams } from '../contract/coverage.ts';
import { problemResponses } from '../contract/problem.ts';
import {
  NewPost,
  NewWorker,
  Post,
  PostEnd,
  PostList,
  PostQuery,
  Roster,
  RosterParams,
  Worker,
  WorkerChange,
  WorkerList,
  WorkerParams,
  WorkerQuery,
} from '../contract/workers.ts';
import { assertMatch } from '../http/if-match.ts';
import type { PostsService } from './post-service.ts';
import { ROSTER_WRITERS, WORKER_READERS, WORKER_WRITERS } from './roles.ts';
import { type RosterService, rosterTag } from './roster-service.ts';
import type { WorkersService } from './service.ts';

export interface WorkerRouteDeps {
  workers: WorkersService;
  posts: PostsService;
  rosters: RosterService;
}

export async function workerRoutes(
  instance: FastifyInstance,
  { workers, posts, rosters }: WorkerRouteDeps,
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['workers'];
  const read = { access: WORKER_READERS };
  const write = { access: WORKER_WRITERS };
  app.get(
    '/api/workers',
    {
      config: read,
      schema: {
        tags,
        summary: 'Workers of an area and who else holds a post in it, with their posts',
        querystring: WorkerQuery,
        response: { 200: WorkerList, ...problemResponses },
      },
    },
    (request) => workers.list(request.caller, request.query),
  );
  app.post(
    '/api/workers',
    {
      config: write,
      schema: {
        tags,
        summary: 'Take a worker into the register; the account only by an admin',
        body: NewWorker,
        response: { 201: Worker, ...problemResponses },
      },
    },
    async (request, reply) => {
      const worker = await workers.add(request.caller, request.body);
      return reply.code(201).header('location', `/api/workers/${worker.id}`).send(worker);
    },
  );
  app.get(
    '/api/workers/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'A worker with the posts of now',
        params: WorkerParams,
        response: { 200: Worker, ...problemResponses },
      },
    },
    (request) => workers.one(request.caller, request.params.id),
  );
  app.patch(
    '/api/workers/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Change a worker; a name or telephone is published in the posts, who leaves holds none',
        params: WorkerParams,
        body: WorkerChange,
        response: { 200: Worker, ...problemResponses },
      },
    },
    (request) => workers.change(request.caller, request.params.id, request.body),
  );
  app.post(
    '/api/workers/:id/posts',
    {
      config: write,
      schema: {
        tags,
        summary: 'Open a post in a grid',
        params: WorkerParams,
        body: NewPost,
        response: { 201: Post, ...problemResponses },
      },
    },
    async (request, reply) => reply.code(201).send(await posts.open(request.caller, request.params.id, request.body)),
  );
  app.get(
    '/api/posts',
    {
      config: read,
      schema: {
        tags,
        summary: 'Who holds which post in the grids of an area',
        querystring: PostQuery,
        response: { 200: PostList, ...problemResponses },
      },
    },
    (request) => posts.list(request.caller, request.query),
  );
  app.post(
    '/api/posts/:id/end',
    {
      config: write,
      schema: {
        tags,
        summary: 'End a post, now or at a time',
        params: RowParams,
        body: PostEnd,
        response: { 200: Post, ...problemResponses },
      },
    },
    (request) => posts.end(request.caller, request.params.id, request.body.to),
  );
  app.get(
    '/api/roster/:county',
    {
      config: read,
      schema: {
        tags,
        summary: 'What each kind of grid must have; its entity tag is needed to change it',
        params: RosterParams,
        response: { 200: Roster, ...problemResponses },
      },
    },
    async (request, reply) => {
      assertWorksIn(request.caller, WORKER_READERS, request.params.county);
      const roster = await rosters.of(request.params.county);
      reply.header('etag', rosterTag(roster));
      return roster;
    },
  );
  app.put(
    '/api/roster/:county',
    {
      config: { access: ROSTER_WRITERS },
      schema: {
        tags,
        summary: 'Set what each kind of grid must have. Needs If-Match',
        params: RosterParams,
        body: Roster,
        response: { 200: Roster, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { county } = request.params;
      const roster = await rosters.put(request.caller, county, request.body, (tag) => assertMatch(request, tag));
      reply.header('etag', rosterTag(roster));
      return roster;
    },
  );
}
