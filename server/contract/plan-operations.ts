/**
 * Operations on a plan as they go over HTTP and into its log. Each says what was there before, so that it applies only to what
 * its author saw, and has an inverse.
 */
import { type Static, Type } from 'typebox';
import {
  ArcPoints,
  CellCut,
  CellIndex,
  CellRanges,
  CommunityState,
  closed,
  Division,
  LatticePlace,
  LayerHash,
  ofCells,
  ofCommunity,
  PlanLevel,
  PlanPin,
  PlanSlot,
  SlotIndex,
  SlotRole,
  SlotRuns,
  UNASSIGNED,
} from './plan-state.ts';
import { Instant } from './time.ts';

export const AssignBody = Type.Object(
  {
    kind: Type.Literal('assign'),
    args: Type.Object({ ...ofCells, cells: CellRanges, to: SlotRuns }, closed),
    before: Type.Object({ from: SlotRuns }, closed),
  },
  closed,
);

/** New slots, each with its cells, all of them out of one. A part without cells is an empty grid to paint. */
export const SplitBody = Type.Object(
  {
    kind: Type.Literal('split'),
    args: Type.Object(
      {
        ...ofCells,
        slot: Type.Integer({ minimum: 0, maximum: UNASSIGNED, description: '65535: out of cells in no slot' }),
        parts: Type.Array(Type.Object({ slot: SlotIndex, record: PlanSlot, cells: CellRanges }, closed), {
          minItems: 1,
          maxItems: 1000,
        }),
      },
      closed,
    ),
    before: Type.Object({}, closed),
  },
  closed,
);

/** Slots that go up in another; `kept` 65535: their cells are in no slot afterwards. */
export const MergeBody = Type.Object(
  {
    kind: Type.Literal('merge'),
    args: Type.Object(
      {
        ...ofCells,
        slots: Type.Array(SlotIndex, { minItems: 1, maxItems: 1000, description: 'rising, without the one kept' }),
        kept: Type.Integer({ minimum: 0, maximum: UNASSIGNED }),
      },
      closed,
    ),
    before: Type.Object(
      {
        parts: Type.Array(Type.Object({ slot: SlotIndex, record: PlanSlot, cells: CellRanges }, closed), {
          description: 'of each slot that goes, in their order',
        }),
      },
      closed,
    ),
  },
  closed,
);

/** An assignment of the cells swept when a border between two nodes takes another way. */
export const MoveBorderBody = Type.Object(
  {
    kind: Type.Literal('moveBorder'),
    args: Type.Object(
      {
        ...ofCells,
        between: Type.Array(SlotIndex, { minItems: 2, maxItems: 2, description: 'the two slots of the border' }),
        ends: Type.Array(Type.Integer({ minimum: 0 }), {
          minItems: 2,
          maxItems: 2,
          description: 'nodes of the layer, with its cuts, where the old and the new border part and meet',
        }),
        cells: CellRanges,
        to: SlotRuns,
      },
      closed,
    ),
    before: Type.Object({ from: SlotRuns }, closed),
  },
  closed,
);

/** Another course of one arc of the layer: every border on it follows. */
export const BendArcBody = Type.Object(
  {
    kind: Type.Literal('bendArc'),
    args: Type.Object(
      { ...ofCommunity, layer: LayerHash, arc: Type.Integer({ minimum: 0 }), points: ArcPoints },
      closed,
    ),
    before: Type.Object({ points: ArcPoints }, closed),
  },
  closed,
);

/** A place where arcs of the layer meet, with the ends of all of them: every border through it follows. */
export const MoveNodeBody = Type.Object(
  {
    kind: Type.Literal('moveNode'),
    args: Type.Object(
      {
        ...ofCommunity,
        layer: LayerHash,
        node: Type.Integer({ minimum: 0, description: 'of the layer, not on the edge of the community' }),
        arcs: Type.Array(Type.Integer({ minimum: 0 }), {
          minItems: 1,
          maxItems: 1000,
          description: 'arcs of the layer that end there, rising',
        }),
        at: LatticePlace,
      },
      closed,
    ),
    before: Type.Object({ at: LatticePlace }, closed),
  },
  closed,
);

export const CutCellBody = Type.Object(
  {
    kind: Type.Literal('cutCell'),
    args: Type.Object({ ...ofCommunity, layer: LayerHash, cut: CellCut }, closed),
    before: Type.Object(
      {
        grid: Type.Integer({ minimum: 0, maximum: UNASSIGNED, description: 'slot of the cell, which both parts keep' }),
        micro: Type.Integer({ minimum: 0, maximum: UNASSIGNED }),
      },
      closed,
    ),
  },
  closed,
);

export const UncutBody = Type.Object(
  {
    kind: Type.Literal('uncut'),
    args: Type.Object({ ...ofCommunity, layer: LayerHash, child: CellIndex }, closed),
    before: Type.Object(
      {
        cut: CellCut,
        grid: Type.Integer({ minimum: 0, maximum: UNASSIGNED, description: 'slot of both parts: they must share it' }),
        micro: Type.Integer({ minimum: 0, maximum: UNASSIGNED }),
      },
      closed,
    ),
  },
  closed,
);

/** What may be said of a grid besides its cells and its role. */
export const SlotFields = Type.Partial(Type.Pick(PlanSlot, ['code', 'name', 'kind', 'key', 'parent']), closed);
export type SlotFields = Static<typeof SlotFields>;

export const SetGridBody = Type.Object(
  {
    kind: Type.Literal('setGrid'),
    args: Type.Object({ ...ofCommunity, level: PlanLevel, slot: SlotIndex, set: SlotFields }, closed),
    before: Type.Object({ set: SlotFields }, { ...closed, description: 'the same fields as they were' }),
  },
  closed,
);

/** Roles of any number of grids, in any communities of the plan. */
export const LockBody = Type.Object(
  {
    kind: Type.Literal('lock'),
    args: Type.Object(
      {
        grids: Type.Array(Type.Object({ ...ofCommunity, level: PlanLevel, slot: SlotIndex, role: SlotRole }, closed), {
          minItems: 1,
          maxItems: 100_000,
        }),
      },
      closed,
    ),
    before: Type.Object({ roles: Type.Array(SlotRole) }, closed),
  },
  closed,
);

export const PinBody = Type.Object(
  {
    kind: Type.Literal('pin'),
    args: Type.Object({ ...ofCommunity, layer: LayerHash, pin: PlanPin, on: Type.Boolean() }, closed),
    before: Type.Object({ on: Type.Boolean() }, closed),
  },
  closed,
);

const DivisionPart = Type.Object({ ...ofCells, division: Division }, closed);

/** What a proposal, a repair or an import made: whole divisions, one step of undo. */
export const ApplyBody = Type.Object(
  {
    kind: Type.Literal('apply'),
    args: Type.Object(
      {
        source: Type.Union([
          Type.Literal('fix'),
          Type.Literal('repair'),
          Type.Literal('proposal'),
          Type.Literal('unassigned'),
          Type.Literal('import'),
        ]),
        certificate: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
        parts: Type.Array(DivisionPart, { minItems: 1, maxItems: 2000 }),
      },
      closed,
    ),
    before: Type.Object({ parts: Type.Array(DivisionPart) }, closed),
  },
  closed,
);

/** mine: what the plan changed is done again on the new ground. theirs: the plan changes nothing there any more. */
export const RebaseTake = Type.Union([Type.Literal('mine'), Type.Literal('theirs')]);
export type RebaseTake = Static<typeof RebaseTake>;

/** What did not come along when a community moved to other cells. */
export const RebaseLoss = Type.Object(
  {
    unassigned: Type.Array(Type.Integer(), {
      description:
        'cells of the new layer, rising, on ground that the old one did not have, and that no grid was found for',
    }),
    bends: Type.Array(Type.Integer(), { description: 'arcs of the old layer whose other course is given up' }),
    cuts: Type.Array(Type.Integer(), {
      description: 'cuts of the old layer that are given up, by their child: the cell goes where its larger part was',
    }),
    pins: Type.Array(PlanPin, { description: 'of the old layer' }),
    retired: Type.Array(Type.String(), {
      description: 'codes that have ended since: their grids go on in the plan and get new ones',
    }),
  },
  closed,
);
export type RebaseLoss = Static<typeof RebaseLoss>;

/**
 * Communities that move to other cells and another edition, whole: their states before and after. Only the service makes it
 * (POST /api/plans/{id}/rebase). Whoever gets one fetches the cells that it names: /cells/{community}?layer=….
 */
export const RebaseBody = Type.Object(
  {
    kind: Type.Literal('rebase'),
    args: Type.Object(
      {
        parts: Type.Array(Type.Object({ take: RebaseTake, state: CommunityState, lost: RebaseLoss }, closed), {
          minItems: 1,
          maxItems: 2000,
        }),
      },
      closed,
    ),
    before: Type.Object({ states: Type.Array(CommunityState) }, closed),
  },
  closed,
);

const EDITS = [
  AssignBody,
  SplitBody,
  MergeBody,
  MoveBorderBody,
  BendArcBody,
  MoveNodeBody,
  CutCellBody,
  UncutBody,
  SetGridBody,
  LockBody,
  PinBody,
  ApplyBody,
] as const;

/** What anybody may do to a plan. */
export const EditBody = Type.Union([...EDITS]);
export type EditBody = Static<typeof EditBody>;

/** What is done to a plan, by anybody, at any time. */
export const OperationBody = Type.Union([...EDITS, RebaseBody]);
export type OperationBody = Static<typeof OperationBody>;
export type OperationKind = OperationBody['kind'];
export type BodyOf<Kind extends OperationKind> = Extract<OperationBody, { kind: Kind }>;

/** Undo and redo name the operation they take back: an edit, or an undo. The service appends its inverse to the log. */
export const UndoRequest = Type.Object(
  {
    kind: Type.Union([Type.Literal('undo'), Type.Literal('redo')]),
    args: Type.Object({ of: Type.Integer({ minimum: 1, description: 'seq' }) }, closed),
  },
  closed,
);
export type UndoRequest = Static<typeof UndoRequest>;

/** What a client sends; `ref` is its own name for it, so that one sent twice is done once. */
export const NewOperation = Type.Object(
  {
    ref: Type.String({ minLength: 8, maxLength: 64, pattern: '^[0-9A-Za-z_-]+$' }),
    operation: Type.Union([EditBody, UndoRequest]),
  },
  closed,
);
export type NewOperation = Static<typeof NewOperation>;

export const NewOperations = Type.Object(
  { operations: Type.Array(NewOperation, { minItems: 1, maxItems: 1000 }) },
  closed,
);
export type NewOperations = Static<typeof NewOperations>;

/** One row of the log. Nothing is ever taken out of it: an undo is a row whose `reverts` names the row it takes back. */
export const PlanOperation = Type.Object(
  {
    seq: Type.Integer({ minimum: 1, description: '1, 2, 3, … in a plan' }),
    ref: Type.String(),
    actor: Type.String(),
    at: Instant,
    reverts: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()], {
      description: 'seq of the operation of which this is the inverse: an undo of an edit, or a redo of an undo',
    }),
    operation: OperationBody,
  },
  { $id: 'PlanOperation', additionalProperties: false },
);
export type PlanOperation = Static<typeof PlanOperation>;

export const PlanOperations = Type.Object(
  { seq: Type.Integer({ description: 'of the last operation of the plan' }), operations: Type.Array(PlanOperation) },
  closed,
);
export type PlanOperations = Static<typeof PlanOperations>;
