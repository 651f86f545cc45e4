/**
 * Meetings of segments by a sweep from west to east (Shamos and Hoey): O(n log n) comparisons however long and crowded the
 * segments are, where the cells of segment-pairs.ts would compare most pairs. Exact, on any lattice of integers.
 */
import { turn } from './segment-meeting.ts';
import type { Segments } from './segment-pairs.ts';

/**
 * Calls `visit(i, j)` for pairs that may meet: all that share an end, all where an end of one lies on the other, and, of
 * those that cross or overlap, at least the westernmost. `visit` ends the search by returning true; it should, at the first
 * crossing, for what lies east of it is not searched in order.
 */
export function sweepPairs(segments: Segments, visit: (i: number, j: number) => boolean): void {
  const count = segments.length / 4;
  // Ends by number: twice the segment, plus 1 for its eastern (or, when upright, northern) end.
  const endX = new Float64Array(2 * count);
  const endY = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    const [ax, ay, bx, by] = [segments[4 * i]!, segments[4 * i + 1]!, segments[4 * i + 2]!, segments[4 * i + 3]!];
    const eastern = ax < bx || (ax === bx && ay < by) ? 1 : 0;
    endX[2 * i + 1 - eastern] = ax;
    endY[2 * i + 1 - eastern] = ay;
    endX[2 * i + eastern] = bx;
    endY[2 * i + eastern] = by;
  }
  const ends = orderedEnds();
  const active = new Int32Array(count);
  let size = 0;
  for (let first = 0; first < ends.length; ) {
    const px = endX[ends[first]!]!;
    const py = endY[ends[first]!]!;
    let last = first + 1;
    while (last < ends.length && endX[ends[last]!] === px && endY[ends[last]!] === py) last += 1;
    const here = ends.subarray(first, last);
    for (let a = 0; a < here.length; a++) {
      for (let b = a + 1; b < here.length; b++) if (visitOrdered(here[a]! >> 1, here[b]! >> 1)) return;
    }

    const from = firstWhere((side) => side <= 0);
    const to = firstWhere((side) => side < 0);
    const passing: number[] = [];
    for (let k = from; k < to; k++) if (!here.includes(active[k]! * 2 + 1)) passing.push(active[k]!);
    for (const through of passing) {
      for (const end of here) if (visitOrdered(through, end >> 1)) return;
      for (const other of passing) if (other !== through && visitOrdered(through, other)) return;
    }
    const onward = passing.concat(Array.from(here.filter((end) => (end & 1) === 0)).map((end) => end >> 1));
    onward.sort((i, j) => -turn(px, py, endX[2 * i + 1]!, endY[2 * i + 1]!, endX[2 * j + 1]!, endY[2 * j + 1]!));
    active.copyWithin(from + onward.length, to, size);
    active.set(onward, from);
    size += onward.length - (to - from);
    const above = from + onward.length;
    if (from > 0 && from < size && visitOrdered(active[from - 1]!, active[from]!)) return;
    if (onward.length > 0 && above < size && visitOrdered(active[above - 1]!, active[above]!)) return;
    first = last;

    /** The first active segment for which the test holds of the side the point is on: positive above, 0 on it. */
    function firstWhere(test: (side: number) => boolean): number {
      let low = 0;
      let high = size;
      while (low < high) {
        const mid = (low + high) >> 1;
        const s = active[mid]!;
        if (test(turn(endX[2 * s]!, endY[2 * s]!, endX[2 * s + 1]!, endY[2 * s + 1]!, px, py))) high = mid;
        else low = mid + 1;
      }
      return low;
    }
  }

  function visitOrdered(i: number, j: number): boolean {
    return i < j ? visit(i, j) : visit(j, i);
  }

  function orderedEnds(): Int32Array {
    const order = Int32Array.from({ length: 2 * count }, (_, i) => i);
    return order.sort((a, b) => endX[a]! - endX[b]! || endY[a]! - endY[b]! || a - b);
  }
}
