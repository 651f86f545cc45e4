/** GET /api/events/statistics, /api/events/hotspots, /api/events/played: what is read from the events in memory. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { assertMay } from '../../access/caller.ts';
import {
  EventStatistics,
  HotspotList,
  HotspotQuery,
  PlayedQuery,
  StatisticsQuery,
} from '../../contract/event-statistics.ts';
import { problemResponses } from '../../contract/problem.ts';
import type { EventColumns } from '../columns/event-columns.ts';
import type { HotspotService } from './hotspot-service.ts';
import { encodePlayed } from './played.ts';
import { selection } from './selection.ts';
import { assertLoaded, type EventStatisticsService, FIGURE_READERS, periodOf } from './service.ts';
import { statisticsCsv } from './statistics-csv.ts';

export interface FigureRoutesDeps {
  statistics: EventStatisticsService;
  hotspots: HotspotService;
  columns: EventColumns;
  loaded: () => boolean;
}

export async function figureRoutes(instance: FastifyInstance, deps: FigureRoutesDeps): Promise<void> {
  const { statistics, hotspots, columns, loaded } = deps;
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const config = { access: FIGURE_READERS };

  app.get(
    '/api/events/statistics',
    {
      config,
      schema: {
        tags: ['events'],
        summary:
          'Figures of events by one group or two. Accept: text/csv, or format=csv, gives a table for spreadsheets',
        querystring: StatisticsQuery,
        response: {
          200: {
            content: {
              'application/json': { schema: EventStatistics },
              'text/csv': { schema: { type: 'string' } },
            },
          },
          ...problemResponses,
        },
      },
    },
    async (request, reply) => {
      const query = request.query as StatisticsQuery;
      const table = await statistics.statistics(query, request.caller);
      reply.header('vary', 'accept');
      const asCsv =
        query.format === undefined ? /^text\/csv/.test(request.headers.accept ?? '') : query.format === 'csv';
      if (!asCsv) return reply.type('application/json; charset=utf-8').send((await table.json()) as never) as never;
      const name = `events-${query.area}-${query.by.replace(',', '-')}.csv`;
      reply.header('content-disposition', `attachment; filename="${name}"`);
      return reply.type('text/csv; charset=utf-8').send(statisticsCsv(table)) as never;
    },
  );

  app.get(
    '/api/events/hotspots',
    {
      config,
      schema: {
        tags: ['events'],
        summary: 'Grids with more events in the last days than their own past explains',
        querystring: HotspotQuery,
        response: { 200: HotspotList, ...problemResponses },
      },
    },
    (request) => hotspots.hotspots(request.query as Static<typeof HotspotQuery>, request.caller),
  );

  app.get(
    '/api/events/played',
    {
      config,
      schema: {
        tags: ['events'],
        summary: 'The events that were open or new in a period, as binary columns',
        querystring: PlayedQuery,
        response: {
          200: { content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } } },
          ...problemResponses,
        },
      },
    },
    (request, reply) => {
      const query = request.query as PlayedQuery;
      assertMay(request.caller, FIGURE_READERS, query.area);
      const { from, to } = periodOf(query);
      assertLoaded(loaded);
      const bytes = encodePlayed(columns, from, to, selection(columns, query));
      return reply.type('application/octet-stream').send(Buffer.from(bytes.buffer) as never) as never;
    },
  );
}
