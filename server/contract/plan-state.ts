/**
 * A plan as a client gets it: for each community its layer of cells, what the plan changes in it, the grids to be, and which
 * cell is in which. Cells go by their place in the layer, slots (grids to be) by a number in the community.
 */
import { type Static, Type } from 'typebox';
import { AreaCode, GridKind } from './codes.ts';

/** In an assignment: the cell is in no slot. */
export const UNASSIGNED = 0xffff;
/** Places of cells in a layer and of children of cut cells behind them; above is for UNASSIGNED only in slots. */
const MOST_CELLS = 0xffff;

export const CellIndex = Type.Integer({ minimum: 0, maximum: MOST_CELLS });
export const SlotIndex = Type.Integer({ minimum: 0, maximum: UNASSIGNED - 1 });
export const Lattice = Type.Integer({ minimum: -1_800_000_000, maximum: 1_800_000_000 });
export const LatticePlace = Type.Array(Lattice, {
  minItems: 2,
  maxItems: 2,
  description: 'x, y in units of 1e-7 degree',
});

/** 16 hexadecimal digits: the content of a layer of cells. */
export const LayerHash = Type.String({ pattern: '^[0-9a-f]{16}$' });

export const CellRanges = Type.Array(Type.Integer({ minimum: 0, maximum: MOST_CELLS + 1 }), {
  maxItems: 2 * MOST_CELLS,
  description: 'first, count, first, count, … in rising order, neighbours joined',
});
export type CellRanges = Static<typeof CellRanges>;

export const SlotRuns = Type.Array(Type.Integer({ minimum: 0, maximum: UNASSIGNED }), {
  maxItems: 2 * MOST_CELLS,
  description: 'slot, count, slot, count, … over the cells beside it, in their order; 65535: in none',
});
export type SlotRuns = Static<typeof SlotRuns>;

/** grid: the grids of the community. micro: the micro grids inside them, over the same cells. */
export const PlanLevel = Type.Union([Type.Literal('grid'), Type.Literal('micro')]);
export type PlanLevel = Static<typeof PlanLevel>;

/** free: may be redrawn. locked: keeps its cells, edits are refused. dedicated: no standard applies, proposals leave it. */
export const SlotRole = Type.Union([Type.Literal('free'), Type.Literal('locked'), Type.Literal('dedicated')]);
export type SlotRole = Static<typeof SlotRole>;

/** A grid to be. */
export const PlanSlot = Type.Object(
  {
    key: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'who it is, once in a plan: workers and posts are carried by it',
    }),
    code: Type.Union([Type.String({ maxLength: 40 }), Type.Null()], { description: 'null: gets one when published' }),
    name: Type.String({ maxLength: 100 }),
    kind: GridKind,
    role: SlotRole,
    parent: Type.Union([SlotIndex, Type.Null()], { description: 'of a micro grid: the slot of its grid' }),
  },
  { additionalProperties: false },
);
export type PlanSlot = Static<typeof PlanSlot>;

export const ofCommunity = { community: AreaCode };
export const ofCells = { ...ofCommunity, layer: LayerHash, level: PlanLevel };
export const closed = { additionalProperties: false };

export const ArcPoints = Type.Array(Lattice, {
  minItems: 4,
  maxItems: 20_000,
  description: 'x0, y0, … in units of 1e-7 degree, with both ends',
});

export const CellChild = Type.Object(
  {
    places: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 10_000 }),
    households: Type.Integer({ minimum: -1, description: '-1: nobody has counted' }),
  },
  closed,
);
export type CellChild = Static<typeof CellChild>;

/** One cell in two along a line. The part on the left of the line keeps the place of the cell, the other gets `child`. */
export const CellCut = Type.Object(
  {
    cell: CellIndex,
    child: CellIndex,
    line: Type.Array(Lattice, {
      minItems: 4,
      maxItems: 2000,
      description: 'x0, y0, …: from one place of the outline of the cell to another; ends are taken to the outline',
    }),
    units: Type.Boolean({ description: 'a building is cut between its units 单元: only then may the line cross it' }),
    left: CellChild,
    right: CellChild,
  },
  closed,
);
export type CellCut = Static<typeof CellCut>;

/** together: cells that share a grid. never-cross: arcs no grid reaches across. whole: a compound that is never cut. */
export const PlanPin = Type.Union([
  Type.Object({ pin: Type.Literal('together'), cells: CellRanges }, closed),
  Type.Object(
    {
      pin: Type.Literal('never-cross'),
      arcs: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, description: 'arcs of the layer, rising' }),
    },
    closed,
  ),
  Type.Object({ pin: Type.Literal('whole'), compound: Type.String({ maxLength: 64 }) }, closed),
]);
export type PlanPin = Static<typeof PlanPin>;

export const Assignment = Type.String({
  maxLength: 200_000,
  contentEncoding: 'base64',
  description: 'slot of each cell: unsigned 16 bit, little-endian, base64; 65535: in none, or no cell of that number',
});

export const SlotTable = Type.Array(Type.Union([PlanSlot, Type.Null()]), {
  maxItems: UNASSIGNED,
  description: 'by number; null: there is none of that number',
});

/** One level of one community, whole. */
export const Division = Type.Object({ slots: SlotTable, assignment: Assignment }, closed);
export type Division = Static<typeof Division>;

/** What a plan changes in a layer of cells. */
export const LayerOverlay = Type.Object(
  {
    bends: Type.Array(Type.Object({ arc: Type.Integer({ minimum: 0 }), points: ArcPoints }, closed), {
      description: 'in order of the arcs of the layer; where a node has moved, all arcs that end there',
    }),
    cuts: Type.Array(CellCut, { description: 'made after the bends, in order of the child' }),
  },
  closed,
);
export type LayerOverlay = Static<typeof LayerOverlay>;

/** One community of a plan. Equal states are equal texts. */
export const CommunityState = Type.Object(
  {
    ...ofCommunity,
    layer: LayerHash,
    base: Type.Optional(
      Type.Integer({ description: 'the edition whose grids it started from, when that is not the base of the plan' }),
    ),
    overlay: LayerOverlay,
    pins: Type.Array(PlanPin, { description: 'in order of their texts' }),
    nextCell: Type.Integer({ minimum: 0, description: 'the number that the next cut gives; never given twice' }),
    grid: Division,
    micro: Division,
    nextSlot: Type.Object(
      { grid: Type.Integer({ minimum: 0 }), micro: Type.Integer({ minimum: 0 }) },
      { ...closed, description: 'the number of the next new grid; never given twice' },
    ),
  },
  closed,
);
export type CommunityState = Static<typeof CommunityState>;

export const PlanSnapshot = Type.Object(
  {
    seq: Type.Integer({ minimum: 0, description: 'of the last operation in it' }),
    communities: Type.Array(CommunityState, { description: 'in order of their codes' }),
  },
  { $id: 'PlanSnapshot', additionalProperties: false },
);
export type PlanSnapshot = Static<typeof PlanSnapshot>;
