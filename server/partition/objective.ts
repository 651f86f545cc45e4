/**
 * What makes one plan better than another, once both are lawful:
 * J = Σ grids [ (1 + change) · violation price + balance · ((W − T) / T)² + shape / 4 · (P² / 4πA − 1 / roundness) ]
 *   + border / 100 · Σ border metres · preference + change / T · households moved.
 * Lengths are centimetres and areas square centimetres; the shape term has no unit.
 */
import { ARC_CLASSES } from './cell-graph.ts';
import { VIOLATION_PRICE, VIOLATION_SLOPE } from './part-prices.ts';
import type { Standard } from './standard.ts';

export interface Weights {
  readonly balance: number;
  readonly border: number;
  readonly shape: number;
  readonly change: number;
  /** Polsby–Popper of a grid whose shape costs nothing; 1 if left out. With that of a usual grid, more grids cost no more than few. */
  readonly roundness?: number;
  /** Price of a metre of border on an arc, by its class. */
  readonly preference: readonly [inside: number, minor: number, main: number, barrier: number];
}

export const USUAL_WEIGHTS: Weights = {
  balance: 0.3,
  border: 0.1,
  shape: 0.6,
  change: 0,
  preference: [3, 1, 0.3, 0],
};

/** Throws a RangeError for prices that have no sense. */
export function checkWeights({ balance, border, shape, change, preference }: Weights): void {
  const all = [balance, border, shape, change, ...preference];
  if (preference.length !== ARC_CLASSES || all.some((one) => !(one >= 0 && one < Infinity))) {
    throw new RangeError('weights are numbers ≥ 0');
  }
}

/** Prices of one grid under one target. A lone tower costs its shape only: its size is nobody's choice. */
export class GridPrices {
  readonly #min: number;
  readonly #max: number;
  readonly #target: number;
  readonly #balance: number;
  readonly #shape: number;
  readonly #violation: number;
  readonly #free: number;

  constructor({ min, max }: Standard, target: number, { balance, shape, change, roundness = 1 }: Weights) {
    this.#min = min;
    this.#max = max;
    this.#target = target;
    this.#balance = balance;
    this.#shape = shape / 4;
    this.#free = 1 / roundness;
    // What is unlawful must cost more than all that moves to end it.
    this.#violation = 1 + change;
  }

  /** Households by which a grid of this weight, of which `towerWeight` is in `towers` cells above the standard, is outside it. */
  violation(weight: number, towers: number, towerWeight: number): number {
    if (towers === 1) return weight - towerWeight;
    if (weight > this.#max) return weight - this.#max;
    return weight < this.#min ? this.#min - weight : 0;
  }

  price(weight: number, towers: number, towerWeight: number, areaCm2: number, outlineCm: number): number {
    const violation = this.violation(weight, towers, towerWeight);
    const off = towers > 0 ? 0 : (weight - this.#target) / this.#target;
    const shape = (outlineCm * outlineCm) / (4 * Math.PI * areaCm2) - this.#free;
    const unlawful =
      violation > 0 ? this.#violation * (VIOLATION_PRICE + (VIOLATION_SLOPE * violation) / this.#target) : 0;
    return unlawful + this.#balance * off * off + this.#shape * shape;
  }
}
