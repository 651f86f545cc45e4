/** Vector tiles: where they are, and the document that says what is in them (TileJSON 3.0.0). */
import { type Static, Type } from 'typebox';

const Layers = Type.String({ description: 'a layer set: grids, areas, buildings; events behind a login' });
const Number9 = (description: string) => Type.String({ description, pattern: '^[0-9]{1,9}$' });

/** Texts: what is no number is refused as such. */
export const TileSetParams = Type.Object({ layers: Layers });
export const TileParams = Type.Object({ layers: Layers, z: Number9('zoom'), x: Number9('column'), y: Number9('row') });
export const PinnedTileParams = Type.Object({
  layers: Layers,
  edition: Number9('id of an edition of the service'),
  z: Number9('zoom'),
  x: Number9('column'),
  y: Number9('row'),
});

export const TileQuery = Type.Object({
  properties: Type.Optional(
    Type.String({ maxLength: 400, description: 'names with commas: only these fields; all when left out' }),
  ),
});

export const EventTileParams = Type.Object({ z: Number9('zoom'), x: Number9('column'), y: Number9('row') });
export const EventTileQuery = Type.Object({
  properties: TileQuery.properties.properties,
  open: Type.Optional(Type.Boolean({ description: 'false: ended ones too; true by default' })),
});

export const TileJson = Type.Object(
  {
    tilejson: Type.Literal('3.0.0'),
    name: Type.String(),
    description: Type.String(),
    scheme: Type.Literal('xyz'),
    tiles: Type.Array(Type.String(), { description: 'of the edition in force' }),
    pinned: Type.Array(Type.String(), { description: 'the same of a named edition; empty where there is none' }),
    edition: Type.Union([Type.Integer(), Type.Null()], { description: 'the newest of the service' }),
    version: Type.String({ description: 'semantic version of the fields' }),
    published: Type.String({ description: 'names the state of what is published' }),
    bounds: Type.Optional(Type.Array(Type.Number(), { description: 'west, south, east, north' })),
    minzoom: Type.Integer(),
    maxzoom: Type.Integer(),
    vector_layers: Type.Array(
      Type.Object({
        id: Type.String(),
        description: Type.String(),
        minzoom: Type.Integer(),
        maxzoom: Type.Integer(),
        fields: Type.Record(Type.String(), Type.String()),
      }),
    ),
  },
  { $id: 'TileJson', additionalProperties: false },
);
export type TileJson = Static<typeof TileJson>;

export const MapStyleQuery = Type.Object(
  {
    labels: Type.Optional(
      Type.Boolean({ default: true, description: 'false: without names, for libraries that need a server of glyphs' }),
    ),
  },
  { additionalProperties: false },
);

const Expression = Type.Unknown({ description: 'an expression of the MapLibre style specification' });
export const MapStyle = Type.Object(
  {
    version: Type.Literal(8),
    name: Type.String(),
    sources: Type.Record(Type.String(), Type.Object({ type: Type.Literal('vector'), url: Type.String() })),
    layers: Type.Array(
      Type.Object({
        id: Type.String(),
        type: Type.String(),
        source: Type.Optional(Type.String()),
        'source-layer': Type.Optional(Type.String()),
        minzoom: Type.Optional(Type.Number()),
        maxzoom: Type.Optional(Type.Number()),
        filter: Type.Optional(Expression),
        layout: Type.Optional(Type.Record(Type.String(), Expression)),
        paint: Type.Optional(Type.Record(Type.String(), Expression)),
      }),
    ),
  },
  { $id: 'MapStyle', additionalProperties: false },
);
export type MapStyle = Static<typeof MapStyle>;
