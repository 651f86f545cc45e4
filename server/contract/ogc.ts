/** OGC API – Features (Part 1: core, GeoJSON, OpenAPI 3.0; Part 2: reference systems) over what is published, and events as allowed. */
import { type Static, type TProperties, Type } from 'typebox';
import { AreaCode, AreaLevel, CountyCode, GridCode, GridKind, PlaceCode, PlaceKind } from './codes.ts';
import { CategoryCode, GradeName } from './event-rules.ts';
import { ChannelName, EventStateName } from './events.ts';
import { Geometry } from './geometry.ts';

export const OgcLink = Type.Object(
  {
    href: Type.String(),
    rel: Type.String(),
    type: Type.Optional(Type.String()),
    title: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type OgcLink = Static<typeof OgcLink>;
const links = Type.Array(OgcLink);

export const OgcLanding = Type.Object(
  { title: Type.String(), description: Type.String(), links },
  { additionalProperties: false },
);
export type OgcLanding = Static<typeof OgcLanding>;

export const OgcConformance = Type.Object({ conformsTo: Type.Array(Type.String()) }, { additionalProperties: false });

const Ends = Type.Array(Type.Union([Type.String(), Type.Null()]), { minItems: 2, maxItems: 2 });
export const OgcExtent = Type.Object(
  {
    spatial: Type.Optional(
      Type.Object({ bbox: Type.Array(Type.Array(Type.Number(), { minItems: 4, maxItems: 4 })), crs: Type.String() }),
    ),
    temporal: Type.Optional(Type.Object({ interval: Type.Array(Ends), trs: Type.String() })),
  },
  { additionalProperties: false },
);
export type OgcExtent = Static<typeof OgcExtent>;

export const OgcCollection = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    description: Type.String(),
    links,
    extent: OgcExtent,
    itemType: Type.Literal('feature'),
    crs: Type.Array(Type.String()),
    storageCrs: Type.String(),
  },
  { $id: 'OgcCollection', additionalProperties: false },
);
export type OgcCollection = Static<typeof OgcCollection>;

export const OgcCollections = Type.Object(
  { links, collections: Type.Array(OgcCollection) },
  { additionalProperties: false },
);

const OgcGeometry = Type.Union([Geometry, Type.Null()]);
const OgcProperties = Type.Record(Type.String(), Type.Unknown());
/** As the items of a collection are; written by hand, so these say what is there and change nothing. */
export const OgcFeature = Type.Object(
  {
    type: Type.Literal('Feature'),
    id: Type.String(),
    properties: OgcProperties,
    geometry: OgcGeometry,
    links: Type.Optional(links),
  },
  { $id: 'OgcFeature' },
);
export const OgcFeatures = Type.Object(
  {
    type: Type.Literal('FeatureCollection'),
    features: Type.Array(OgcFeature),
    links,
    timeStamp: Type.String(),
    numberMatched: Type.Integer({ description: 'as counted with the first page' }),
    numberReturned: Type.Integer(),
  },
  { $id: 'OgcFeatures' },
);

export const NoQuery = Type.Object({}, { additionalProperties: false });

const Uri = Type.String({ maxLength: 200, pattern: '^[^\\u0000]*$' });
const Text = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000]*$' });

/** More than the greatest page is the greatest page, as the standard has it. */
export const OGC_LIMIT = { default: 100, maximum: 2000 } as const;

const paging = {
  limit: Type.Optional(
    Type.Integer({
      minimum: 1,
      default: OGC_LIMIT.default,
      description: `features of a page; more than ${OGC_LIMIT.maximum} is ${OGC_LIMIT.maximum}`,
    }),
  ),
  bbox: Type.Optional(
    Type.String({ maxLength: 300, description: 'four numbers or six, on the axes of bbox-crs; features that meet it' }),
  ),
  'bbox-crs': Type.Optional(Uri),
  crs: Type.Optional(Uri),
  datetime: Type.Optional(
    Type.String({ maxLength: 100, description: 'an instant or an interval, .. for an open end; RFC 3339' }),
  ),
  next: Type.Optional(Type.String({ maxLength: 600, description: 'as the link to the next page has it' })),
};

const area = Type.Optional(Type.Unsafe<string>({ ...AreaCode, description: 'this area and all below it' }));
const q = Type.Optional(Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000]*$' }));
const itemsQuery = <P extends TProperties>(filters: P) =>
  Type.Object({ ...paging, ...filters }, { additionalProperties: false });

/** What each collection can be asked for besides, by the value of a property; `area` and `q` are no properties. */
export const OGC_FILTERS = {
  grids: {
    area,
    code: Type.Optional(GridCode),
    name: Type.Optional(Text),
    kind: Type.Optional(GridKind),
    parentCode: Type.Optional(GridCode),
    countyCode: Type.Optional(CountyCode),
    q,
  },
  areas: {
    area,
    code: Type.Optional(AreaCode),
    name: Type.Optional(Text),
    level: Type.Optional(AreaLevel),
    parentCode: Type.Optional(AreaCode),
    countyCode: Type.Optional(CountyCode),
  },
  places: {
    area,
    code: Type.Optional(PlaceCode),
    name: Type.Optional(Text),
    kind: Type.Optional(PlaceKind),
    compound: Type.Optional(Text),
    grid: Type.Optional(GridCode),
    parentCode: Type.Optional(PlaceCode),
    countyCode: Type.Optional(CountyCode),
    q,
  },
  events: {
    area,
    grid: Type.Optional(GridCode),
    category: Type.Optional(CategoryCode),
    grade: Type.Optional(GradeName),
    channel: Type.Optional(ChannelName),
    state: Type.Optional(EventStateName),
    handler: Type.Optional(Text),
    open: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')], { description: 'not ended' })),
    q,
  },
} as const;

export const OGC_QUERIES = {
  grids: itemsQuery(OGC_FILTERS.grids),
  areas: itemsQuery(OGC_FILTERS.areas),
  places: itemsQuery(OGC_FILTERS.places),
  events: itemsQuery(OGC_FILTERS.events),
} as const;

export interface OgcItemsQuery {
  limit?: number;
  bbox?: string;
  'bbox-crs'?: string;
  crs?: string;
  datetime?: string;
  next?: string;
  [filter: string]: string | number | undefined;
}

export const OgcItemQuery = Type.Object({ crs: Type.Optional(Uri) }, { additionalProperties: false });
export const OgcCollectionParams = Type.Object({ collection: Type.String({ maxLength: 200 }) });
export const OgcItemParams = Type.Object({ feature: Type.String({ maxLength: 200 }) });
