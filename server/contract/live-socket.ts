/**
 * GET /api/live/socket, a WebSocket: where workers on duty are, as binary frames by the cells of the map that is looked at, or as
 * counts for each grid where that is too much or not allowed. Positions are state: only the latest matters, a slow line misses
 * ticks and not the end of them. Who lost the line says which cells it holds and of which seq, and is told those that changed.
 * Events can be had on the same line.
 *
 * A text message is one of the JSON objects below. A binary one, little-endian: u8 kind (1 snapshot: all that is in the cell ·
 * 2 tick: those that changed), u8 version (1), u16 0, u32 seq, u32 x and u32 y of the cell, u32 rows, u32 gone; then rows of 20
 * bytes: id u32, longitude i32, latitude i32 (1e-7 degree), speed u16 (dm/s, 65535: not told), course u16 (degrees, 65535: not
 * told), age u16 (seconds), accuracy u8 (metres, 255: more), flags u8; then u32 ids that are no longer in the cell.
 * Flags: 1 coarse · 2 late · 4 lost · 8 in another grid · 16 outside every grid. Kind 3, version 1, u16 0: the next bytes of the
 * event stream that GET /api/live?view=events is, in pieces that may end anywhere.
 */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { Instant } from './time.ts';

/** First of all, within ten seconds. The token is left out where a cookie came with the request. */
export const SocketHello = Type.Object(
  {
    type: Type.Literal('hello'),
    token: Type.Optional(Type.String({ maxLength: 200 })),
    since: Type.Optional(
      Type.Object(
        {
          epoch: Type.String({ maxLength: 40 }),
          cells: Type.Array(Type.Tuple([Type.Integer(), Type.Integer(), Type.Integer()]), {
            maxItems: 64,
            description: 'x, y and the seq of the last frame: what is held from a line that was lost',
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type SocketHello = Static<typeof SocketHello>;
/** What is looked at, anew with every movement of the map. bbox: west, south, east, north. */
export const SocketSubscribe = Type.Object(
  {
    type: Type.Literal('subscribe'),
    bbox: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
    zoom: Type.Number({ minimum: 0, maximum: 30 }),
  },
  { additionalProperties: false },
);
/** Once: the events of an area, or of all that may be seen, as well; `last` as Last-Event-ID. */
export const SocketEvents = Type.Object(
  {
    type: Type.Literal('events'),
    area: Type.Optional(AreaCode),
    last: Type.Optional(Type.String({ maxLength: 60 })),
  },
  { additionalProperties: false },
);
export type SocketEvents = Static<typeof SocketEvents>;
export const SocketAsked = Type.Union([SocketHello, SocketSubscribe, SocketEvents]);
export type SocketAsked = Static<typeof SocketAsked>;

export const SocketWelcome = Type.Object({
  type: Type.Literal('welcome'),
  epoch: Type.String({ description: 'another one: the service was started anew, or the rights are others' }),
  resumed: Type.Boolean({ description: 'cells held since and unchanged are not told again' }),
  seq: Type.Integer(),
  tickMs: Type.Integer(),
  exact: Type.Boolean({ description: 'false: this caller gets counts only' }),
  limits: Type.Object({ cells: Type.Integer(), cellZoom: Type.Integer(), fromZoom: Type.Integer() }),
});
export type SocketWelcome = Static<typeof SocketWelcome>;
export const SocketSubscribed = Type.Object({
  type: Type.Literal('subscribed'),
  mode: Type.Union([Type.Literal('cells'), Type.Literal('counts')]),
  cells: Type.Array(Type.Tuple([Type.Integer(), Type.Integer()]), {
    description: 'x and y; those left out are not told',
  }),
});
export type SocketSubscribed = Static<typeof SocketSubscribed>;
export const SocketCounts = Type.Object({
  type: Type.Literal('counts'),
  at: Instant,
  grids: Type.Array(Type.Tuple([GridCode, Type.Integer()])),
  outside: Type.Integer({ description: 'in no grid' }),
});
export type SocketCounts = Static<typeof SocketCounts>;

/** Why the service closes a socket. */
export const SOCKET_CLOSES = {
  'message-invalid': 4400,
  'login-required': 4401,
  'role-missing': 4403,
  'hello-missing': 4408,
  'too-many': 4429,
  slow: 4413,
  /** The service is closing. */
  ended: 4410,
} as const;
