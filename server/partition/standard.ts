/** The standard a grid must meet, and the size that a community's grids aim at. */

/** Households of a grid: whole numbers, 0 ≤ min ≤ max, max ≥ 1. */
export interface Standard {
  readonly min: number;
  readonly max: number;
}

/** Throws a RangeError for what no grid could meet. */
export function checkStandard({ min, max }: Standard): void {
  if (!Number.isInteger(min) || !Number.isInteger(max) || min < 0 || max < min || max < 1) {
    throw new RangeError(`no standard: ${min} to ${max} households`);
  }
}

/**
 * The size all grids of an area would have if they were equal and as near to the middle of the standard as can be. It moves
 * with the standard: costs under two standards compare only where both have one target.
 */
export function targetOf(households: number, { min, max }: Standard): number {
  const grids = Math.max(1, Math.round(households / ((min + max) / 2)));
  return Math.min(max, Math.max(min, households / grids, 1));
}

/** Is there a number of grids, 0 included, whose sizes can add up to this? */
export function addsUp(households: number, { min, max }: Standard): boolean {
  return households === 0 || Math.ceil(households / max) * min <= households;
}

/** How far a whole is from the nearest sum of at least `fewest` lawful grids: the least total violation of any division. */
export function leastViolation(households: number, { min, max }: Standard, fewest: number): number {
  const distance = (grids: number) => Math.max(0, grids * min - households, households - grids * max);
  const below = min === 0 ? Math.ceil(households / max) : Math.floor(households / min);
  const above = Math.ceil(households / max);
  return Math.min(distance(Math.max(fewest, below)), distance(Math.max(fewest, above)));
}
