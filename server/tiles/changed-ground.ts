/**
 * Where two states of the ground may be drawn differently: around shapes that came, went or are told otherwise, and around
 * arcs that run or are simplified differently. More than what changes, never less; the inside of a grid whose borders move
 * far away from a tile is the same.
 */
import { MAX_ZOOM } from '../geometry/tiles/mercator.ts';
import type { Topology } from '../geometry/tiles/topology.ts';
import { DirtyBoxes, type WorldBox } from './dirty-boxes.ts';
import { AREA_KEYS, type AreaShape, GRID_KEYS, type GridShape, type GroundMap } from './ground-map.ts';

export interface ChangedGround {
  readonly grids: DirtyBoxes;
  readonly areas: DirtyBoxes;
}

type Sort = keyof ChangedGround;

export function changedGround(before: GroundMap, after: GroundMap): ChangedGround {
  const changed: ChangedGround = { grids: new DirtyBoxes(), areas: new DirtyBoxes() };
  compareShapes('grids', before, after, GRID_KEYS, changed.grids);
  compareShapes('areas', before, after, AREA_KEYS, changed.areas);
  const { arcHashes } = before.topology;
  const old = new Map<number, number>();
  for (let arc = 0; arc < before.topology.arcs; arc++) old.set(arcHashes[arc]!, arc);
  const isKept = new Uint8Array(before.topology.arcs);
  for (let arc = 0; arc < after.topology.arcs; arc++) {
    const same = old.get(after.topology.arcHashes[arc]!);
    if (same === undefined || !isSameArc(before, same, after, arc)) {
      markEverywhere(after, arc, changed);
      continue;
    }
    isKept[same] = 1;
    markSimplifiedOtherwise(before.topology, same, after, arc, changed);
  }
  for (let arc = 0; arc < before.topology.arcs; arc++) if (isKept[arc] === 0) markEverywhere(before, arc, changed);
  return changed;
}

/** A published shape is never another under the same id. */
function compareShapes(
  sort: Sort,
  before: GroundMap,
  after: GroundMap,
  keys: readonly string[],
  dirty: DirtyBoxes,
): void {
  const old = new Map((before[sort] as readonly Told[]).map((shape, i) => [shape.id, i]));
  const first = (map: GroundMap): number => (sort === 'grids' ? 0 : map.grids.length);
  const boxBefore = (i: number): WorldBox => boxOf(before.topology.shapeBoxes, first(before) + i);
  after[sort].forEach((shape, i) => {
    const known = old.get(shape.id);
    old.delete(shape.id);
    if (known !== undefined && isToldAlike(before[sort][known]!, shape, keys)) return;
    dirty.add(boxOf(after.topology.shapeBoxes, first(after) + i));
    if (known !== undefined) dirty.add(boxBefore(known));
  });
  for (const i of old.values()) dirty.add(boxBefore(i));
}

type Told = GridShape | AreaShape;

function isToldAlike(one: Told, other: Told, keys: readonly string[]): boolean {
  if (one.label[0] !== other.label[0] || one.label[1] !== other.label[1]) return false;
  const [a, b] = [one, other] as unknown as Record<string, unknown>[];
  return keys.every((key) => a![key] === b![key]);
}

/** The same course with the same shapes beside it. A shape that is told otherwise is dirty as a whole already. */
function isSameArc(one: GroundMap, i: number, other: GroundMap, k: number): boolean {
  const a = one.topology;
  const b = other.topology;
  const sides = a.sideStarts[i + 1]! - a.sideStarts[i]!;
  const points = a.arcStarts[i + 1]! - a.arcStarts[i]!;
  if (b.sideStarts[k + 1]! - b.sideStarts[k]! !== sides || b.arcStarts[k + 1]! - b.arcStarts[k]! !== points)
    return false;
  for (let n = 0; n < sides; n++) {
    const p = a.sides[a.sideStarts[i]! + n]!;
    const q = b.sides[b.sideStarts[k]! + n]!;
    if ((p & 1) !== (q & 1) || !isSameShape(one, p >> 1, other, q >> 1)) return false;
  }
  for (let n = 0; n < points; n++) {
    if (a.arcX[a.arcStarts[i]! + n] !== b.arcX[b.arcStarts[k]! + n]) return false;
    if (a.arcY[a.arcStarts[i]! + n] !== b.arcY[b.arcStarts[k]! + n]) return false;
  }
  return true;
}

function isSameShape(one: GroundMap, i: number, other: GroundMap, k: number): boolean {
  const isGrid = i < one.grids.length;
  if (isGrid !== k < other.grids.length) return false;
  return isGrid
    ? one.grids[i]!.id === other.grids[k]!.id
    : one.areas[i - one.grids.length]!.id === other.areas[k - other.grids.length]!.id;
}

function markEverywhere(map: GroundMap, arc: number, changed: ChangedGround): void {
  for (const sort of sortsOf(map, arc)) changed[sort].add(boxOf(map.topology.arcBoxes, arc));
}

function markSimplifiedOtherwise(
  before: Topology,
  old: number,
  after: GroundMap,
  arc: number,
  changed: ChangedGround,
): void {
  for (let zoom = after.topology.minZoom; zoom <= MAX_ZOOM; zoom++) {
    if (isSameLine(before, old, after.topology, arc, zoom)) continue;
    for (const sort of sortsOf(after, arc)) changed[sort].add(boxOf(after.topology.arcBoxes, arc), zoom);
  }
}

function sortsOf({ topology: { sideStarts, sides }, grids }: GroundMap, arc: number): Set<Sort> {
  const sorts = new Set<Sort>();
  for (let i = sideStarts[arc]!; i < sideStarts[arc + 1]!; i++) {
    sorts.add(sides[i]! >> 1 < grids.length ? 'grids' : 'areas');
  }
  return sorts;
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

function boxOf(boxes: Float64Array, number: number): WorldBox {
  const at = 4 * number;
  return [boxes[at]!, boxes[at + 1]!, boxes[at + 2]!, boxes[at + 3]!];
}
