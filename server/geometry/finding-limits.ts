/**
 * What is listed and what is only counted. Limits are two-sided, for a whole cell that is missing matters as much as a
 * sliver; the defaults let a real file give a handful of findings.
 */
import type { CoverageLimits } from './coverage-input.ts';

const DEFAULT_MIN_AREA_M2 = 1;

export class FindingLimits {
  readonly minAreaM2: number;
  readonly #maxAreaM2: number;
  readonly #minWidthM: number;
  readonly #maxWidthM: number;

  constructor(limits: CoverageLimits) {
    this.minAreaM2 = limits.minAreaM2 ?? DEFAULT_MIN_AREA_M2;
    this.#maxAreaM2 = limits.maxAreaM2 ?? Infinity;
    this.#minWidthM = limits.minWidthM ?? 0;
    this.#maxWidthM = limits.maxWidthM ?? Infinity;
  }

  /** The widths in metres at which something is listed or not. */
  get widthsM(): number[] {
    return [this.#minWidthM, this.#maxWidthM].filter((width) => width > 0 && width < Infinity);
  }

  /** Whether a place of this size is listed when nobody lives in it. */
  hold(areaM2: number, widthM: number): boolean {
    const isSized = areaM2 >= this.minAreaM2 && areaM2 <= this.#maxAreaM2;
    return isSized && widthM >= this.#minWidthM && widthM <= this.#maxWidthM;
  }
}
