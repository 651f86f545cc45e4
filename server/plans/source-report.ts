/**
 * Departments' layers over the cells of a plan: which grid of each layer a cell is in, where two layers agree, and where not.
 * Grids are each other's counterpart by most households in common, community by community. Pure.
 */
import type { CellCounts, SourceReport } from '../contract/plan-sources.ts';
import { GridIndex } from '../geometry/grid-index.ts';
import { Hits } from '../geometry/hits.ts';
import { toDegrees } from '../geometry/lattice.ts';
import { decodeMultiPolygon } from '../geometry/wkb.ts';
import type { Cell, CellLayer } from '../partition/cells/cell-layer.ts';
import { continuedGrids } from '../partition/label-matching.ts';

export interface SourceLayer {
  readonly name: string;
  readonly grids: readonly { readonly code: string | null; readonly name: string | null; readonly wkb: Uint8Array }[];
}

/** For each source the grid of each cell, −1 for none. */
export interface CommunitySources {
  readonly community: string;
  readonly gridOf: readonly Int32Array[];
}

export interface SourceAnswer {
  readonly report: Omit<SourceReport, 'problems'>;
  readonly communities: readonly CommunitySources[];
}

const MOST_PLACES = 500;

export function sourceAnswer(layers: readonly CellLayer[], sources: readonly SourceLayer[]): SourceAnswer {
  const indexes = sources.map(({ grids }) =>
    GridIndex.build(grids.map(({ wkb }) => decodeMultiPolygon(wkb, 'lattice'))),
  );
  const all = nothing();
  const uncovered = sources.map(nothing);
  const doubled = sources.map(nothing);
  const hits = new Hits();
  const communities = layers.map(({ community, cells }): CommunitySources => {
    for (const cell of cells) add(all, cell);
    const gridOf = indexes.map((index, source) =>
      Int32Array.from(cells, (cell) => {
        const count = index.locate(cell.x, cell.y, hits);
        if (count === 0) add(uncovered[source]!, cell);
        if (count > 1) add(doubled[source]!, cell);
        return count === 0 ? -1 : hits.grids[0]!;
      }),
    );
    return { community, gridOf };
  });
  const pairs = sources.flatMap((_, one) =>
    sources.slice(one + 1).map((_, k) => pairOf(layers, communities, sources, one, one + 1 + k)),
  );
  const counted = sources.map(({ name, grids }, source) => ({
    name,
    grids: grids.length,
    uncovered: uncovered[source]!,
    doubled: doubled[source]!,
  }));
  return { report: { all, sources: counted, pairs }, communities };
}

/** What a grid of a layer is called in a report: its code, or its place in the file. */
export function sourceGridName({ grids }: SourceLayer, grid: number): string {
  return grids[grid]!.code ?? `#${grid + 1}`;
}

function pairOf(
  layers: readonly CellLayer[],
  communities: readonly CommunitySources[],
  sources: readonly SourceLayer[],
  one: number,
  other: number,
): SourceReport['pairs'][number] {
  const agreed = nothing();
  const differing = nothing();
  const places: SourceReport['pairs'][number]['places'] = [];
  layers.forEach(({ community, cells }, at) => {
    const [mine, theirs] = [communities[at]!.gridOf[one]!, communities[at]!.gridOf[other]!];
    const counterpart = counterparts(cells, mine, theirs);
    const here = new Map<string, { counts: CellCounts; largest: Cell; mine: number; theirs: number }>();
    cells.forEach((cell, i) => {
      const [a, b] = [mine[i]!, theirs[i]!];
      const isAgreed = a < 0 || b < 0 ? a === b : counterpart.get(b) === a;
      add(isAgreed ? agreed : differing, cell);
      if (isAgreed) return;
      const group = here.get(`${a} ${b}`) ?? { counts: nothing(), largest: cell, mine: a, theirs: b };
      here.set(`${a} ${b}`, group);
      add(group.counts, cell);
      if (cell.areaCm2 > group.largest.areaCm2) group.largest = cell;
    });
    for (const { counts, largest, mine: a, theirs: b } of here.values()) {
      places.push({
        community,
        one: a < 0 ? null : sourceGridName(sources[one]!, a),
        other: b < 0 ? null : sourceGridName(sources[other]!, b),
        ...counts,
        at: [toDegrees(largest.x), toDegrees(largest.y)],
      });
    }
  });
  places.sort((a, b) => b.households - a.households || b.areaM2 - a.areaM2);
  const names = { one: sources[one]!.name, other: sources[other]!.name };
  return { ...names, agreed, differing, places: places.slice(0, MOST_PLACES) };
}

/** For grids of the second layer the grid of the first that is theirs too. */
function counterparts(cells: readonly Cell[], mine: Int32Array, theirs: Int32Array): Map<number, number> {
  const [before, after] = [numbered(mine), numbered(theirs)];
  const matched = continuedGrids(
    {
      households: cells.map(({ households }) => Math.max(0, households)),
      areaCm2: cells.map(({ areaCm2 }) => areaCm2),
      before: before.rows,
      after: after.rows,
      beforeCount: before.grids.length,
      afterCount: after.grids.length,
    },
    new Uint8Array(before.grids.length).fill(1),
  );
  return new Map([...matched].flatMap((row, i) => (row < 0 ? [] : [[after.grids[i]!, before.grids[row]!] as const])));
}

/** The grids that come up, and the cells by their place among them. */
function numbered(gridOf: Int32Array): { grids: number[]; rows: Int32Array } {
  const grids = [...new Set(gridOf)].filter((grid) => grid >= 0).sort((a, b) => a - b);
  const rowOf = new Map(grids.map((grid, row) => [grid, row]));
  return { grids, rows: gridOf.map((grid) => rowOf.get(grid) ?? -1) };
}

function nothing(): CellCounts {
  return { cells: 0, households: 0, areaM2: 0 };
}

function add(counts: CellCounts, { households, areaCm2 }: Cell): void {
  counts.cells += 1;
  counts.households += Math.max(0, households);
  counts.areaM2 = Math.round(counts.areaM2 * 1e4 + areaCm2) / 1e4;
}
