/** GET /api/exports: what is published as a file. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { AsOf } from './time.ts';

export const ExportLayer = Type.Union([Type.Literal('grids'), Type.Literal('areas'), Type.Literal('places')]);
export type ExportLayer = Static<typeof ExportLayer>;

export const ExportFormat = Type.Union(
  [Type.Literal('geojson'), Type.Literal('geopackage'), Type.Literal('shapefile'), Type.Literal('csv')],
  { description: 'shapefile: zipped, with fields.txt that says which short name is which field' },
);
export type ExportFormat = Static<typeof ExportFormat>;

export const EXPORT_SYSTEMS = [4326, 4490, 3857, 4547, 4548, 4549] as const;

export const ExportQuery = Type.Object(
  {
    layer: ExportLayer,
    format: ExportFormat,
    area: Type.Unsafe<string>({ ...AreaCode, description: 'this area and all below it' }),
    edition: Type.Optional(
      Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER, description: 'id of an edition of the county' }),
    ),
    asOf: Type.Optional(AsOf),
    crs: Type.Optional(
      Type.String({
        pattern: `^EPSG:(${EXPORT_SYSTEMS.join('|')})$`,
        default: 'EPSG:4326',
        description: 'x is longitude or easting in every file, whatever the registry says',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ExportQuery = Static<typeof ExportQuery>;
