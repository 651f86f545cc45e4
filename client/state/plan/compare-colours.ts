/**
 * Colour numbers of grids that are compared. A grid in force keeps the colour of the map; one that is not gets the number
 * that fewest grids of its community have, and none of a grid it exchanges buildings with if that can be helped. Pure.
 */
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';

/** The seventh is kept for enclaves. */
const NUMBERS = [0, 1, 2, 3, 4, 5] as const;

export interface Coloured {
  readonly code: string;
  readonly parentCode: string | null;
  readonly colour: number;
}

export function comparedColours(
  { grids, matrix }: Pick<PlanComparison, 'grids' | 'matrix'>,
  inForce: readonly Coloured[],
): Map<string, number> {
  const colours = new Map(inForce.map(({ code, colour }) => [code, colour]));
  const parents = new Map(inForce.map(({ code, parentCode }) => [code, parentCode]));
  for (const { code, parentCode } of grids) parents.set(code, parentCode);
  for (const { code, parentCode } of grids) {
    if (colours.has(code)) continue;
    const worth = new Map<number, number>();
    const note = (other: string | null, weight: number): void => {
      const colour = other === null ? undefined : colours.get(other);
      if (colour !== undefined) worth.set(colour, (worth.get(colour) ?? 0) + weight);
    };
    for (const [other, parent] of parents) if (parent === parentCode) note(other, 1);
    for (const { from, to } of matrix) {
      if (from === code && to !== code) note(to, 1000);
      if (to === code && from !== code) note(from, 1000);
    }
    const least = Math.min(...NUMBERS.map((one) => worth.get(one) ?? 0));
    colours.set(code, NUMBERS.find((one) => (worth.get(one) ?? 0) === least) ?? 0);
  }
  return colours;
}
