/** One community of a plan while it is edited: its layer with what the plan changes in it, its pins, and its two divisions. */
import type {
  CommunityState,
  Division,
  LayerOverlay,
  PlanLevel,
  PlanPin,
  PlanSlot,
} from '../../contract/plan-state.ts';
import type { CellLayer } from '../cells/cell-layer.ts';
import { assignmentOf, assignmentText } from './assignment-text.ts';
import { canonicalCut, canonicalPin, canonicalSlot } from './canonical.ts';
import { UNASSIGNED } from './cell-ranges.ts';
import { LiveNumbers } from './live-numbers.ts';
import { overlaid } from './overlay.ts';
import { groundOf } from './plan-ground.ts';
import { NO_CELL, type PlanLayer } from './plan-layer.ts';

/** One level: slots by number without empty ends, and which cell is in which with all their numbers. */
export interface DivisionState {
  slots: (PlanSlot | null)[];
  nextSlot: number;
  numbers: LiveNumbers;
}

export class CommunityPlan {
  readonly base: CellLayer;
  readonly divisions: Readonly<Record<PlanLevel, DivisionState>>;
  /** Edition of the grids it started from, when that is not the base of the plan. */
  readonly edition: number | undefined;
  pins: PlanPin[];
  nextCell: number;
  #layer: PlanLayer;

  /** Throws a RangeError for a state that does not belong to the layer. */
  constructor(base: CellLayer, state: CommunityState) {
    if (state.layer !== base.hash) throw new RangeError(`${base.community}: the state is of another layer`);
    this.base = base;
    this.edition = state.base;
    this.#layer = overlaid(base, state.overlay);
    this.pins = state.pins.map(canonicalPin);
    this.nextCell = state.nextCell;
    const ground = groundOf(this.#layer);
    const division = (level: PlanLevel): DivisionState => ({
      slots: state[level].slots.map((slot) => slot && canonicalSlot(slot)),
      nextSlot: state.nextSlot[level],
      numbers: new LiveNumbers(ground, this.#fitted(assignmentOf(state[level].assignment))),
    });
    this.divisions = { grid: division('grid'), micro: division('micro') };
  }

  get layer(): PlanLayer {
    return this.#layer;
  }

  get code(): string {
    return this.base.community;
  }

  /** Another overlay; cells that are new take the slots of `like`. Throws an Error for one that has no sense. */
  setOverlay(overlay: LayerOverlay, like: ReadonlyMap<number, number>): void {
    this.#layer = overlaid(this.base, { bends: overlay.bends, cuts: overlay.cuts.map(canonicalCut) });
    const ground = groundOf(this.#layer);
    for (const division of Object.values(this.divisions)) {
      const slotOf = this.#fitted(division.numbers.slotOf);
      for (const [cell, other] of like) slotOf[cell] = slotOf[other]!;
      division.numbers = new LiveNumbers(ground, slotOf);
    }
  }

  isCell(cell: number): boolean {
    const found = this.#layer.cells[cell];
    return found !== undefined && found !== NO_CELL;
  }

  slot(level: PlanLevel, number: number): PlanSlot | null {
    return this.divisions[level].slots[number] ?? null;
  }

  /** `record` null: there is none of this number any more. */
  setSlot(level: PlanLevel, number: number, record: PlanSlot | null): void {
    const division = this.divisions[level];
    while (division.slots.length <= number) division.slots.push(null);
    division.slots[number] = record && canonicalSlot(record);
    while (division.slots.length > 0 && division.slots[division.slots.length - 1] === null) division.slots.pop();
    if (record !== null) division.nextSlot = Math.max(division.nextSlot, number + 1);
  }

  division(level: PlanLevel): Division {
    const { slots, numbers } = this.divisions[level];
    return { slots: slots.map((slot) => slot && canonicalSlot(slot)), assignment: assignmentText(numbers.slotOf) };
  }

  state(): CommunityState {
    const { overlay } = this.#layer;
    return {
      community: this.code,
      layer: this.base.hash,
      ...(this.edition === undefined ? {} : { base: this.edition }),
      overlay: {
        bends: overlay.bends.map(({ arc, points }) => ({ arc, points: [...points] })),
        cuts: overlay.cuts.map(canonicalCut),
      },
      pins: this.pins.map(canonicalPin),
      nextCell: this.nextCell,
      grid: this.division('grid'),
      micro: this.division('micro'),
      nextSlot: { grid: this.divisions.grid.nextSlot, micro: this.divisions.micro.nextSlot },
    };
  }

  #fitted(slotOf: Uint16Array): Uint16Array {
    const fitted = new Uint16Array(this.#layer.cells.length).fill(UNASSIGNED);
    fitted.set(slotOf.subarray(0, fitted.length));
    return fitted;
  }
}
