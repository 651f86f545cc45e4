/** GET /api/kiosk, /api/kiosk/photos/{name}, /api/kiosk/notice/{area}. */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { KioskAtlas, KioskNotice, KioskNoticeParams, KioskPhotoParams, KioskQuery } from '../contract/kiosk.ts';
import { problemResponses } from '../contract/problem.ts';
import { assertMatch } from '../http/if-match.ts';
import { sendPublished } from '../http/published.ts';
import { NOTICE_WRITERS } from './roles.ts';
import { type KioskService, noticeTag } from './service.ts';

export async function kioskRoutes(
  instance: FastifyInstance,
  { kiosk, version }: { kiosk: KioskService; version(): string },
): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>();
  const tags = ['kiosk'];
  app.get(
    '/api/kiosk',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'What a kiosk keeps of an area: grids, who answers for them, buildings and service points by name',
        querystring: KioskQuery,
        response: { 200: KioskAtlas, ...problemResponses },
      },
    },
    (request, reply) => sendPublished(request, reply, version(), () => kiosk.atlas(request.query)),
  );
  app.get(
    '/api/kiosk/photos/:name',
    {
      config: { access: 'public' },
      compress: false,
      schema: {
        tags,
        summary: 'The published photo of a worker; another photo has another name',
        params: KioskPhotoParams,
        response: problemResponses,
      },
    },
    async (request, reply) => {
      const { name } = request.params;
      const { type, content } = await kiosk.photo(name);
      // an hour, since a photo may be withdrawn
      reply
        .headers({ 'cache-control': 'public, max-age=3600', etag: `"${name}"`, 'content-disposition': 'inline' })
        .type(type);
      return reply.send(Buffer.from(content.buffer, content.byteOffset, content.byteLength) as never);
    },
  );
  app.get(
    '/api/kiosk/notice/:area',
    {
      config: { access: 'public' },
      schema: {
        tags,
        summary: 'Whom residents of an area are to call; its entity tag is needed to change it',
        params: KioskNoticeParams,
        response: { 200: KioskNotice, ...problemResponses },
      },
    },
    async (request, reply) => {
      const notice = await kiosk.notice(request.params.area);
      reply.header('etag', noticeTag(notice));
      return notice;
    },
  );
  app.put(
    '/api/kiosk/notice/:area',
    {
      config: { access: NOTICE_WRITERS },
      schema: {
        tags,
        summary: 'Set whom residents of an area are to call. Needs If-Match',
        params: KioskNoticeParams,
        body: KioskNotice,
        response: { 200: KioskNotice, ...problemResponses },
      },
    },
    async (request, reply) => {
      const { area } = request.params;
      const notice = await kiosk.setNotice(request.caller, request.body, area, (tag) => assertMatch(request, tag));
      reply.header('etag', noticeTag(notice));
      return notice;
    },
  );
}
