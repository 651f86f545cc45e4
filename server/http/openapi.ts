/**
 * The contract as OpenAPI 3.1 at /api/openapi.json, browsable at /api/docs. Schemas with an $id become components, what a
 * route lets in becomes its security, and every key is sorted, so that the document changes only with the contract.
 */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { finishDocument, type Json, type JsonObject, liftComponents } from './openapi-components.ts';
import { DOCS_POLICY } from './security-headers.ts';

export const OPENAPI_PATH = '/api/openapi.json';
export const DOCS_PATH = '/api/docs';

const TAGS: Record<string, string> = {
  locate: 'which grid contains this',
  areas: 'county, town, community',
  grids: 'the published grid map',
  tiles: 'the published map as vector tiles',
  ogc: 'OGC API – Features, for GIS clients',
  places: 'buildings, units, organizations, shops, service points',
  coverage: 'no gap, no overlap, nobody left out',
  emergencies: 'emergency mode of areas, and zones with an end',
  imports: 'files in',
  exports: 'files out',
  access: 'sessions, accounts, machine tokens, audit',
  service: 'health and readiness',
};

/** Before the routes and before the access check: the pages of the documentation are public. */
export async function registerOpenapi(app: FastifyInstance, version: string): Promise<void> {
  app.addHook('onRoute', (route: RouteOptions) => {
    if (route.url === DOCS_PATH || route.url.startsWith(`${DOCS_PATH}/`)) {
      route.config = { ...route.config, access: 'public', document: true };
    }
  });
  const components = new Map<string, Json>();
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Gezhong 格中',
        version,
        description: 'A spatial service for community grids. Refusals are application/problem+json with a stable code.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          cookie: { type: 'apiKey', in: 'cookie', name: 'gezhong', description: 'POST /api/session sets it' },
          bearer: { type: 'http', scheme: 'bearer', description: 'a machine token, POST /api/tokens' },
        },
      },
    },
    stripBasePath: false,
    convertConstToEnum: false,
    transform: ({ schema, url, route }) => {
      const access = route.config?.access;
      const { body, response, ...rest } = schema ?? {};
      const lift = (value: unknown): Json => liftComponents(JSON.parse(JSON.stringify(value)) as Json, components);
      const shown = {
        ...rest,
        ...(body === undefined || rest.hide === true ? {} : { body: lift(body) }),
        ...(response === undefined || rest.hide === true ? {} : { response: lift(response) }),
        ...(access === undefined || access === 'public'
          ? {}
          : { security: [{ cookie: [] }, { bearer: [] }], 'x-roles': [...access] }),
      };
      return { schema: shown, url };
    },
    transformObject: (made) =>
      finishDocument(('openapiObject' in made ? made.openapiObject : {}) as unknown as JsonObject, components) as never,
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    staticCSP: DOCS_POLICY,
    uiConfig: { docExpansion: 'list', deepLinking: false, validatorUrl: null },
  });
  app.get(OPENAPI_PATH, { config: { access: 'public' }, schema: { hide: true } }, async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=60');
    return app.swagger();
  });
}
