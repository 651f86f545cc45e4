/** GET /api/base-map: what the main map shows under the grids, as the site has configured it. */
import { type Static, Type } from 'typebox';

export const TileSet = Type.Object(
  {
    tiles: Type.Array(Type.String(), {
      description: 'one address a host, with {z}, {x} and {y}; of PMTiles the address of the file',
    }),
    scheme: Type.Union([Type.Literal('xyz'), Type.Literal('tms')], {
      description: 'tms: rows are counted from the south',
    }),
  },
  { additionalProperties: false },
);
export type TileSet = Static<typeof TileSet>;

export const BaseMap = Type.Object(
  {
    kind: Type.Union([Type.Literal('raster'), Type.Literal('pmtiles')]),
    ground: TileSet,
    labels: Type.Union([TileSet, Type.Null()], { description: 'words of the same map, drawn above the grids' }),
    datum: Type.Union([Type.Literal('wgs84'), Type.Literal('gcj02')], {
      description: 'gcj02: the tiles are moved back for display; nothing else is',
    }),
    minZoom: Type.Integer(),
    maxZoom: Type.Integer(),
    tilePx: Type.Integer({ description: 'side of a tile on the screen' }),
    look: Type.Union([Type.Literal('colour'), Type.Literal('grey'), Type.Literal('pale')]),
    attribution: Type.String(),
    review: Type.Union([Type.String(), Type.Null()], { description: 'the map review number (审图号)' }),
  },
  { additionalProperties: false },
);
export type BaseMap = Static<typeof BaseMap>;

export const BaseMapAnswer = Type.Object(
  { baseMap: Type.Union([BaseMap, Type.Null()], { description: 'null: none, the ground is that of /api/base' }) },
  { additionalProperties: false },
);
export type BaseMapAnswer = Static<typeof BaseMapAnswer>;
