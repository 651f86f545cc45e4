/** A collection as its document tells it. Pure. */
import type { OgcCollection, OgcExtent } from '../contract/ogc.ts';
import { CRS84, REFERENCE_SYSTEMS } from '../features/reference-systems.ts';
import type { Collection } from './collections.ts';
import { SCHEMA_TYPE } from './feature-schema.ts';
import { GEOJSON_TYPE, JSON_TYPE, link } from './links.ts';

/** `base`: the address of all collections. */
export function collectionView({ id, title, description }: Collection, extent: OgcExtent, base: string): OgcCollection {
  return {
    id,
    title,
    description,
    links: [
      link(`${base}/${id}`, 'self', JSON_TYPE, title),
      link(`${base}/${id}/items`, 'items', GEOJSON_TYPE, title),
      link(`${base}/${id}/schema`, 'describedBy', SCHEMA_TYPE, 'The fields'),
    ],
    extent,
    itemType: 'feature',
    crs: REFERENCE_SYSTEMS.map(({ uri }) => uri),
    storageCrs: CRS84.uri,
  };
}
