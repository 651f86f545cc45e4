/**
 * Points put on edges, in every ring that has the edge, so that all who share it go on sharing it. A corner that is no
 * lattice point goes to the nearest one; the edges through it bend by less than a unit, and only as far as the next vertex
 * that anybody has on them.
 */
import { strictlyBetween } from './crossings.ts';
import type { Faces } from './faces.ts';
import { startOf } from './faces.ts';
import type { Box, MultiPolygon, Ring } from './polygon.ts';
import type { Region } from './regions.ts';
import type { Ground, GroundShapes } from './repair-ground.ts';

/** Points to put on an edge, by the ends of the edge. */
export class Insertions {
  readonly #points: Map<string, Map<string, readonly [number, number]>> = new Map();
  #bends = false;
  #box: Box | null = null;

  get isEmpty(): boolean {
    return this.#points.size === 0;
  }

  /** Whether a point is not exactly on its edge. */
  get bends(): boolean {
    return this.#bends;
  }

  /** The box of the edges that bend. */
  get bentBox(): Box | null {
    return this.#box;
  }

  /** The point must lie between the ends of the edge; nothing happens when it is one of them. */
  add(ground: Ground, edge: number, x: number, y: number, exact: boolean): void {
    const { ax, ay, bx, by } = ground.table;
    const [px, py, qx, qy] = [ax[edge]!, ay[edge]!, bx[edge]!, by[edge]!];
    if ((px === x && py === y) || (qx === x && qy === y)) return;
    const key = `${px} ${py} ${qx} ${qy}`;
    const points = this.#points.get(key);
    if (points === undefined) this.#points.set(key, new Map([[`${x} ${y}`, [x, y]]]));
    else points.set(`${x} ${y}`, [x, y]);
    if (exact) return;
    this.#bends = true;
    const [x0, y0, x1, y1] = this.#box ?? [Infinity, Infinity, -Infinity, -Infinity];
    this.#box = [Math.min(x0, px), Math.min(y0, py, qy), Math.max(x1, qx), Math.max(y1, py, qy)];
  }

  /** The same shapes with the points in them. */
  into(shapes: GroundShapes): GroundShapes {
    return {
      ...shapes,
      grids: shapes.grids.map(({ code, polygons }) => ({ code, polygons: this.#intoShape(polygons) })),
      parent: this.#intoShape(shapes.parent),
      exclusions: this.#intoShape(shapes.exclusions),
    };
  }

  #intoShape(shape: MultiPolygon): MultiPolygon {
    let changed = false;
    const rings = shape.map((polygon) =>
      polygon.map((ring) => {
        const other = this.#intoRing(ring);
        changed ||= other !== ring;
        return other;
      }),
    );
    return changed ? rings : shape;
  }

  #intoRing(ring: Ring): Ring {
    const out: number[] = [];
    for (let i = 0; i < ring.length; i += 2) {
      const j = (i + 2) % ring.length;
      const [px, py, qx, qy] = [ring[i]!, ring[i + 1]!, ring[j]!, ring[j + 1]!];
      out.push(px, py);
      const forth = px < qx || (px === qx && py < qy);
      const points = this.#points.get(forth ? `${px} ${py} ${qx} ${qy}` : `${qx} ${qy} ${px} ${py}`);
      if (points === undefined) continue;
      // Along the edge in its stored direction, so that both sides get one order.
      const [ux, uy] = forth ? [qx - px, qy - py] : [px - qx, py - qy];
      const along = [...points.values()].sort(
        (a, b) => (a[0] - b[0]) * ux + (a[1] - b[1]) * uy || a[0] - b[0] || a[1] - b[1],
      );
      for (const [x, y] of forth ? along : along.reverse()) out.push(x, y);
    }
    return out.length === ring.length ? ring : Int32Array.from(out);
  }
}

/** What it takes that every corner on the border of the regions is a lattice point and a vertex of all who pass there. */
export function insertionsFor(ground: Ground, regions: readonly Region[]): Insertions {
  const insertions = new Insertions();
  const { pieces, half } = ground.faces;
  const { nodes } = pieces;
  const bent = new Set<number>();
  for (const node of borderNodes(ground.faces, regions)) {
    const x = Math.round(nodes.x[node]!);
    const y = Math.round(nodes.y[node]!);
    const exact = nodes.isLattice(node);
    for (let i = half.start[node]!; i < half.start[node + 1]!; i++) {
      const piece = half.leaving[i]! >> 1;
      for (let e = pieces.edgeStart[piece]!; e < pieces.edgeStart[piece + 1]!; e++) {
        const edge = pieces.edges[e]!;
        if (exact && !strictlyBetween(ground.table, edge, x, y)) continue;
        insertions.add(ground, edge, x, y, exact);
        if (!exact) bent.add(edge);
      }
    }
  }
  if (bent.size > 0) holdVertices(ground, bent, insertions);
  return insertions;
}

/** The nodes on the border of regions. */
export function borderNodes(faces: Faces, regions: readonly Region[]): Set<number> {
  const nodes = new Set<number>();
  for (const { shell, holes } of regions) {
    for (const h of [shell, ...holes].flat()) nodes.add(startOf(faces.pieces, h));
  }
  return nodes;
}

/** What others have exactly on an edge that bends becomes a vertex of it, so that the bend ends there. */
function holdVertices(ground: Ground, bent: ReadonlySet<number>, insertions: Insertions): void {
  const { pieces } = ground.faces;
  for (let piece = 0; piece < pieces.count; piece++) {
    for (let e = pieces.edgeStart[piece]!; e < pieces.edgeStart[piece + 1]!; e++) {
      const edge = pieces.edges[e]!;
      if (!bent.has(edge)) continue;
      for (const node of [pieces.tail[piece]!, pieces.head[piece]!]) {
        if (!pieces.nodes.isLattice(node)) continue;
        const x = pieces.nodes.x[node]!;
        const y = pieces.nodes.y[node]!;
        if (strictlyBetween(ground.table, edge, x, y)) insertions.add(ground, edge, x, y, true);
      }
    }
  }
}
