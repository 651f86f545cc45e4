/** POST and GET /api/events, GET /api/events/{id}, POST /api/events/{id}/steps. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import {
  EventCard,
  EventList,
  EventParams,
  EventQuery,
  EventReported,
  EventRow,
  EventWorkers,
  NewEvent,
  StepBody,
} from '../contract/events.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import { eventTag } from './event-file.ts';
import type { EventLists } from './lists.ts';
import type { Reports } from './reports.ts';
import { DISPATCHERS, EVENT_READERS, REPORTERS, STEP_TAKERS } from './roles.ts';
import type { EventSteps } from './steps.ts';
import type { WorkerRoster } from './worker-roster.ts';

/** One gateway of a hotline sends what whole counties report: a multiple of what others may ask from one address. */
const REPORTS_TIMES = 200;

export interface EventRouteDeps {
  reports: Reports;
  steps: EventSteps;
  lists: EventLists;
  roster: WorkerRoster;
  /** Requests a minute and address on other routes. */
  rateLimit: number;
}

export async function eventRoutes(instance: FastifyInstance, deps: EventRouteDeps): Promise<void> {
  const { reports, steps, lists, roster } = deps;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['events'];
  app.post(
    '/api/events',
    {
      config: { access: REPORTERS, rateLimit: { max: deps.rateLimit * REPORTS_TIMES } },
      compress: false,
      schema: {
        tags,
        summary:
          'Report an event; the id is the caller’s, a retry answers the event as it is, and without a place it waits in a list of its own',
        body: NewEvent,
        response: { 200: EventReported, 201: EventReported, ...problemResponses },
      },
    },
    async (request, reply) => {
      const answer = await reports.report(request.caller, request.body);
      const { id, serial, version } = answer.event;
      reply.header('etag', eventTag(serial, version)).header('location', `/api/events/${id}`);
      return reply.code(answer.repeated ? 200 : 201).send(answer);
    },
  );
  app.get(
    '/api/events',
    {
      config: { access: EVENT_READERS },
      schema: {
        tags,
        summary: 'Events of the caller’s areas, the newest first or by deadline; those not located with located=false',
        querystring: EventQuery,
        response: { 200: EventList, ...problemResponses },
      },
    },
    (request) => lists.list(request.caller, request.query),
  );
  app.get(
    '/api/events/:id',
    {
      config: { access: EVENT_READERS },
      schema: {
        tags,
        summary: 'An event with its story and the steps the caller may take; its entity tag is needed to take one',
        params: EventParams,
        response: { 200: EventCard, ...problemResponses },
      },
    },
    async (request, reply) => {
      const card = await lists.card(request.caller, request.params.id);
      reply.header('etag', eventTag(card.event.serial, card.event.version));
      return card;
    },
  );
  app.get(
    '/api/events/:id/workers',
    {
      config: { access: DISPATCHERS },
      schema: {
        tags,
        summary: 'Workers of the roster an event can be sent to, who answers for its grid first',
        params: EventParams,
        response: { 200: EventWorkers, ...problemResponses },
      },
    },
    async (request) => ({ workers: await roster.of(request.caller, request.params.id) }),
  );
  app.post(
    '/api/events/:id/steps',
    {
      config: { access: STEP_TAKERS },
      schema: {
        tags,
        summary:
          'Take a step of the loop. Needs If-Match; the id of the step is the caller’s, so that a retry takes it once',
        params: EventParams,
        body: StepBody,
        response: { 200: EventRow, 201: EventRow, ...problemResponses },
      },
    },
    async (request, reply) => {
      if (request.headers['if-match'] === undefined) throw new Refusal('precondition-required', {});
      const taken = await steps.take(request.caller, request.params.id, request.body, (serial, version) =>
        assertMatch(request, eventTag(serial, version)),
      );
      reply.header('etag', eventTag(taken.serial, taken.event.version));
      return reply.code(taken.repeated ? 200 : 201).send(taken.event);
    },
  );
}
