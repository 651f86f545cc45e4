/**
 * The rings of many shapes as paths over common nodes: where an end of one side lies on another, or two sides cross, both
 * have the node. So two shapes that share ground along a line share every node of it, whatever vertices they came with.
 */
import { crossings } from '../crossings.ts';
import { EdgeUses, verticesOf } from '../edge-uses.ts';
import { NodeTable } from '../node-table.ts';
import { splitsOf } from '../noding.ts';
import type { MultiPolygon, Ring } from '../polygon.ts';

export interface NodedRings {
  readonly nodes: NodeTable;
  /** Node numbers, ring after ring, the first not repeated. */
  readonly path: Int32Array;
  /** First place in `path` of each ring, and the end. */
  readonly starts: Int32Array;
  /** First ring of each shape, and the end. */
  readonly shapes: Int32Array;
  /** 1: the outside of a part; its holes follow. */
  readonly isShell: Uint8Array;
}

/** Expected O(vertices); more where sides cross. A ring of fewer than three different places in a row is kept as it is. */
export function nodedRings(shapes: readonly MultiPolygon[]): NodedRings {
  let vertices = 0;
  for (const shape of shapes) vertices += verticesOf(shape);
  const table = new EdgeUses(vertices);
  for (let owner = 0; owner < shapes.length; owner++) table.add(owner, shapes[owner]!);
  const nodes = new NodeTable();
  const every = Int32Array.from({ length: table.count }, (_, edge) => edge);
  const splits = splitsOf(table, every, crossings(table), nodes);
  for (const between of splits.values()) between.sort((i, j) => nodes.compare(i, j));
  const path: number[] = [];
  const starts: number[] = [0];
  const first: number[] = [0];
  const isShell: number[] = [];
  for (const shape of shapes) {
    for (const polygon of shape) {
      polygon.forEach((ring, place) => {
        addRing(ring);
        starts.push(path.length);
        isShell.push(place === 0 ? 1 : 0);
      });
    }
    first.push(isShell.length);
  }
  return {
    nodes,
    path: Int32Array.from(path),
    starts: Int32Array.from(starts),
    shapes: Int32Array.from(first),
    isShell: Uint8Array.from(isShell),
  };

  function addRing(ring: Ring): void {
    let px = ring[ring.length - 2]!;
    let py = ring[ring.length - 1]!;
    for (let i = 0; i < ring.length; i += 2) {
      const qx = ring[i]!;
      const qy = ring[i + 1]!;
      if (px !== qx || py !== qy) addSide(px, py, qx, qy);
      px = qx;
      py = qy;
    }
  }

  function addSide(px: number, py: number, qx: number, qy: number): void {
    const from = nodes.lattice(px, py);
    path.push(from);
    if (splits.size === 0) return;
    const between = splits.get(table.find(px, py, qx, qy));
    if (between === undefined) return;
    const forward = px < qx || (px === qx && py < qy);
    let last = from;
    for (let i = 0; i < between.length; i++) {
      const node = between[forward ? i : between.length - 1 - i]!;
      if (node !== last) path.push(node);
      last = node;
    }
  }
}
