/** Names for a graph and for a division of it, the same whatever the order of rows and numbers of grids. */
import { WordHash } from '../geometry/content-hash.ts';
import type { CellGraph } from './cell-graph.ts';

/** Of a graph in canonical order. */
export function graphHash({ community, cells, arcs, links, ties, compounds }: CellGraph): string {
  const hash = new WordHash();
  const text = (value: string) => {
    hash.word(value.length);
    for (let i = 0; i < value.length; i++) hash.word(value.charCodeAt(i));
  };
  const large = (values: Float64Array) => {
    for (const value of values) {
      hash.word(value % 2 ** 30);
      hash.word(Math.floor(value / 2 ** 30));
    }
  };
  text(community);
  hash.word(cells.ids.length);
  for (const id of cells.ids) text(id);
  hash.words(cells.households);
  large(cells.areaCm2);
  large(cells.outerCm);
  for (const row of [arcs.left, arcs.right, arcs.lenCm, links, ...ties]) {
    hash.word(row.length);
    hash.words(row);
  }
  for (const row of [arcs.class, arcs.connects]) hash.words(Int32Array.from(row));
  for (const { id, cells: members, whole } of compounds) {
    text(id);
    hash.word(Number(whole));
    hash.words(members);
  }
  return hash.hex();
}

/** `gridOf` over cells in canonical order: a grid is named by its first cell. */
export function planHash(gridOf: Int32Array): string {
  const firstCell = new Map<number, number>([[-1, -1]]);
  const hash = new WordHash();
  gridOf.forEach((grid, cell) => {
    if (!firstCell.has(grid)) firstCell.set(grid, cell);
    hash.word(firstCell.get(grid)!);
  });
  return hash.hex();
}
