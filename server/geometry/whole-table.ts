/**
 * What surrounds the open edges of a check, where a place needs its grids named: from a table of all edges, made when first
 * asked for. A clean coverage never asks.
 */
import type { Surroundings } from './cover-sets.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import { crossings } from './crossings.ts';
import type { EdgeUses } from './edge-uses.ts';
import { tableOf } from './grid-table.ts';
import { edgesNear } from './nearby-edges.ts';
import type { OpenTable } from './open-table.ts';
import { OwnersWest } from './owners-west.ts';

/** Rows are added to the open table for what is near, so it serves one search. */
export function surroundingsOf(
  { table, invalid }: OpenTable,
  grids: readonly CoverageGrid[],
  input: CoverageInput,
): Surroundings {
  let known: EdgeUses | null = null;
  const sameOwner = (owner: number): number => owner;
  return {
    near(boxes) {
      const all = whole();
      const edges = edgesNear(all, boxes).map((edge) => {
        const row = table.find(all.ax[edge]!, all.ay[edge]!, all.bx[edge]!, all.by[edge]!);
        return row >= 0 ? row : table.take(all, edge, sameOwner);
      });
      return { edges, pairs: crossings(table, edges) };
    },
    owners: () => new OwnersWest(whole()),
  };

  function whole(): EdgeUses {
    if (known === null) {
      known = tableOf(grids, input).table;
      for (const grid of invalid.keys()) known.move(grid, grids[grid]!.polygons, 'grid', 'unjudged');
    }
    return known;
  }
}
