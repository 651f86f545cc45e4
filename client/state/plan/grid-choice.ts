/** Takes a grid in hand: from a list, a card or a key. The map goes there. */
import { chosen, type GridRef, level, sameGrid } from './choice.ts';
import { flyToCells } from './fly.ts';
import { gridRows } from './grid-rows.ts';
import { planSession } from './opened.ts';

export function flyToGrid({ community, slot }: GridRef): void {
  const place = planSession.peek()?.community(community);
  if (place === undefined) return;
  flyToCells(place.layer, place.divisions[level.peek()].numbers.cellsOf(slot));
}

export function chooseGridOfPlan(grid: GridRef | null): void {
  chosen.value = grid;
  if (grid !== null) flyToGrid(grid);
}

/** The next or previous grid in the order of the plan, round its end. */
export function stepGrid(way: 1 | -1): void {
  const rows = gridRows.peek();
  if (rows.length === 0) return;
  const at = rows.findIndex((row) => sameGrid(row, chosen.peek()));
  const next = at < 0 ? (way === 1 ? 0 : rows.length - 1) : (at + way + rows.length) % rows.length;
  chooseGridOfPlan({ community: rows[next]!.community, slot: rows[next]!.slot });
}
