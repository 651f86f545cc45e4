/** Why an operation on a plan was not done. */
import { type Static, Type } from 'typebox';
import { AreaCode } from './codes.ts';
import { CellRanges, Lattice, PlanLevel, SlotIndex } from './plan-state.ts';

export const REFUSALS = [
  // what the author saw is no longer there
  'layer-changed',
  'stale',
  'slot-taken',
  'key-taken',
  'code-taken',
  // what is named is not there, or the operation makes no sense
  'community-unknown',
  'cell-unknown',
  'slot-unknown',
  'arc-unknown',
  'node-unknown',
  'compound-unknown',
  'malformed',
  'changes-nothing',
  // what may not be done
  'grid-locked',
  'outside-grid',
  'sweep-parted',
  'ends-moved',
  'node-fixed',
  'self-crossing',
  'leaves-its-cells',
  'footprint-crossed',
  'footprints-unknown',
  'cut-misses',
  'households-differ',
  'parts-apart',
  'cell-is-cut',
  'arc-is-bent',
  // undo and redo
  'nothing-to-undo',
  'touched-since',
] as const;

/** Why an operation was not done, and where. */
export const OperationRefusal = Type.Object(
  {
    reason: Type.Enum([...REFUSALS]),
    community: Type.Union([AreaCode, Type.Null()]),
    level: PlanLevel,
    slots: Type.Array(SlotIndex, { description: 'grids that stand in the way' }),
    cells: CellRanges,
    seqs: Type.Array(Type.Integer(), { description: 'operations of others that stand in the way' }),
    at: Type.Union([Type.Array(Lattice, { minItems: 2, maxItems: 2 }), Type.Null()], {
      description: 'a place of it, in units of 1e-7 degree',
    }),
  },
  { $id: 'OperationRefusal', additionalProperties: false },
);
export type OperationRefusal = Static<typeof OperationRefusal>;
export type RefusalReason = (typeof REFUSALS)[number];
