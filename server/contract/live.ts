/** GET /api/live: what happens, as it happens. Server-sent events whose data are these, as JSON. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { EventId, EventRow } from './events.ts';
import { PlanLifeState } from './plans.ts';
import { Instant } from './time.ts';

/** A check of an area has ended. `added` and `gone`: findings against the last check of the area. */
export const CoverageNews = Type.Object({
  area: AreaCode,
  check: Type.String(),
  edition: Type.Union([Type.Integer(), Type.Null()]),
  editionNumber: Type.Union([Type.Integer(), Type.Null()]),
  counts: Type.Record(Type.String(), Type.Integer()),
  added: Type.Integer(),
  gone: Type.Integer(),
});
export type CoverageNews = Static<typeof CoverageNews>;

/** Something of a county was published: read it again. */
export const PublishedNews = Type.Object({ area: AreaCode });

/** A plan was changed or took a step: ask for what comes after the `seq` you know. */
export const PlanNews = Type.Object({
  area: AreaCode,
  plan: Type.Integer(),
  state: Type.Union([PlanLifeState, Type.Literal('dropped')]),
  version: Type.Integer(),
  seq: Type.Integer(),
  actor: Type.String(),
});
export type PlanNews = Static<typeof PlanNews>;

/** A community of a proposal is there, or the proposal has ended (community null). */
export const ProposalNews = Type.Object({
  area: AreaCode,
  plan: Type.Integer(),
  proposal: Type.String(),
  community: Type.Union([AreaCode, Type.Null()]),
  state: Type.String(),
});
export type ProposalNews = Static<typeof ProposalNews>;

/** `snapshot`, first and after every `reset` of a stream that shows events: all that are open, and those ended since midnight. */
export const EventsSnapshot = Type.Object({
  at: Instant,
  events: Type.Array(EventRow),
  counts: Type.Record(Type.String(), Type.Integer(), {
    description: 'today: reported, filed, handled, closed; now: open, overdue, suspended, unlocated',
  }),
});
export type EventsSnapshot = Static<typeof EventsSnapshot>;

/** `events`: what has changed since the frame before, each once and as it is now. `gone`: left the reader's sight. */
export const EventsDelta = Type.Object({
  at: Instant,
  events: Type.Array(EventRow),
  gone: Type.Array(EventId),
  counts: Type.Record(Type.String(), Type.Integer()),
});
export type EventsDelta = Static<typeof EventsDelta>;

/** `beat`: nothing has happened, the line is alive. At least every 25 s of a stream that shows events. */
export const LiveBeat = Type.Object({ at: Instant });
export type LiveBeat = Static<typeof LiveBeat>;

/** `emergency`, `zone`: one of the area was made, changed or ended; ask for them again. */
export const AreaNews = Type.Object({ area: AreaCode, id: Type.Integer() });
export type AreaNews = Static<typeof AreaNews>;

/** `tiles`: after a publish these tiles of a layer set, of zooms `minZoom` to `maxZoom`, are other bytes, `z/x/y`; more than a hundred: null, all may be. */
export const TilesNews = Type.Object({
  area: AreaCode,
  layers: Type.Array(Type.String()),
  minZoom: Type.Integer(),
  maxZoom: Type.Integer(),
  tiles: Type.Union([Type.Array(Type.String()), Type.Null()]),
});
export type TilesNews = Static<typeof TilesNews>;

export const LIVE_VIEWS = ['news', 'events'] as const;
export const LiveQuery = Type.Object(
  {
    area: Type.Optional(AreaCode),
    view: Type.Optional(
      Type.Union([Type.Literal('news'), Type.Literal('events')], {
        description:
          'news: what has changed (default). events: the events themselves too, a snapshot and then every change',
      }),
    ),
  },
  { additionalProperties: false, description: 'only what is about this area, those below it and those it lies in' },
);
export type LiveQuery = Static<typeof LiveQuery>;
