/**
 * How each cell and each arc of a community is painted, as one small number, so that only those whose number has changed get
 * another feature-state. Pure.
 */
import type { PlanLevel } from '../../../server/contract/plan-state.ts';
import { bandOf } from '../../../server/partition/plan/band.ts';
import { UNASSIGNED } from '../../../server/partition/plan/cell-ranges.ts';
import type { CommunityPlan } from '../../../server/partition/plan/community-plan.ts';
import type { Standard } from '../../../server/partition/standard.ts';

/** Of a cell that is in no grid. */
export const NO_COLOUR = 7;
export const BAND_CODES = ['none', 'under', 'in', 'over'] as const;
const OF_BAND = { exempt: 0, under: 1, within: 2, over: 3 } as const;

/** c: colour number. b: place in BAND_CODES. l: locked. f: faded, since it is in none of the level in hand. */
export interface CellState {
  readonly c: number;
  readonly b: number;
  readonly l: boolean;
  readonly f: boolean;
}

const codeOf = ({ c, b, l, f }: CellState): number => c | (b << 3) | (Number(l) << 5) | (Number(f) << 6);

export const cellState = (code: number): CellState => ({
  c: code & 7,
  b: (code >> 3) & 3,
  l: (code & 32) !== 0,
  f: (code & 64) !== 0,
});

const NOWHERE = codeOf({ c: NO_COLOUR, b: 0, l: false, f: false });

/** By slot of one level; `isFaded` when another level is in hand. No standard applies to micro grids. */
function codesOf(
  { divisions }: CommunityPlan,
  of: PlanLevel,
  colours: Readonly<Record<PlanLevel, Uint8Array>>,
  standard: Standard,
  isFaded: boolean,
): number[] {
  return divisions[of].slots.map((record, slot) => {
    if (record === null) return NO_COLOUR;
    const households = divisions[of].numbers.households(slot);
    const b = of === 'micro' ? OF_BAND.exempt : OF_BAND[bandOf(record, households, standard).state];
    return codeOf({ c: colours[of][slot]!, b, l: record.role === 'locked', f: isFaded });
  });
}

/** By cell. `colours` by slot of each level. */
export function cellCodes(
  community: CommunityPlan,
  level: PlanLevel,
  colours: Readonly<Record<PlanLevel, Uint8Array>>,
  standard: Standard,
): Uint8Array {
  const { grid, micro } = community.divisions;
  const gridCodes = codesOf(community, 'grid', colours, standard, level === 'micro');
  const microCodes = level === 'micro' ? codesOf(community, 'micro', colours, standard, false) : [];
  const codes = new Uint8Array(grid.numbers.slotOf.length);
  for (let cell = 0; cell < codes.length; cell++) {
    const part = level === 'micro' ? micro.numbers.slotOf[cell]! : UNASSIGNED;
    codes[cell] = microCodes[part] ?? gridCodes[grid.numbers.slotOf[cell]!] ?? NOWHERE;
  }
  return codes;
}

/** Of a grid by its slot, of the ground in no grid by any other number: from afar micro grids are too small. */
export function slotCodes(
  community: CommunityPlan,
  level: PlanLevel,
  colours: Readonly<Record<PlanLevel, Uint8Array>>,
  standard: Standard,
): (slot: number) => number {
  const codes = codesOf(community, 'grid', colours, standard, level === 'micro');
  return (slot) => codes[slot] ?? NOWHERE;
}

/** Of an arc: within a grid, between micro grids of one grid, between grids. */
export const ARC_CODE = { inside: 0, micro: 1, border: 2 } as const;

/** By arc. */
export function arcCodes({ layer: { arcs }, divisions: { grid, micro } }: CommunityPlan): Uint8Array {
  const [slotOf, partOf] = [grid.numbers.slotOf, micro.numbers.slotOf];
  const codes = new Uint8Array(arcs.length);
  for (let arc = 0; arc < codes.length; arc++) {
    const { left, right } = arcs[arc]!;
    if (left < 0 || right < 0 || slotOf[left] !== slotOf[right]) codes[arc] = ARC_CODE.border;
    else codes[arc] = partOf[left] === partOf[right] ? ARC_CODE.inside : ARC_CODE.micro;
  }
  return codes;
}

/** Arcs around a grid. */
export function arcsAround({ layer: { arcs }, divisions }: CommunityPlan, level: PlanLevel, slot: number): number[] {
  const { slotOf } = divisions[level].numbers;
  const isIn = (cell: number): boolean => cell >= 0 && slotOf[cell] === slot;
  const around: number[] = [];
  for (let arc = 0; arc < arcs.length; arc++) {
    if (isIn(arcs[arc]!.left) !== isIn(arcs[arc]!.right)) around.push(arc);
  }
  return around;
}

/** Numbers whose code differs; all when nothing was painted before. */
export function changedCodes(before: Uint8Array | undefined, after: Uint8Array): number[] {
  const changed: number[] = [];
  for (let i = 0; i < after.length; i++) if (before === undefined || before[i] !== after[i]) changed.push(i);
  return changed;
}
