/** What a request for items asks for, read once and strictly. */
import { OGC_LIMIT, type OgcItemsQuery } from '../contract/ogc.ts';
import type { Selection } from '../features/layer.ts';
import { CRS84, REFERENCE_SYSTEMS, type ReferenceSystem, systemByUri } from '../features/reference-systems.ts';
import { bboxShape } from './bbox.ts';
import { broken } from './broken.ts';
import type { Collection } from './collections.ts';
import { datedBy } from './datetime.ts';
import { type PageMark, readMark } from './page-mark.ts';

export interface ItemsQuestion {
  readonly selection: Selection;
  /** The box lies outside of everything its system is of use for: nothing can be there. */
  readonly isNowhere: boolean;
  readonly system: ReferenceSystem;
  readonly limit: number;
  readonly mark: PageMark | null;
  /** What a mark is bound to. */
  readonly asked: unknown;
}

/** Throws `request-invalid`, `cursor-invalid`. `version`: what is published now. */
export function questionOf(collection: Collection, query: OgcItemsQuery, version: string): ItemsQuestion {
  const { limit = OGC_LIMIT.default, bbox, 'bbox-crs': bboxCrs, crs, datetime, next, ...filters } = query;
  const system = systemOf('crs', crs);
  const boxSystem = systemOf('bbox-crs', bboxCrs);
  const meets = bbox === undefined ? undefined : bboxShape(bbox, boxSystem);
  const dated = datetime === undefined ? { asOf: null } : datedBy(datetime, collection);
  const names = Object.keys(filters)
    .filter((name) => filters[name] !== undefined)
    .sort();
  const asked = [collection.id, bbox, bboxCrs, datetime, names.map((name) => [name, filters[name]])];
  const mark = next === undefined ? null : readMark(next, asked);
  // While nothing else has been published, now is what it was at the first page, and quicker to read.
  const isPast = mark !== null && datetime === undefined && !collection.isPrivate && mark.version !== version;
  return {
    selection: {
      asOf: 'asOf' in dated ? (isPast ? new Date(mark.at) : dated.asOf) : null,
      ...('during' in dated ? { during: dated.during } : {}),
      meets: meets ?? undefined,
      filters: filters as Record<string, string | undefined>,
    },
    isNowhere: meets === null,
    system,
    limit: Math.min(limit, OGC_LIMIT.maximum),
    mark,
    asked,
  };
}

/** Throws `request-invalid` for a system that is not in the list. */
export function systemOf(pointer: string, uri: string | undefined): ReferenceSystem {
  const system = uri === undefined ? CRS84 : systemByUri(uri);
  if (system !== undefined) return system;
  throw broken(pointer, 'crs-unknown', { crs: uri, known: REFERENCE_SYSTEMS.map((one) => one.uri) });
}
