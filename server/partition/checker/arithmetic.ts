/** The counting behind proofs, done anew and the slow way. */

/** How far a number of households is from the nearest sum of lawful grids, of which there are `fewest` or more. */
export function shortfall(households: number, min: number, max: number, fewest: number): number {
  let least = Infinity;
  for (let grids = fewest; ; grids++) {
    if (households > grids * max) least = Math.min(least, households - grids * max);
    else if (households >= grids * min) return 0;
    else return Math.min(least, grids * min - households);
  }
}

export interface PocketSide {
  readonly households: number;
  /** Oversized cells stand next to it. */
  readonly byTower: boolean;
}

/** The least total violation around a node and the sides behind it; 0 when they come out. */
export function pocketShortfall(
  own: number,
  sides: readonly PocketSide[],
  min: number,
  max: number,
  byTower: boolean,
): number {
  // Weight of the node's grid → the least violation left behind in the sides.
  let behind = new Map([[own, 0]]);
  for (const side of sides) {
    const after = new Map<number, number>();
    for (let given = 0; given <= side.households; given++) {
      const left = side.households - given;
      const rest = left === 0 ? 0 : shortfall(left, min, max, side.byTower ? 0 : 1);
      for (const [weight, sum] of behind) {
        const key = Math.min(weight + given, 4 * max);
        after.set(key, Math.min(after.get(key) ?? Infinity, sum + rest));
      }
    }
    behind = after;
  }
  let least = Infinity;
  for (const [weight, sum] of behind) {
    const outside = weight < min ? min - weight : Math.max(0, weight - max);
    least = Math.min(least, sum + (byTower ? Math.min(outside, weight) : outside));
  }
  return least;
}
