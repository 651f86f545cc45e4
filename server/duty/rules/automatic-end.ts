/** When a shift ends that nobody signs out of: at the set time of day, the first after it began; without one, after a day. Pure. */
import { clockOf, dayAfter, dayOf } from './days.ts';

const DAY_MS = 86_400_000;

export function automaticEnd(inAt: number, outAt: string | null): number {
  if (outAt === null) return inAt + DAY_MS;
  const day = dayOf(inAt);
  const today = clockOf(day, outAt);
  return today > inAt ? today : clockOf(dayAfter(day), outAt);
}
