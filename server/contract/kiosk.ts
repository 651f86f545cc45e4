/** What residents ask at the kiosk: the grids of an area with who answers for them, buildings and service points by name. */
import { type Static, Type } from 'typebox';
import { AreaCode, AreaLevel, GridCode, GridKind, PlaceCode } from './codes.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) => Type.Union([schema, Type.Null()]);
const Line = (most: number) => Type.String({ minLength: 1, maxLength: most, pattern: '^[^\\u0000-\\u001f]+$' });

/** Whom to call besides the worker. What an area leaves out, the area around it says. */
export const KioskNotice = Type.Object(
  {
    area: AreaCode,
    hotline: nullable(Line(40)),
    office: Type.Union([Line(40), Type.Null()], { description: 'telephone of the community office' }),
    hours: Type.Union([Line(60), Type.Null()], { description: 'when the office is open, as it is shown' }),
    mapReview: Type.Union([Line(60), Type.Null()], { description: 'review number of the published map 审图号' }),
  },
  { additionalProperties: false },
);
export type KioskNotice = Static<typeof KioskNotice>;
export const KioskNoticeParams = Type.Object({ area: AreaCode });

export const KioskPerson = Type.Object(
  {
    name: Type.String(),
    phone: Type.Union([Type.String(), Type.Null()], { description: 'office phone' }),
    photo: Type.Union([Type.String(), Type.Null()], { description: 'name below /api/kiosk/photos/' }),
  },
  { additionalProperties: false },
);
export type KioskPerson = Static<typeof KioskPerson>;

/** Millionths of a degree east and north of the origin, one after the other: x, y, x, y … */
const Offsets = Type.Array(Type.Integer());

export const KioskGrid = Type.Object(
  {
    code: GridCode,
    name: Type.String(),
    kind: GridKind,
    parent: Type.String({ description: 'the community; of a micro grid the grid' }),
    leader: nullable(KioskPerson),
    worker: nullable(KioskPerson),
    label: Offsets,
    shape: Type.Array(Type.Array(Offsets), { description: 'polygons of rings, the outer one first' }),
  },
  { additionalProperties: false },
);
export type KioskGrid = Static<typeof KioskGrid>;

export const KioskPlace = Type.Object(
  {
    code: PlaceCode,
    name: Type.String(),
    address: nullable(Type.String()),
    kind: Type.Union([Type.Literal('building'), Type.Literal('organization'), Type.Literal('service-point')]),
    grid: Type.Union([GridCode, Type.Null()], { description: 'the grid that answers for it' }),
    at: Offsets,
  },
  { additionalProperties: false },
);
export type KioskPlace = Static<typeof KioskPlace>;

export const KioskAtlas = Type.Object(
  {
    area: Type.Object({ code: AreaCode, name: Type.String(), level: AreaLevel }, { additionalProperties: false }),
    grid: Type.Union([GridCode, Type.Null()], { description: 'the grid that was asked for' }),
    edition: Type.Integer({ description: 'number of the edition in force' }),
    inForceFrom: Type.String(),
    link: Type.Union([Type.String(), Type.Null()], { description: 'where the service is reached from outside' }),
    areas: Type.Array(Type.Object({ code: AreaCode, name: Type.String() }, { additionalProperties: false }), {
      description: 'the area, those in it and those around it',
    }),
    notices: Type.Array(KioskNotice, { description: 'of the areas that say something, outer ones first' }),
    letters: Type.Record(Type.String(), Type.String(), {
      description: 'character → the initials of its readings, the usual one first; characters that occur',
    }),
    origin: Type.Array(Type.Number(), { description: '[lon, lat]' }),
    grids: Type.Array(KioskGrid),
    places: Type.Array(KioskPlace, {
      description: 'buildings and organizations of the area, service points around it',
    }),
  },
  { $id: 'KioskAtlas', additionalProperties: false },
);
export type KioskAtlas = Static<typeof KioskAtlas>;

/** Without both: the one county that is served. */
export const KioskQuery = Type.Object(
  {
    area: Type.Optional(AreaCode),
    grid: Type.Optional(Type.Unsafe<string>({ ...GridCode, description: 'the community of this grid' })),
  },
  { additionalProperties: false },
);
export type KioskQuery = Static<typeof KioskQuery>;

export const KioskPhotoParams = Type.Object({ name: Type.String({ pattern: '^[0-9a-f]{32}$' }) });
