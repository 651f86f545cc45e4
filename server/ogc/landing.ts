/** The landing page: from here a client finds everything else, the tiles and their style too. Pure. */
import type { OgcLanding } from '../contract/ogc.ts';
import { JSON_TYPE, link, OPENAPI_TYPE } from './links.ts';

export function landing(origin: string): OgcLanding {
  const ogc = `${origin}/ogc`;
  const tiles = ['grids', 'areas', 'buildings'].map((set) =>
    link(`${origin}/tiles/${set}`, 'related', JSON_TYPE, `TileJSON: ${set}`),
  );
  return {
    title: 'Gezhong 格中',
    description: 'Community grids (网格), areas, places and, for those who may see them, events.',
    links: [
      link(ogc, 'self', JSON_TYPE, 'This document'),
      link(`${ogc}/api`, 'service-desc', OPENAPI_TYPE, 'The API definition'),
      link(`${origin}/api/docs`, 'service-doc', 'text/html', 'The documentation of the whole service'),
      link(`${ogc}/conformance`, 'conformance', JSON_TYPE, 'Conformance classes'),
      link(`${ogc}/collections`, 'data', JSON_TYPE, 'Collections'),
      ...tiles,
      link(`${origin}/tiles/style.json`, 'related', JSON_TYPE, 'MapLibre style of the tiles'),
    ],
  };
}
