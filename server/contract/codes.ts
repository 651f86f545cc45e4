/** Codes as text: leading zeros count. */
import { type Static, Type } from 'typebox';

export const AreaCode = Type.String({
  pattern: '^[0-9]{6}([0-9]{3}([0-9]{3})?)?$',
  description: '6 digits county, 9 town, 12 community (statistical area code)',
});
export const CountyCode = Type.String({ pattern: '^[0-9]{6}$' });
export const GridCode = Type.String({ pattern: '^[0-9A-Za-z_-]{1,40}$' });
export const PlaceCode = Type.String({ minLength: 1, maxLength: 64, pattern: '^[^\\u0000-\\u001f]+$' });

/** What the database reads as a UUID: any other text it would answer with a fault. */
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
export const Uuid = Type.String({ pattern: `^${UUID}$` });
/** Of a proposal, with the community and the number of the option. */
export const CertificateCode = Type.String({ pattern: `^${UUID}-[0-9]{6,12}-[0-9]$` });

export const AreaLevel = Type.Union([Type.Literal('county'), Type.Literal('town'), Type.Literal('community')]);
export type AreaLevel = Static<typeof AreaLevel>;
export const GridKind = Type.Union([Type.Literal('basic'), Type.Literal('dedicated'), Type.Literal('micro')]);
export type GridKind = Static<typeof GridKind>;
export const PlaceKind = Type.Union([
  Type.Literal('building'),
  Type.Literal('unit'),
  Type.Literal('organization'),
  Type.Literal('shop'),
  Type.Literal('service-point'),
]);
export type PlaceKind = Static<typeof PlaceKind>;

/** A named segment of a grid code, from the left. */
export const CodeSegment = Type.Object(
  {
    name: Type.Union([
      Type.Literal('object-class'),
      Type.Literal('county'),
      Type.Literal('town'),
      Type.Literal('community'),
      Type.Literal('grid'),
    ]),
    width: Type.Integer({ minimum: 1, maximum: 12 }),
  },
  { additionalProperties: false },
);

/** How a county writes its grid codes. `unit-15` and `cjt349-20` are shipped; a custom pattern has the id `custom`. */
export const CodeScheme = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    segments: Type.Array(CodeSegment, { minItems: 1, maxItems: 8 }),
    microWidth: Type.Integer({ minimum: 1, maximum: 4, description: 'digits a micro grid adds to its grid' }),
    dedicatedFrom: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'the number from which dedicated grids are counted, if kept apart',
    }),
  },
  { additionalProperties: false },
);
export type CodeScheme = Static<typeof CodeScheme>;
