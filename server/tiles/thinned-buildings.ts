/** Which buildings a tile shows where not all have room: of each square of so many units the one with most households. */
import { worldX, worldY } from '../geometry/tiles/mercator.ts';
import type { BuildingColumns } from './building-columns.ts';

/** Ascending. Squares are those of the whole world, so neighbouring tiles choose alike. `side` 0: all of them. */
export function thinned(
  columns: BuildingColumns,
  near: readonly number[],
  units: number,
  side: number,
): readonly number[] {
  if (side === 0) return near;
  const { x, y, households, ids } = columns;
  const best = new Map<number, number>();
  for (const building of near) {
    const col = Math.floor((worldX(x[building]!) * units) / side);
    const row = Math.floor((worldY(y[building]!) * units) / side);
    const square = col * 2 ** 26 + (row % 2 ** 26);
    const other = best.get(square);
    const isMore =
      other === undefined ||
      households[building]! > households[other]! ||
      (households[building] === households[other] && ids[building]! < ids[other]!);
    if (isMore) best.set(square, building);
  }
  return [...best.values()].sort((a, b) => a - b);
}
