/** A wanted number of grids: each area's part of it, and divisions of a tree into so many parts. */
import { type PartPrices, type PriceSettings, partPrices } from './part-prices.ts';
import type { ProposalRequest } from './request.ts';
import type { Tree, TreePartitions } from './tree-partition.ts';
import type { WorkGraph } from './work-graph.ts';

const HALVINGS = 14;
const HIGHEST_PRICE = 4;

/** By households, the largest remainders rounded up; at least one where anybody lives. */
export function wantedInAreas(areas: readonly WorkGraph[], { wantedGrids }: ProposalRequest): (number | undefined)[] {
  if (wantedGrids === undefined) return areas.map(() => undefined);
  if (!Number.isInteger(wantedGrids) || wantedGrids < 1) throw new RangeError(`no number of grids: ${wantedGrids}`);
  const households = areas.map(({ weight }) => weight.reduce((sum, one) => sum + one, 0));
  const all = households.reduce((sum, one) => sum + one, 0);
  const exact = households.map((one) => (all === 0 ? 0 : (wantedGrids * one) / all));
  const wanted = exact.map((one, i) => Math.max(households[i]! > 0 ? 1 : 0, Math.floor(one)));
  const order = [...exact.keys()].sort((a, b) => (exact[b]! % 1) - (exact[a]! % 1) || a - b);
  let left = wantedGrids - wanted.reduce((sum, one) => sum + one, 0);
  for (const area of order) {
    if (left <= 0) break;
    wanted[area]!++;
    left--;
  }
  return wanted;
}

/** A division with as many parts as wanted, or as near as prices for a part lead; the price of each part is halved towards it. */
export class CountedPartitions {
  readonly #wanted: number;
  readonly #settings: PriceSettings;
  readonly #prices = new Map<number, PartPrices>();

  constructor(settings: PriceSettings, wanted: number) {
    this.#settings = settings;
    this.#wanted = wanted;
  }

  /** False where the tree has no division. */
  solve(partitions: TreePartitions, tree: Tree, into: Int32Array): boolean {
    let low = -HIGHEST_PRICE;
    let high = HIGHEST_PRICE;
    for (let i = 0; i < HALVINGS; i++) {
      const price = (low + high) / 2;
      if (partitions.solve(tree, this.#pricesAt(price)) === Infinity) return false;
      const parts = partitions.parts(into);
      if (parts === this.#wanted) return true;
      if (parts > this.#wanted) low = price;
      else high = price;
    }
    return true;
  }

  #pricesAt(partPrice: number): PartPrices {
    const known = this.#prices.get(partPrice);
    if (known !== undefined) return known;
    const prices = partPrices({ ...this.#settings, partPrice });
    this.#prices.set(partPrice, prices);
    return prices;
  }
}
