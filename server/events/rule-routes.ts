/** /api/event-dictionaries, /api/calendar, /api/event-settings, /api/event-units. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { assertWorksIn } from '../access/caller.ts';
import {
  CalendarParams,
  CalendarQuery,
  CalendarYear,
  CalendarYearBody,
  Category,
  CategoryParams,
  CountyQuery,
  Dictionary,
  DictionaryImported,
  DictionaryImportQuery,
  DictionaryList,
  DictionaryParams,
  EventSettings,
  EventUnit,
  EventUnitList,
  EventUnitParams,
} from '../contract/event-rules.ts';
import { problemResponses, Refusal } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import type { CountyRuleEdits } from './county-rules.ts';
import { type Dictionaries, dictionaryTag } from './dictionaries.ts';
import { RULE_READERS } from './roles.ts';

const READ = { access: RULE_READERS };
const WRITE = { access: ['admin'] as const };

export interface RuleRouteDeps {
  dictionaries: Dictionaries;
  county: CountyRuleEdits;
}

export async function eventRuleRoutes(
  instance: FastifyInstance,
  { dictionaries, county }: RuleRouteDeps,
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['events'];
  app.get(
    '/api/event-dictionaries',
    {
      config: READ,
      schema: { tags, summary: 'Dictionaries of categories', response: { 200: DictionaryList, ...problemResponses } },
    },
    async () => ({ dictionaries: await dictionaries.list() }),
  );
  app.get(
    '/api/event-dictionaries/:id',
    {
      config: READ,
      schema: {
        tags,
        summary: 'A dictionary with its categories; its entity tag is needed to change it',
        params: DictionaryParams,
        response: { 200: Dictionary, ...problemResponses },
      },
    },
    async (request, reply) => {
      const dictionary = await dictionaries.one(request.params.id);
      reply.header('etag', dictionaryTag(dictionary));
      return dictionary;
    },
  );
  app.put(
    '/api/event-dictionaries/:id/categories/:code',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Add or change a category, or retire it; for events reported or routed from now on. Needs If-Match',
        params: CategoryParams,
        body: Category,
        response: { 200: Dictionary, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { id, code } = request.params;
      if (request.body.code !== code)
        throw new Refusal('category-invalid', { code }, { errors: [{ pointer: '/code', code: 'category-invalid' }] });
      const dictionary = await dictionaries.put(request.caller, id, request.body, (tag) => assertMatch(request, tag));
      reply.header('etag', dictionaryTag(dictionary));
      return dictionary;
    },
  );
  await instance.register(async (inner) => {
    const scope = inner.withTypeProvider<TypeBoxTypeProvider>();
    if (scope.hasContentTypeParser('text/csv')) scope.removeContentTypeParser('text/csv');
    scope.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post(
      '/api/event-dictionaries/:id/import',
      {
        config: WRITE,
        schema: {
          tags,
          summary:
            'Categories from a CSV file (text/csv); bad rows are told and left out. Needs If-Match where the dictionary exists',
          params: DictionaryParams,
          querystring: DictionaryImportQuery,
          response: { 200: DictionaryImported, ...problemResponses },
        },
      },
      async (request, reply) => {
        const { id } = request.params;
        const bytes: unknown = request.body;
        if (!(bytes instanceof Uint8Array)) throw new Refusal('media-type-unsupported', { expected: 'text/csv' });
        const file = { name: request.query.name, bytes };
        const report = await dictionaries.import(request.caller, id, file, (tag) => assertMatch(request, tag));
        reply.header('etag', dictionaryTag({ id, version: report.version }));
        return report;
      },
    );
  });

  app.get(
    '/api/calendar/:year',
    {
      config: READ,
      schema: {
        tags,
        summary: 'Holidays, make-up workdays and office hours of a year',
        params: CalendarParams,
        querystring: CalendarQuery,
        response: { 200: CalendarYear, ...problemResponses },
      },
    },
    (request) => {
      const { area } = request.query;
      if (area !== undefined) assertWorksIn(request.caller, RULE_READERS, area);
      return county.year(request.params.year, area);
    },
  );
  app.put(
    '/api/calendar/:year',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Set the days of a year, for a county or for all; deadlines that run already stay as they are',
        params: CalendarParams,
        querystring: CalendarQuery,
        body: CalendarYearBody,
        response: { 200: CalendarYear, ...problemResponses },
      },
    },
    (request) => county.putYear(request.caller, request.params.year, request.query.area, request.body),
  );
  app.get(
    '/api/event-settings',
    {
      config: READ,
      schema: {
        tags,
        summary: 'How a county runs the loop',
        querystring: CountyQuery,
        response: { 200: EventSettings, ...problemResponses },
      },
    },
    (request) => {
      assertWorksIn(request.caller, RULE_READERS, request.query.county);
      return county.settings(request.query.county);
    },
  );
  app.put(
    '/api/event-settings',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Set how a county runs the loop',
        querystring: CountyQuery,
        body: EventSettings,
        response: { 200: EventSettings, ...problemResponses },
      },
    },
    (request) => county.putSettings(request.caller, request.query.county, request.body),
  );
  app.get(
    '/api/event-units',
    {
      config: READ,
      schema: {
        tags,
        summary: 'Departments and stations that events are dispatched to',
        querystring: CountyQuery,
        response: { 200: EventUnitList, ...problemResponses },
      },
    },
    async (request) => {
      assertWorksIn(request.caller, RULE_READERS, request.query.county);
      return { units: await county.units(request.query.county) };
    },
  );
  app.put(
    '/api/event-units/:code',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Make or change a unit and who takes its steps',
        params: EventUnitParams,
        body: EventUnit,
        response: { 200: EventUnit, ...problemResponses },
      },
    },
    (request) => county.putUnit(request.caller, { ...request.body, code: request.params.code }),
  );
  app.delete(
    '/api/event-units/:code',
    {
      config: WRITE,
      schema: {
        tags,
        summary: 'Take a unit away; events it has in hand stay and go on with a dispatcher',
        params: EventUnitParams,
        querystring: CountyQuery,
        response: { 204: Type.Null({ description: 'done' }), ...problemResponses },
      },
    },
    async (request, reply) => {
      await county.dropUnit(request.caller, request.query.county, request.params.code);
      return reply.code(204).send(null);
    },
  );
}
