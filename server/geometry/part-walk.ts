/**
 * A walk over some of the open edges of all: in a small table of their own, with what surrounds them taken from the large one
 * where it is asked for.
 */
import type { Surroundings } from './cover-sets.ts';
import { EdgeUses } from './edge-uses.ts';
import { type Cover, type Faces, walkFaces } from './faces.ts';
import type { GridEdges } from './grid-edges.ts';
import type { NodeTable } from './node-table.ts';
import { nodePieces } from './noding.ts';
import { OwnersWest } from './owners-west.ts';
import type { Box } from './polygon.ts';
import type { OpenWalk } from './walk-findings.ts';

export interface PartWalk extends OpenWalk {
  readonly open: Faces;
  /** The numbers its owners have (GridEdges.numberOf). */
  readonly numberOf: Int32Array;
}

/**
 * `edges`: open ones, with every open edge that meets or touches one of them. `around`: what covers the place they lie in.
 * Owners in the walk are numbers of grids.
 */
export function walkPart(store: GridEdges, edges: readonly number[], around: Cover): PartWalk {
  const table = new EdgeUses(2 * edges.length);
  const numberOf = (owner: number): number => store.numberOf[owner]!;
  for (const edge of edges) table.take(store.table, edge, numberOf);
  const pairs = store.meetings.among(edges);
  const open = walkFaces(table, nodePieces(table, allRows(table), pairs), false, around);
  return { table, pairs, open, surroundings: surroundingsOf(store, table, edges, numberOf), numberOf: store.numberOf };
}

/** Rows are added to the table for what is near, so it serves one search. */
function surroundingsOf(
  store: GridEdges,
  table: EdgeUses,
  edges: readonly number[],
  numberOf: (owner: number) => number,
): Surroundings {
  return {
    near(boxes: readonly Box[]) {
      const known = new Set(edges);
      for (const box of boxes) {
        // Open edges of other parts lie in other places than those asked for, and would contradict the depths around.
        store.rows.eachNear(box, (edge) => {
          if (!store.table.isOpen(edge)) known.add(edge);
        });
      }
      const all = [...known];
      for (let i = edges.length; i < all.length; i++) table.take(store.table, all[i]!, numberOf);
      return { edges: allRows(table), pairs: store.meetings.among(all) };
    },
    owners() {
      const west = new OwnersWest(store.table, store.rows);
      return {
        at(nodes: NodeTable, tail: number, head: number) {
          const owners = new Map<number, number>();
          for (const [owner, times] of west.at(nodes, tail, head)) owners.set(numberOf(owner), times);
          return owners;
        },
      };
    },
  };
}

function allRows(table: EdgeUses): Int32Array {
  return Int32Array.from({ length: table.count }, (_, row) => row);
}
