/** POST and GET /api/positions, and the way of OsmAnd for devices. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  FixBatch,
  FixOutcomes,
  NearList,
  NearQuery,
  OsmAndFix,
  PositionList,
  PositionQuery,
} from '../contract/positions.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import type { Intake } from './intake.ts';
import type { NearWorkers } from './near/near-workers.ts';
import type { PositionLists } from './position-list.ts';
import { POSITION_READERS, POSITION_SENDERS } from './roles.ts';
import { fixOfOsmAnd } from './rules/osmand-fix.ts';
import type { Trackers } from './trackers.ts';

/** One gateway sends what a whole county of phones tells: a multiple of what others may ask from one address. */
const SENDERS_TIMES = 200;

export interface PositionRouteDeps {
  intake: Intake;
  lists: PositionLists;
  near: NearWorkers;
  trackers: Trackers;
  /** Requests a minute and address on other routes. */
  rateLimit: number;
  clock: () => Date;
}

export async function positionRoutes(instance: FastifyInstance, deps: PositionRouteDeps): Promise<void> {
  const { intake, lists, near, trackers, clock } = deps;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['positions'];
  const rateLimit = { max: deps.rateLimit * SENDERS_TIMES };
  app.post(
    '/api/positions',
    {
      config: { access: POSITION_SENDERS, rateLimit },
      compress: false,
      schema: {
        tags,
        summary: 'Tell up to 1,000 positions of workers on duty; one outcome for each, answered when they are stored',
        body: FixBatch,
        response: { 200: FixOutcomes, ...problemResponses },
      },
    },
    async (request) => ({ results: await intake.take({ caller: request.caller }, request.body.fixes) }),
  );
  app.get(
    '/api/positions',
    {
      config: { access: POSITION_READERS },
      schema: {
        tags,
        summary: 'Where the workers on duty of an area are, with how fresh that is',
        querystring: PositionQuery,
        response: { 200: PositionList, ...problemResponses },
      },
    },
    (request) => lists.list(request.caller, request.query.area),
  );
  app.get(
    '/api/positions/near',
    {
      config: { access: POSITION_READERS },
      schema: {
        tags,
        summary: 'Which workers on duty are near a place: in a straight line, and on foot where roads are loaded',
        querystring: NearQuery,
        response: { 200: NearList, ...problemResponses },
      },
    },
    (request) => near.list(request.caller, request.query),
  );
  const takeDevice = async (told: OsmAndFix) => {
    const key = told.id ?? told.deviceid;
    if (key === undefined) throw new Refusal('token-invalid');
    const tracker = await trackers.workerOf(key);
    return { results: await intake.take({ tracker }, [fixOfOsmAnd(told, clock().getTime())]) };
  };
  const device = {
    config: { access: 'public', rateLimit },
    compress: false,
  } as const;
  app.get(
    '/api/positions/osmand',
    {
      ...device,
      exposeHeadRoute: false,
      schema: {
        tags,
        summary: 'Tell one position in the way of OsmAnd and Traccar; the key of the tracker is the id',
        querystring: OsmAndFix,
        response: { 200: FixOutcomes, ...problemResponses },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      return takeDevice(request.query);
    },
  );
  app.post(
    '/api/positions/osmand',
    {
      ...device,
      schema: {
        tags,
        summary: 'The same, with everything in the query',
        querystring: OsmAndFix,
        response: { 200: FixOutcomes, ...problemResponses },
      },
    },
    (request, reply) => {
      reply.header('cache-control', 'no-store');
      return takeDevice(request.query);
    },
  );
}
