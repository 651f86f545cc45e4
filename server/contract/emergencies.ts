/** Emergency mode 平战转换 of an area, and zones: cordons, shelters, checkpoints with an end date. */
import { type Static, Type } from 'typebox';
import { AreaCode, CountyCode } from './codes.ts';
import { Surface } from './geometry.ts';
import { Instant } from './time.ts';

const Reason = Type.String({ minLength: 1, maxLength: 500, pattern: '^[^\\u0000]*$' });

/** What is different while it lasts. Leaving it restores what was before, since nothing else is changed. */
export const EmergencyRules = Type.Object(
  {
    way: Type.Literal('urgent', { description: 'new events go straight up' }),
    positionIntervalS: Type.Integer({ minimum: 5, maximum: 600 }),
    layers: Type.Array(Type.String({ maxLength: 40 }), {
      maxItems: 30,
      description: 'layers of the map that are shown',
    }),
    roster: Type.Array(
      Type.Object(
        {
          role: Type.String({ minLength: 1, maxLength: 40 }),
          holder: Type.String({ minLength: 1, maxLength: 60 }),
          phone: Type.Union([Type.String({ maxLength: 40 }), Type.Null()], { description: 'office phone' }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 100, description: 'staff on duty' },
    ),
  },
  { additionalProperties: false },
);
export type EmergencyRules = Static<typeof EmergencyRules>;

export const NewEmergency = Type.Object(
  { area: AreaCode, reason: Reason, rules: EmergencyRules },
  { additionalProperties: false },
);
export type NewEmergency = Static<typeof NewEmergency>;
export const Emergency = Type.Object(
  {
    id: Type.Integer(),
    area: AreaCode,
    areaName: Type.String(),
    reason: Type.String(),
    rules: EmergencyRules,
    from: Instant,
    by: Type.String(),
    to: Type.Union([Instant, Type.Null()], { description: 'null: it lasts' }),
    endedBy: Type.Union([Type.String(), Type.Null()]),
    endReason: Type.Union([Type.String(), Type.Null()]),
  },
  { $id: 'Emergency', additionalProperties: false },
);
export type Emergency = Static<typeof Emergency>;
export const EmergencyEnd = Type.Object({ reason: Reason }, { additionalProperties: false });
export const EmergencyQuery = Type.Object(
  { area: AreaCode, at: Type.Optional(Instant), all: Type.Optional(Type.Boolean()) },
  {
    additionalProperties: false,
    description: 'in force at the time, over the area, above or below it; all: ended ones too',
  },
);
export const EmergencyList = Type.Object({ emergencies: Type.Array(Emergency) }, { additionalProperties: false });

export const ZONE_KINDS = ['cordon', 'shelter', 'checkpoint'] as const;
export type ZoneKind = (typeof ZONE_KINDS)[number];
export const ZoneKindName = Type.Unsafe<ZoneKind>(Type.Union(ZONE_KINDS.map((kind) => Type.Literal(kind))));

export const NewZone = Type.Object(
  {
    kind: ZoneKindName,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    reason: Reason,
    geometry: Surface,
    from: Type.Optional(Instant),
    until: Instant,
  },
  { additionalProperties: false },
);
export type NewZone = Static<typeof NewZone>;
export const ZoneInside = Type.Object(
  {
    households: Type.Integer(),
    buildings: Type.Integer(),
    uncounted: Type.Integer({ description: 'buildings whose households nobody has counted' }),
    shops: Type.Integer(),
    workers: Type.Integer({ description: 'who hold a post in a grid that it touches, micro grids too' }),
    grids: Type.Array(Type.String(), { description: 'basic and dedicated grids it shares ground with' }),
    openEvents: Type.Integer({ description: 'of those that the caller may see' }),
    areaM2: Type.Number(),
  },
  { additionalProperties: false },
);
export type ZoneInside = Static<typeof ZoneInside>;
export const Zone = Type.Object(
  {
    id: Type.Integer(),
    area: AreaCode,
    county: CountyCode,
    kind: ZoneKindName,
    name: Type.String(),
    reason: Type.String(),
    geometry: Surface,
    from: Instant,
    until: Instant,
    by: Type.String(),
    endedBy: Type.Union([Type.String(), Type.Null()]),
    inside: ZoneInside,
  },
  { $id: 'Zone', additionalProperties: false },
);
export type Zone = Static<typeof Zone>;
export const ZoneQuery = Type.Object({ area: AreaCode, at: Type.Optional(Instant) }, { additionalProperties: false });
export const ZoneList = Type.Object({ zones: Type.Array(Zone) }, { additionalProperties: false });
export const ZoneEnd = Type.Object({ until: Instant, reason: Reason }, { additionalProperties: false });
export type ZoneEnd = Static<typeof ZoneEnd>;
