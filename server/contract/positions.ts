/** Positions of workers on duty: what comes in, what is shown, and a trail that is looked at with a reason. */
import { type Static, Type } from 'typebox';
import { AreaCode, GridCode } from './codes.ts';
import { Instant } from './time.ts';

/** One position. `t` in ms since 1970, UTC: seconds are not guessed. */
export const Fix = Type.Object(
  {
    worker: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1, description: 'left out: the worker who is signed in' }),
    ),
    t: Type.Number(),
    lon: Type.Number(),
    lat: Type.Number(),
    accuracy: Type.Optional(Type.Number({ description: 'metres, 68 %' })),
    speed: Type.Optional(Type.Number({ description: 'm/s' })),
    course: Type.Optional(Type.Number({ description: 'degrees from north' })),
    cid: Type.Optional(Type.String({ minLength: 1, maxLength: 40, description: 'the client’s own id of it' })),
  },
  { additionalProperties: false },
);
export type Fix = Static<typeof Fix>;
export const FixBatch = Type.Object(
  { fixes: Type.Array(Fix, { minItems: 1, maxItems: 1000 }) },
  { additionalProperties: false },
);

/**
 * Why a fix is not taken, in the order in which it is looked at. off-duty: it is discarded, nothing of it is kept.
 * jump: faster than 60 m/s from the one before, and no second fix has confirmed it yet.
 */
export const FIX_REASONS = [
  ...['coordinate-invalid', 'zero', 'outside', 'swapped', 'future', 'too-old', 'worker-unknown', 'forbidden'],
  ...['off-duty', 'jump'],
] as const;
export type FixReason =
  | ('coordinate-invalid' | 'zero' | 'outside' | 'swapped' | 'future' | 'too-old' | 'worker-unknown' | 'forbidden')
  | ('off-duty' | 'jump');
/** stale: older than the newest one; it belongs to the trail, and moves nothing. coalesced: stands still, or comes too soon. */
export type FixOutcome = 'accepted' | 'duplicate' | 'stale' | 'coalesced' | FixReason;
export const FixOutcomes = Type.Object(
  {
    results: Type.Array(
      Type.Unsafe<FixOutcome>(
        Type.Union(
          ['accepted', 'duplicate', 'stale', 'coalesced', ...FIX_REASONS].map((outcome) => Type.Literal(outcome)),
        ),
      ),
      { description: 'one for each fix, in their order' },
    ),
  },
  { additionalProperties: false },
);
export type FixOutcomes = Static<typeof FixOutcomes>;

/** Where a worker on duty is. */
export const WorkerPosition = Type.Object(
  {
    worker: Type.Integer(),
    name: Type.String(),
    area: AreaCode,
    grid: Type.Union([GridCode, Type.Null()], { description: 'the grid entered; null: outside every grid' }),
    place: Type.Union([Type.Literal('own-grid'), Type.Literal('other-grid'), Type.Literal('outside')]),
    lon: Type.Number(),
    lat: Type.Number(),
    at: Instant,
    accuracyM: Type.Number(),
    coarse: Type.Boolean({ description: 'too inaccurate for the grid to be judged by it' }),
    fresh: Type.Union([Type.Literal('fresh'), Type.Literal('late'), Type.Literal('lost')], {
      description: 'late: no fix for three intervals; lost: for ten minutes',
    }),
    since: Instant,
  },
  { additionalProperties: false, description: 'since: of the shift' },
);
export type WorkerPosition = Static<typeof WorkerPosition>;
export const PositionQuery = Type.Object({ area: AreaCode }, { additionalProperties: false });
export const PositionList = Type.Object(
  { at: Instant, intervalS: Type.Integer(), positions: Type.Array(WorkerPosition) },
  { additionalProperties: false },
);
export type PositionList = Static<typeof PositionList>;

/** Who is near a place. */
export const NearQuery = Type.Object(
  {
    area: AreaCode,
    lon: Type.Number({ minimum: -180, maximum: 180 }),
    lat: Type.Number({ minimum: -90, maximum: 90 }),
  },
  { additionalProperties: false },
);
export type NearQuery = Static<typeof NearQuery>;
export const NearWorker = Type.Object(
  {
    ...WorkerPosition.properties,
    straightM: Type.Integer({ description: 'metres in a straight line' }),
    walkM: Type.Union([Type.Integer(), Type.Null()], {
      description: 'metres on foot along roads; null: no road leads there, or it is not loaded, or farther than 8 km',
    }),
  },
  { additionalProperties: false },
);
export type NearWorker = Static<typeof NearWorker>;
export const NearList = Type.Object(
  {
    at: Instant,
    roads: Type.Boolean({ description: 'whether roads are loaded there' }),
    workers: Type.Array(NearWorker, { description: 'at most 40, the nearest in a straight line first' }),
  },
  { additionalProperties: false },
);
export type NearList = Static<typeof NearList>;

/** A look at one worker's trail: it is written down, and the worker can see it. */
export const TrailAsked = Type.Object(
  { from: Instant, to: Instant, reason: Type.String({ minLength: 4, maxLength: 500, pattern: '^[^\\u0000]*$' }) },
  { additionalProperties: false, description: 'at most 31 days' },
);
export type TrailAsked = Static<typeof TrailAsked>;
/**
 * Columns of one length. `t`: seconds after `from`; `lon`, `lat`: degrees; a break of more than ten minutes is a gap.
 * `accuracyM`: whole metres, 255 for anything above.
 */
export const Trail = Type.Object(
  {
    worker: Type.Integer(),
    name: Type.String(),
    from: Instant,
    t: Type.Array(Type.Number()),
    lon: Type.Array(Type.Number()),
    lat: Type.Array(Type.Number()),
    accuracyM: Type.Array(Type.Number()),
    movements: Type.Array(
      Type.Object({
        kind: Type.String(),
        from: Type.Union([GridCode, Type.Null()]),
        to: Type.Union([GridCode, Type.Null()]),
        at: Instant,
        reason: Type.String(),
      }),
    ),
    look: Type.Union([Type.Integer(), Type.Null()], {
      description: 'the row that was written for it; null: the worker’s own look',
    }),
  },
  { additionalProperties: false },
);
export type Trail = Static<typeof Trail>;
export const TrailLook = Type.Object(
  { id: Type.Integer(), from: Instant, to: Instant, reason: Type.String(), by: Type.String(), at: Instant },
  { additionalProperties: false },
);
export const TrailLooks = Type.Object({ looks: Type.Array(TrailLook) }, { additionalProperties: false });
export type TrailLooks = Static<typeof TrailLooks>;

/** A device that tells positions by itself, like Traccar Client or OsmAnd. Its key is a worker’s and is shown once. */
export const NewTracker = Type.Object(
  {
    worker: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }),
    name: Type.String({ minLength: 1, maxLength: 60, pattern: '^[^\\u0000-\\u001f]+$' }),
  },
  { additionalProperties: false },
);
export type NewTracker = Static<typeof NewTracker>;
export const Tracker = Type.Object(
  {
    id: Type.Integer(),
    worker: Type.Integer(),
    name: Type.String(),
    createdAt: Instant,
    revokedAt: Type.Union([Instant, Type.Null()]),
  },
  { additionalProperties: false },
);
export type Tracker = Static<typeof Tracker>;
export const TrackerCreated = Type.Object(
  { ...Tracker.properties, key: Type.String({ description: 'shown this once' }) },
  { additionalProperties: false },
);
export const TrackerList = Type.Object({ trackers: Type.Array(Tracker) }, { additionalProperties: false });
export const TrackerQuery = Type.Object(
  { worker: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) },
  { additionalProperties: false },
);
export const TrackerParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 53 - 1 }) });

/**
 * One position in the way of OsmAnd, as Traccar’s port 5055 takes it, in the query or as a form. Devices add what they like;
 * what is not named here is not read. Their clocks tell seconds, milliseconds or ISO 8601, by their protocol.
 */
export const OsmAndFix = Type.Object({
  id: Type.Optional(Type.String({ maxLength: 100, description: 'the key of the tracker; deviceid is the same' })),
  deviceid: Type.Optional(Type.String({ maxLength: 100 })),
  lat: Type.Optional(Type.Number()),
  lon: Type.Optional(Type.Number()),
  location: Type.Optional(Type.String({ maxLength: 60, description: 'latitude,longitude instead of the two' })),
  timestamp: Type.Optional(Type.String({ maxLength: 40, description: 'left out: now' })),
  accuracy: Type.Optional(Type.Number({ description: 'metres' })),
  hdop: Type.Optional(Type.Number({ description: 'in place of accuracy' })),
  speed: Type.Optional(Type.Number({ description: 'knots' })),
  bearing: Type.Optional(Type.Number()),
  heading: Type.Optional(Type.Number()),
});
export type OsmAndFix = Static<typeof OsmAndFix>;
