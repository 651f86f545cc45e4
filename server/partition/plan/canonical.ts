/** Records in one form, whoever sent them: equal ones are equal texts. */
import type { CellCut, CommunityState, Division, PlanPin, PlanSlot } from '../../contract/plan-state.ts';

export function canonicalSlot({ key, code, name, kind, role, parent }: PlanSlot): PlanSlot {
  return { key, code, name, kind, role, parent };
}

export function sameSlot(one: PlanSlot | null | undefined, other: PlanSlot | null | undefined): boolean {
  if (!one || !other) return !one && !other;
  return JSON.stringify(canonicalSlot(one)) === JSON.stringify(canonicalSlot(other));
}

export function canonicalPin(pin: PlanPin): PlanPin {
  if (pin.pin === 'together') return { pin: pin.pin, cells: [...pin.cells] };
  if (pin.pin === 'never-cross') return { pin: pin.pin, arcs: [...pin.arcs] };
  return { pin: pin.pin, compound: pin.compound };
}

export function pinText(pin: PlanPin): string {
  return JSON.stringify(canonicalPin(pin));
}

export function canonicalCut({ cell, child, line, units, left, right }: CellCut): CellCut {
  const side = ({ places, households }: CellCut['left']) => ({ places: [...places], households });
  return { cell, child, line: [...line], units, left: side(left), right: side(right) };
}

export function canonicalState(state: CommunityState): CommunityState {
  const { community, layer, base, overlay, pins, nextCell, nextSlot } = state;
  const division = ({ slots, assignment }: Division) => ({
    slots: slots.map((slot) => slot && canonicalSlot(slot)),
    assignment,
  });
  return {
    community,
    layer,
    ...(base === undefined ? {} : { base }),
    overlay: {
      bends: overlay.bends.map(({ arc, points }) => ({ arc, points: [...points] })),
      cuts: overlay.cuts.map(canonicalCut),
    },
    pins: pins.map(canonicalPin),
    nextCell,
    grid: division(state.grid),
    micro: division(state.micro),
    nextSlot: { grid: nextSlot.grid, micro: nextSlot.micro },
  };
}
