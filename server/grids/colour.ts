/**
 * Colour numbers for a map: neighbours differ. Grids that keep their number decide for the others, so a small change leaves
 * the rest of the map as people know it. Method: greedy in smallest-last order, which needs at most six numbers for a map
 * drawn from nothing. Pure.
 */

/** The greatest number a grid row can hold; only a heap of overlapping grids needs that many. */
export const MAX_COLOUR = 63;

/**
 * `kept[i]`: the number grid i has and keeps, or null. A kept number is given back as it is, even when two kept neighbours
 * are alike. The same input gives the same answer.
 */
export function colourGrids(neighbours: readonly (readonly number[])[], kept: readonly (number | null)[]): number[] {
  const colours: (number | null)[] = [...kept];
  for (const grid of smallestLast(neighbours, kept)) {
    const taken = new Set(neighbours[grid]!.map((other) => colours[other]));
    let colour = 0;
    while (taken.has(colour) && colour < MAX_COLOUR) colour++;
    colours[grid] = colour;
  }
  return colours.map((colour) => colour ?? 0);
}

/** Grids without a number, the one with most ties left among the rest first. */
function smallestLast(neighbours: readonly (readonly number[])[], kept: readonly (number | null)[]): number[] {
  const count = neighbours.length;
  const degree = new Int32Array(count);
  const removed = new Uint8Array(count);
  const buckets: number[][] = [];
  for (let grid = 0; grid < count; grid++) {
    if (kept[grid] !== null && kept[grid] !== undefined) removed[grid] = 1;
    else degree[grid] = neighbours[grid]!.length;
  }
  for (let grid = count - 1; grid >= 0; grid--) if (!removed[grid]) push(grid);
  const order: number[] = [];
  for (let least = 0; least < buckets.length; ) {
    const grid = buckets[least]?.pop();
    if (grid === undefined) least++;
    else if (!removed[grid] && degree[grid] === least) {
      removed[grid] = 1;
      order.push(grid);
      for (const other of neighbours[grid]!) {
        if (removed[other]) continue;
        degree[other]!--;
        push(other);
      }
      least = Math.max(0, least - 1);
    }
  }
  return order.reverse();

  function push(grid: number): void {
    const list = buckets[degree[grid]!];
    if (list) list.push(grid);
    else buckets[degree[grid]!] = [grid];
  }
}
