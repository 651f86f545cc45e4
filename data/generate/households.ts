/** How many households each grid should hold, and how its buildings share them. Counts only. */
import type { Building } from './building.ts';
import type { GridPlan } from './grid-plan.ts';
import type { Plot } from './plots.ts';
import type { Random } from './random.ts';

const HOUSEHOLDS = 45_000;

/** The usual standard: 150–400 households. The planted exceptions stand outside it. */
const OVER = [431, 468, 523];
const UNDER = [96, 121, 138];
const LEAST = 158;
const MOST = 392;

/** `hectares` is the size of each plot: a larger one holds more, inside the standard. */
export function wantedHouseholds(plots: readonly Plot[], hectares: readonly number[], random: Random): number[] {
  const wanted = plots.map((plot, i) => {
    if (plot.site) return 0;
    if (plot.style === 'village') return random.whole(165, 215);
    const bySize = 230 + ((hectares[i] as number) - 2) * 60;
    return Math.round(Math.min(385, Math.max(185, bySize)) * random.between(0.88, 1.01));
  });
  const bySize = plots.map((_, i) => i).sort((i, j) => (hectares[j] as number) - (hectares[i] as number));
  const planted = new Set<number>();
  const plant = (value: number, order: readonly number[], style: Plot['style']): void => {
    const i = order.find((k) => plots[k]?.style === style && !plots[k]?.site && !planted.has(k)) as number;
    planted.add(i);
    wanted[i] = value;
  };
  OVER.forEach((value, k) => {
    plant(value, bySize, (['mid-rise', 'tower', 'walk-up'] as const)[k] as Plot['style']);
  });
  UNDER.forEach((value, k) => {
    plant(value, [...bySize].reverse(), (['village', 'walk-up', 'mid-rise'] as const)[k] as Plot['style']);
  });
  const isFixed = (i: number): boolean => planted.has(i) || wanted[i] === 0 || plots[i]?.style === 'village';
  spread(wanted, HOUSEHOLDS, isFixed, random);
  return wanted;
}

/** Moves single households until the sum is right; what is fixed stays, the rest stays inside the standard. */
function spread(counts: number[], sum: number, isFixed: (i: number) => boolean, random: Random): void {
  let missing = sum - counts.reduce((a, b) => a + b, 0);
  const loose = counts.flatMap((_, i) => (isFixed(i) ? [] : [i]));
  for (let tries = 0; missing !== 0 && tries < 400_000; tries++) {
    const i = random.pick(loose);
    const next = (counts[i] as number) + Math.sign(missing);
    if (next < LEAST || next > MOST - (i % 29)) continue;
    counts[i] = next;
    missing -= Math.sign(missing);
  }
}

/** Gives the buildings of every grid the households wanted of it; what does not fit moves to grids with room. */
export function shareHouseholds(grids: readonly GridPlan[], random: Random): void {
  const homes = grids.map((g) => g.groups.flatMap((group) => group.buildings).filter((b) => b.capacity > 0));
  const capacity = homes.map((list) => list.reduce((sum, b) => sum + b.capacity, 0));
  const counts = grids.map((g, i) => Math.min(g.wanted, capacity[i] as number));
  const isFull = (i: number): boolean =>
    (counts[i] as number) < LEAST ||
    (counts[i] as number) > MOST ||
    (counts[i] as number) >= (capacity[i] as number) - 4;
  const full = counts.map((_, i) => isFull(i));
  spread(counts, HOUSEHOLDS, (i) => full[i] as boolean, random);
  homes.forEach((list, i) => {
    fill(list, counts[i] as number, random);
  });
}

function fill(homes: readonly Building[], wanted: number, random: Random): void {
  const slots = homes.flatMap((b): readonly { readonly capacity: number; households: number }[] =>
    b.units.length > 0 ? b.units : [b],
  );
  const room = slots.reduce((sum, s) => sum + s.capacity, 0);
  for (const slot of slots) slot.households = Math.floor((slot.capacity * wanted) / Math.max(room, 1));
  let missing = wanted - slots.reduce((sum, s) => sum + s.households, 0);
  const mayTake = (slot: { readonly capacity: number; readonly households: number }, step: number): boolean =>
    slot.households + step <= slot.capacity && slot.households + step >= 0;
  for (let tries = 0; tries < 20_000 && (missing !== 0 || tries < slots.length); tries++) {
    if (missing !== 0) {
      const slot = random.pick(slots);
      const step = Math.sign(missing);
      if (!mayTake(slot, step)) continue;
      slot.households += step;
      missing -= step;
    } else {
      const [from, to] = [random.pick(slots), random.pick(slots)];
      if (from.households < 2 || !mayTake(to, 1) || from === to) continue;
      from.households -= 1;
      to.households += 1;
    }
  }
  for (const b of homes) if (b.units.length > 0) b.households = b.units.reduce((sum, u) => sum + u.households, 0);
}
