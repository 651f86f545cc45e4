/** Who moves where: pairs of grids, the buildings of a pair, and the order they are gone through. */
import type { MovedBuilding, PlanComparison } from '../../../server/contract/plan-compare.ts';
import { byName } from '../name-order.ts';

/** Buildings that leave one grid for another; null: no grid. */
export type Pair = PlanComparison['matrix'][number];
export type PairName = Pick<Pair, 'from' | 'to'>;

/** What moves, most households first; ties by buildings, then by code. */
export function movedPairs(matrix: PlanComparison['matrix']): Pair[] {
  return matrix
    .filter(({ from, to }) => from !== to)
    .sort(
      (a, b) =>
        b.households - a.households ||
        b.buildings - a.buildings ||
        inOrder(a.from ?? '', b.from ?? '') ||
        inOrder(a.to ?? '', b.to ?? ''),
    );
}

/** `A~B` in an address; a missing grid leaves its side empty. */
export const pairText = ({ from, to }: PairName): string => `${from ?? ''}~${to ?? ''}`;

export function readPair(text: string | null): PairName | null {
  const parts = /^([0-9A-Za-z_-]{0,40})~([0-9A-Za-z_-]{0,40})$/.exec(text ?? '');
  if (parts === null || parts[1] === parts[2]) return null;
  return { from: parts[1] || null, to: parts[2] || null };
}

export const isSamePair = (a: PairName, b: PairName): boolean => a.from === b.from && a.to === b.to;

export type BuildingSort = 'pair' | 'address' | 'households';
export interface BuildingOrder {
  readonly sortBy: BuildingSort;
  readonly descending: boolean;
}

const labelOf = ({ address, name, place }: MovedBuilding): string => address ?? name ?? place;

const COMPARE: Record<BuildingSort, (a: MovedBuilding, b: MovedBuilding) => number> = {
  pair: (a, b) => inOrder(pairText(a), pairText(b)),
  address: (a, b) => byName(labelOf(a), labelOf(b)),
  households: (a, b) => (a.households ?? -1) - (b.households ?? -1),
};

/** Of one pair or of all; ties by code, so that the order is the same every time. An unknown count is less than none. */
export function listedBuildings(
  buildings: readonly MovedBuilding[],
  pair: PairName | null,
  { sortBy, descending }: BuildingOrder,
): MovedBuilding[] {
  const sign = descending ? -1 : 1;
  return buildings
    .filter((one) => pair === null || isSamePair(one, pair))
    .sort((a, b) => sign * COMPARE[sortBy](a, b) || inOrder(a.place, b.place));
}

/** Where next (+1) and previous (−1) lead: round the end to the other one; from nowhere to the first or last. */
export function stepFrom(at: number, count: number, by: 1 | -1): number {
  if (count === 0) return -1;
  if (at < 0) return by === 1 ? 0 : count - 1;
  return (at + by + count) % count;
}

function inOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
