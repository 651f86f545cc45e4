/** What lies between each pair of neighbouring cells: all arcs of a pair as one row, and whether people can get across. */
import { ARC_CLASSES, type CellGraph, LEAST_CONTACT_CM } from './cell-graph.ts';

/** Row i: two different cells, `a` below `b`; rows in order of a, then b. */
export interface Contacts {
  readonly a: Int32Array;
  readonly b: Int32Array;
  /** ARC_CLASSES lengths a row. */
  readonly classCm: Float64Array;
  /** 1: neighbours in the sense of contiguity. */
  readonly connects: Uint8Array;
}

/** `walls`: arcs that do not connect whatever the graph says. */
export function contactsOf({ cells, arcs, links }: CellGraph, walls: Int32Array): Contacts {
  const isWall = new Uint8Array(arcs.left.length);
  for (const arc of walls) isWall[arc] = 1;
  const linkCount = links.length >> 1;
  const rows = arcs.left.length + linkCount;
  const left = new Int32Array(rows);
  const right = new Int32Array(rows);
  left.set(arcs.left);
  right.set(arcs.right);
  for (let i = 0; i < linkCount; i++) {
    left[arcs.left.length + i] = links[2 * i]!;
    right[arcs.left.length + i] = links[2 * i + 1]!;
  }
  const { a, b, pairOf } = pairsOf(left, right, cells.ids.length);
  const classCm = new Float64Array(ARC_CLASSES * a.length);
  const openCm = new Float64Array(a.length);
  for (let i = 0; i < rows; i++) {
    const pair = pairOf[i]!;
    if (pair < 0) continue;
    if (i >= arcs.left.length) {
      openCm[pair]! += LEAST_CONTACT_CM;
      continue;
    }
    classCm[ARC_CLASSES * pair + arcs.class[i]!]! += arcs.lenCm[i]!;
    if (arcs.connects[i] === 1 && isWall[i] === 0) openCm[pair]! += arcs.lenCm[i]!;
  }
  return { a, b, classCm, connects: Uint8Array.from(openCm, (cm) => Number(cm >= LEAST_CONTACT_CM)) };
}

/** The same between groups of cells; what lies inside a group is dropped, and so is what has no group (−1) on a side. */
export function contactsBetween(contacts: Contacts, groupOf: Int32Array, groups: number): Contacts {
  const left = contacts.a.map((cell) => groupOf[cell]!);
  const right = contacts.b.map((cell) => groupOf[cell]!);
  const { a, b, pairOf } = pairsOf(left, right, groups);
  const classCm = new Float64Array(ARC_CLASSES * a.length);
  const connects = new Uint8Array(a.length);
  pairOf.forEach((pair, i) => {
    if (pair < 0) return;
    connects[pair]! |= contacts.connects[i]!;
    for (let k = 0; k < ARC_CLASSES; k++) classCm[ARC_CLASSES * pair + k]! += contacts.classCm[ARC_CLASSES * i + k]!;
  });
  return { a, b, classCm, connects };
}

/** The different unordered pairs among rows, in order; −1 for a row whose sides are equal or negative. */
function pairsOf(
  left: Int32Array,
  right: Int32Array,
  count: number,
): { a: Int32Array; b: Int32Array; pairOf: Int32Array } {
  const high = new Int32Array(left.length);
  const { order, start } = rowsByLow(left, right, high, count);
  const pairOf = new Int32Array(left.length).fill(-1);
  const a = new Int32Array(order.length);
  const b = new Int32Array(order.length);
  let pairs = 0;
  for (let low = 0; low < count; low++) {
    const rows = order.subarray(start[low]!, start[low + 1]!);
    if (rows.length === 0) continue;
    sortBy(high, rows);
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      if (i === 0 || high[row] !== high[rows[i - 1]!]) {
        a[pairs] = low;
        b[pairs++] = high[row]!;
      }
      pairOf[row] = pairs - 1;
    }
  }
  return { a: a.slice(0, pairs), b: b.slice(0, pairs), pairOf };
}

/** Rows with two different sides, those of one lower side together; fills `high` with the other side. */
function rowsByLow(
  left: Int32Array,
  right: Int32Array,
  high: Int32Array,
  count: number,
): { order: Int32Array; start: Int32Array } {
  const lows = new Int32Array(left.length);
  const start = new Int32Array(count + 1);
  for (let i = 0; i < left.length; i++) {
    const low = Math.min(left[i]!, right[i]!);
    high[i] = Math.max(left[i]!, right[i]!);
    lows[i] = low === high[i] ? -1 : low;
    if (lows[i]! >= 0) start[low + 1]! += 1;
  }
  for (let low = 0; low < count; low++) start[low + 1]! += start[low]!;
  const free = start.slice();
  const order = new Int32Array(start[count]!);
  for (let i = 0; i < left.length; i++) if (lows[i]! >= 0) order[free[lows[i]!]!++] = i;
  return { order, start };
}

/** A cell has a handful of neighbours; a river has hundreds. */
const FEW = 24;

function sortBy(keys: Int32Array, rows: Int32Array): void {
  if (rows.length > FEW) {
    rows.sort((one, other) => keys[one]! - keys[other]!);
    return;
  }
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i]!;
    let at = i;
    for (; at > 0 && keys[rows[at - 1]!]! > keys[row]!; at--) rows[at] = rows[at - 1]!;
    rows[at] = row;
  }
}
