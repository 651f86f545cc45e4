/** Items of a collection as GeoJSON text: a page with its links and counts, or one feature. */
import type { Caller } from '../access/caller.ts';
import type { OgcItemsQuery, OgcLink } from '../contract/ogc.ts';
import { Refusal } from '../contract/problem.ts';
import type { FlatFeature } from '../features/layer.ts';
import { textInSystem } from '../features/positions.ts';
import type { ReferenceSystem } from '../features/reference-systems.ts';
import type { Collection } from './collections.ts';
import { GEOJSON_TYPE, JSON_TYPE, link } from './links.ts';
import { writeMark } from './page-mark.ts';
import { questionOf, systemOf } from './selection.ts';

export interface Written {
  readonly text: string;
  readonly system: ReferenceSystem;
  readonly links: readonly OgcLink[];
}

export interface ItemsDeps {
  readonly clock: () => Date;
  /** Names everything published. */
  readonly version: () => string;
}

/** Throws `request-invalid`, `cursor-invalid`, `area-forbidden`. `base`: the address of the collection. */
export async function itemsPage(
  collection: Collection,
  caller: Caller,
  query: OgcItemsQuery,
  base: string,
  deps: ItemsDeps,
): Promise<Written> {
  const version = deps.version();
  const at = deps.clock().getTime();
  const { selection, isNowhere, system, limit, mark, asked } = questionOf(collection, query, version);
  const { layer } = collection;
  const after = mark?.after;
  const rows = isNowhere ? [] : await layer.page(caller, selection, { after, limit: limit + 1 });
  const features = rows.slice(0, limit);
  const isAll = after === undefined && rows.length <= limit;
  const matched = mark?.matched ?? (isAll ? rows.length : await layer.count(caller, selection));
  const links = [
    link(addressOf(base, query), 'self', GEOJSON_TYPE, 'This page'),
    link(base, 'collection', JSON_TYPE, collection.title),
  ];
  if (rows.length > limit) {
    const next = { ...(mark ?? { at, version }), after: features.at(-1)!.key, matched };
    links.push(link(addressOf(base, { ...query, next: writeMark(next, asked) }), 'next', GEOJSON_TYPE, 'Next page'));
  }
  const counts = `"timeStamp":"${new Date(at).toISOString()}","numberMatched":${matched},"numberReturned":${features.length}`;
  const texts = features.map((feature) => featureText(feature, system));
  const text = `{"type":"FeatureCollection","features":[${texts.join(',')}],"links":${JSON.stringify(links)},${counts}}`;
  return { text, system, links };
}

/** Throws `feature-unknown`, `request-invalid`. */
export async function oneItem(
  collection: Collection,
  caller: Caller,
  id: string,
  crs: string | undefined,
  base: string,
): Promise<Written> {
  const system = systemOf('crs', crs);
  const feature = await collection.layer.one(caller, id);
  if (feature === undefined) throw new Refusal('feature-unknown', { collection: collection.id, id });
  const self = `${base}/items/${encodeURIComponent(id)}`;
  const links = [
    link(crs === undefined ? self : `${self}?crs=${encodeURIComponent(crs)}`, 'self', GEOJSON_TYPE, 'This feature'),
    link(base, 'collection', JSON_TYPE, collection.title),
  ];
  return { text: featureText(feature, system, `,"links":${JSON.stringify(links)}`), system, links };
}

function featureText({ id, properties, geometry }: FlatFeature, system: ReferenceSystem, more = ''): string {
  const place = textInSystem(geometry, system, 'registry');
  return `{"type":"Feature","id":${JSON.stringify(id)},"properties":${JSON.stringify(properties)},"geometry":${place}${more}}`;
}

function addressOf(base: string, query: OgcItemsQuery): string {
  const words = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return `${base}/items${words.length === 0 ? '' : `?${words.join('&')}`}`;
}
