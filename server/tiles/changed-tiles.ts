/** The tiles that are other bytes after a change: those near it are built from both states and compared. */
import { setImmediate as turn } from 'node:timers/promises';
import type { Tile } from '../geometry/tiles/mercator.ts';
import type { BuiltTile } from './built-tile.ts';
import type { DirtyBoxes } from './dirty-boxes.ts';
import type { LayerSet } from './layer-sets.ts';

/** Zooms that are told of together: a change too wide for the near ones is still told exactly for the far ones. */
const RANGES = [
  [5, 12],
  [13, 15],
  [16, 16],
  [17, 17],
  [18, 18],
] as const;

/** As many tiles are named at the most, and as many are compared. */
const MOST_NAMED = 100;
const MOST_COMPARED = 300;

export interface ChangedTiles {
  readonly minZoom: number;
  readonly maxZoom: number;
  /** `z/x/y`; null: too many to name. */
  readonly tiles: readonly string[] | null;
}

type Build = (tile: Tile) => BuiltTile;

/** Ranges in which nothing changed are left out. Others are answered between two tiles. */
export async function changedTiles(
  set: LayerSet,
  dirty: DirtyBoxes,
  before: Build,
  after: Build,
): Promise<ChangedTiles[]> {
  const changed: ChangedTiles[] = [];
  for (const [from, to] of RANGES) {
    const minZoom = Math.max(from, set.minZoom);
    const maxZoom = Math.min(to, set.maxZoom);
    if (minZoom > maxZoom || dirty.isEmpty) continue;
    const tiles = await compared(near(dirty, minZoom, maxZoom), before, after);
    if (tiles === null || tiles.length > 0) changed.push({ minZoom, maxZoom, tiles });
  }
  return changed;
}

/** What is told where nobody knows the state before. */
export function anyTiles({ minZoom, maxZoom }: LayerSet): ChangedTiles[] {
  return [{ minZoom, maxZoom, tiles: null }];
}

function near(dirty: DirtyBoxes, minZoom: number, maxZoom: number): Tile[] | null {
  const all: Tile[] = [];
  for (let z = minZoom; z <= maxZoom; z++) {
    const tiles = dirty.tiles(z, MOST_COMPARED - all.length);
    if (tiles === null) return null;
    all.push(...tiles);
  }
  return all;
}

async function compared(tiles: readonly Tile[] | null, before: Build, after: Build): Promise<string[] | null> {
  if (tiles === null) return null;
  const changed: string[] = [];
  for (const tile of tiles) {
    if (Buffer.compare(before(tile).bytes, after(tile).bytes) !== 0) changed.push(`${tile.z}/${tile.x}/${tile.y}`);
    if (changed.length > MOST_NAMED) return null;
    await turn();
  }
  return changed;
}
