/**
 * Outlines from cells and an assignment: chains of arcs whose two sides are in different slots. Neighbours share every
 * vertex. A vertex that noding put on a straight line is dropped again, unless three slots or more meet there or borders
 * would cross without it; so the assignment in force gives the published rings.
 */
import { doubledArea } from '../../geometry/area.ts';
import { crossings } from '../../geometry/crossings.ts';
import { EdgeUses, verticesOf } from '../../geometry/edge-uses.ts';
import type { MultiPolygon, Polygon, Ring } from '../../geometry/polygon.ts';
import { canonicalShape } from '../../geometry/region-shape.ts';
import { boundsOf, ringWithin } from '../../geometry/ring-nesting.ts';
import { type ArcTurns, leftOf } from './arc-turns.ts';
import type { CellLayer } from './cell-layer.ts';

/** More rounds of taking vertices back than this are a fault. */
const MOST_ROUNDS = 16;

type Outlined = Pick<CellLayer, 'arcs' | 'nodes'>;

/** One ring of a slot with all its vertices; `dropped`: 1 for those that the outline does without. */
interface FullRing {
  readonly slot: number;
  readonly xy: readonly number[];
  readonly dropped: Uint8Array;
}

/**
 * `slotOf`: the slot of each cell, negative for cells that are in none. The shape of each slot: shells counter-clockwise,
 * holes clockwise, parts and rings in the kernel's canonical order.
 */
export function outlines(layer: Outlined, turns: ArcTurns, slotOf: ArrayLike<number>): Map<number, MultiPolygon> {
  const rings = fullRings(layer, turns, slotOf);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const shapes = assemble(rings);
    if (!takeBack(rings, shapes)) return shapes;
  }
  throw new Error('cells, outlines: borders keep crossing');
}

/**
 * The same for the eye, in half the time: nobody looks whether borders cross where a vertex was dropped, which is less than a lattice
 * unit. Not to be published or measured.
 */
export const drawnOutlines = (layer: Outlined, turns: ArcTurns, slotOf: ArrayLike<number>): Map<number, MultiPolygon> =>
  assemble(fullRings(layer, turns, slotOf));

function fullRings(layer: Outlined, { next }: ArcTurns, slotOf: ArrayLike<number>): FullRing[] {
  const { arcs, nodes } = layer;
  const slotLeft = (half: number): number => {
    const cell = leftOf(layer, half);
    return cell < 0 ? -1 : slotOf[cell]!;
  };
  const isBorder = (half: number): boolean => slotLeft(half) !== slotLeft(half ^ 1);
  const borderEnds = new Int32Array(nodes.length / 2);
  arcs.forEach(({ from, to }, a) => {
    if (!isBorder(2 * a)) return;
    borderEnds[from]! += 1;
    borderEnds[to]! += 1;
  });
  const done = new Uint8Array(2 * arcs.length);
  const rings: FullRing[] = [];
  for (let first = 0; first < done.length; first++) {
    const slot = slotLeft(first);
    if (done[first] === 1 || slot < 0 || !isBorder(first)) continue;
    const walk: number[] = [];
    for (let at = first; done[at] === 0; ) {
      done[at] = 1;
      walk.push(at);
      at = next[at]!;
      while (!isBorder(at)) at = next[at ^ 1]!;
    }
    for (const loop of simpleLoops(layer, walk)) rings.push(ringOf(slot, loop));
  }
  return rings;

  function ringOf(slot: number, loop: readonly number[]): FullRing {
    const xy: number[] = [];
    const dropped: number[] = [];
    loop.forEach((half, i) => {
      const arc = arcs[half >> 1]!;
      const before = loop[i === 0 ? loop.length - 1 : i - 1]!;
      const node = startOf(layer, half);
      const goesOn = endLine(layer, before ^ 1) === endLine(layer, half);
      const count = arc.points.length / 2;
      for (let k = 0; k < count - 1; k++) {
        const at = (half & 1) === 0 ? k : count - 1 - k;
        xy.push(arc.points[2 * at]!, arc.points[2 * at + 1]!);
        if (k === 0) dropped.push(goesOn && borderEnds[node] === 2 ? 1 : 0);
        else dropped.push(arc.added[at - 1]!);
      }
    });
    return { slot, xy, dropped: Uint8Array.from(dropped) };
  }
}

/** Cuts a walk that comes through a node more than once into loops that do not. */
function simpleLoops(layer: Outlined, walk: readonly number[]): number[][] {
  const loops: number[][] = [];
  const path: number[] = [];
  const place = new Map<number, number>();
  for (const half of walk) {
    const node = startOf(layer, half);
    const before = place.get(node);
    if (before !== undefined) {
      const loop = path.splice(before);
      for (const part of loop) place.delete(startOf(layer, part));
      loops.push(loop);
    }
    place.set(node, path.length);
    path.push(half);
  }
  loops.push(path);
  return loops;
}

function startOf({ arcs }: Outlined, half: number): number {
  const arc = arcs[half >> 1]!;
  return (half & 1) === 0 ? arc.from : arc.to;
}

/** The line that a half-arc begins with. */
function endLine({ arcs }: Outlined, half: number): number {
  const arc = arcs[half >> 1]!;
  return (half & 1) === 0 ? arc.firstLine : arc.lastLine;
}

function assemble(rings: readonly FullRing[]): Map<number, MultiPolygon> {
  const bySlot = new Map<number, Ring[]>();
  for (const { slot, xy, dropped } of rings) {
    const kept: number[] = [];
    for (let i = 0; i < dropped.length; i++) if (dropped[i] === 0) kept.push(xy[2 * i]!, xy[2 * i + 1]!);
    const ring = Int32Array.from(kept.length < 6 ? xy : kept);
    const list = bySlot.get(slot);
    if (list === undefined) bySlot.set(slot, [ring]);
    else list.push(ring);
  }
  const shapes = new Map<number, MultiPolygon>();
  for (const slot of [...bySlot.keys()].sort((a, b) => a - b))
    shapes.set(slot, canonicalShape(nest(bySlot.get(slot)!)));
  return shapes;
}

/** Each hole to the smallest shell around it. */
function nest(rings: readonly Ring[]): Polygon[] {
  if (rings.length === 1) return [[rings[0]!]];
  const all = rings.map((ring) => {
    const fine = Float64Array.from(ring);
    return { ring, fine, bounds: boundsOf(fine), area: Number(doubledArea(ring)) };
  });
  const shells = all.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area);
  const polygons = shells.map(({ ring }) => [ring]);
  for (const hole of all) {
    if (hole.area > 0) continue;
    const around = shells.findIndex((shell) => ringWithin(hole.fine, shell.fine, hole.bounds, shell.bounds));
    if (around < 0) throw new Error(`cells, outlines: a hole without a shell near ${hole.ring[0]} ${hole.ring[1]}`);
    polygons[around]!.push(hole.ring);
  }
  return polygons;
}

/** Takes dropped vertices back where borders meet otherwise than end to end; whether there were any. */
function takeBack(rings: readonly FullRing[], shapes: ReadonlyMap<number, MultiPolygon>): boolean {
  let vertices = 0;
  for (const shape of shapes.values()) vertices += verticesOf(shape);
  const table = new EdgeUses(vertices);
  for (const [slot, shape] of shapes) table.add(slot, shape);
  const pairs = crossings(table);
  if (pairs.length === 0) return false;
  const bad = new Set<string>();
  for (const edge of pairs) {
    const [ax, ay, bx, by] = [table.ax[edge]!, table.ay[edge]!, table.bx[edge]!, table.by[edge]!];
    bad.add(`${ax} ${ay} ${bx} ${by}`).add(`${bx} ${by} ${ax} ${ay}`);
  }
  let hasChanged = false;
  for (const { xy, dropped } of rings) {
    const count = dropped.length;
    const keptOnes = Array.from(dropped.keys()).filter((i) => dropped[i] === 0);
    keptOnes.forEach((from, k) => {
      const to = keptOnes[(k + 1) % keptOnes.length]!;
      if (!bad.has(`${xy[2 * from]} ${xy[2 * from + 1]} ${xy[2 * to]} ${xy[2 * to + 1]}`)) return;
      for (let i = (from + 1) % count; i !== to; i = (i + 1) % count) {
        dropped[i] = 0;
        hasChanged = true;
      }
    });
  }
  return hasChanged;
}
