/**
 * Where two states of the ground may be drawn differently: around shapes that came, went or are told otherwise, and around
 * arcs that run or are simplified differently. More than what changes, never less; the inside of a grid whose borders move
 * far away from a tile is the same.
 */
import { MAX_ZOOM } from '../geometry/tiles/mercator.ts';
import type { Topology } from '../geometry/tiles/topology.ts';
import { DirtyBoxes } from './dirty-boxes.ts';
import type { GroundMap } from './ground-map.ts';

export interface ChangedGround {
  readonly grids: DirtyBoxes;
  readonly areas: DirtyBoxes;
}

type Sort = keyof ChangedGround;

export function changedGround(before: GroundMap, after: GroundMap): ChangedGround {
  const changed: ChangedGround = { grids: new DirtyBoxes(), areas: new DirtyBoxes() };
  compareShapes('grids', before, after, changed.grids);
  compareShapes('areas', before, after, changed.areas);
  const old = arcsByName(before);
  for (const [name, arc] of arcsByName(after)) {
    const same = old.get(name);
    old.delete(name);
    if (same === undefined) markEverywhere(after, arc, changed);
    else markSimplifiedOtherwise(before, same, after, arc, changed);
  }
  for (const arc of old.values()) markEverywhere(before, arc, changed);
  return changed;
}

function compareShapes(sort: Sort, before: GroundMap, after: GroundMap, dirty: DirtyBoxes): void {
  const old = shapesByText(sort, before);
  for (const [text, shape] of shapesByText(sort, after)) {
    if (!old.delete(text)) dirty.add(boxOf(after.topology.shapeBoxes, shape));
  }
  for (const shape of old.values()) dirty.add(boxOf(before.topology.shapeBoxes, shape));
}

/** Everything that is told of a shape → its number. A published shape is never another under the same id. */
function shapesByText(sort: Sort, map: GroundMap): Map<string, number> {
  const first = sort === 'grids' ? 0 : map.grids.length;
  return new Map(map[sort].map((shape, i) => [JSON.stringify(shape), first + i]));
}

/** An arc by its course and who is beside it. */
function arcsByName(map: GroundMap): Map<string, number> {
  const { arcs, arcHashes, sideStarts, sides } = map.topology;
  const names = new Map<string, number>();
  for (let arc = 0; arc < arcs; arc++) {
    const beside: string[] = [];
    for (let i = sideStarts[arc]!; i < sideStarts[arc + 1]!; i++)
      beside.push(`${nameOf(map, sides[i]! >> 1)}${sides[i]! & 1}`);
    names.set(`${arcHashes[arc]} ${beside.sort().join(' ')}`, arc);
  }
  return names;
}

function nameOf({ grids, areas }: GroundMap, shape: number): string {
  return shape < grids.length ? `g${grids[shape]!.id}.` : `a${areas[shape - grids.length]!.id}.`;
}

function sortsOf({ topology: { sideStarts, sides }, grids }: GroundMap, arc: number): Set<Sort> {
  const sorts = new Set<Sort>();
  for (let i = sideStarts[arc]!; i < sideStarts[arc + 1]!; i++) {
    sorts.add(sides[i]! >> 1 < grids.length ? 'grids' : 'areas');
  }
  return sorts;
}

function markEverywhere(map: GroundMap, arc: number, changed: ChangedGround): void {
  for (const sort of sortsOf(map, arc)) changed[sort].add(boxOf(map.topology.arcBoxes, arc));
}

function markSimplifiedOtherwise(
  before: GroundMap,
  old: number,
  after: GroundMap,
  arc: number,
  changed: ChangedGround,
): void {
  for (let zoom = after.topology.minZoom; zoom <= MAX_ZOOM; zoom++) {
    if (isSameLine(before.topology, old, after.topology, arc, zoom)) continue;
    for (const sort of sortsOf(after, arc)) changed[sort].add(boxOf(after.topology.arcBoxes, arc), zoom);
  }
}

function isSameLine(one: Topology, i: number, other: Topology, k: number, zoom: number): boolean {
  const a = one.zooms[zoom - one.minZoom]!;
  const b = other.zooms[zoom - other.minZoom]!;
  const from = 2 * a.starts[i]!;
  const length = 2 * a.starts[i + 1]! - from;
  const start = 2 * b.starts[k]!;
  if (2 * b.starts[k + 1]! - start !== length) return false;
  for (let n = 0; n < length; n++) if (a.xy[from + n] !== b.xy[start + n]) return false;
  return true;
}

function boxOf(boxes: Float64Array, number: number): readonly [number, number, number, number] {
  const at = 4 * number;
  return [boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!];
}
