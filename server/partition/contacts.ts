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
  const keys = new Float64Array(left.length);
  for (let i = 0; i < left.length; i++) {
    const low = Math.min(left[i]!, right[i]!);
    const high = Math.max(left[i]!, right[i]!);
    keys[i] = low < 0 || low === high ? -1 : low * count + high;
  }
  const sorted = keys.slice().sort();
  const different: number[] = [];
  for (const key of sorted) if (key >= 0 && key !== different[different.length - 1]) different.push(key);
  const place = new Map(different.map((key, i) => [key, i]));
  return {
    a: Int32Array.from(different, (key) => Math.floor(key / count)),
    b: Int32Array.from(different, (key) => key % count),
    pairOf: Int32Array.from(keys, (key) => (key < 0 ? -1 : place.get(key)!)),
  };
}
