/** Links between the resources, absolute: clients keep them. */
import type { FastifyRequest } from 'fastify';
import type { OgcLink } from '../contract/ogc.ts';

export const JSON_TYPE = 'application/json';
export const GEOJSON_TYPE = 'application/geo+json';
export const OPENAPI_TYPE = 'application/vnd.oai.openapi+json;version=3.0';

/** Where the service is reached, without a stroke at the end. */
export function originOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}

export function link(href: string, rel: string, type: string, title: string): OgcLink {
  return { href, rel, type, title };
}

/** As a `Link` header. Titles stay out: a header has no Chinese. */
export function linkHeader(links: readonly OgcLink[]): string {
  return links.map(({ href, rel, type }) => `<${href}>; rel="${rel}"; type="${type}"`).join(', ');
}
