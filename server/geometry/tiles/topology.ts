/**
 * Shapes that share their borders, ready to be drawn at any zoom: arcs in world coordinates, who is left and right of each,
 * and the rings of each shape as arcs. Plain arrays, so that it goes from thread to thread as it is.
 */
import type { MultiPolygon } from '../polygon.ts';
import { arcsOf } from './arcs.ts';
import { MAX_ZOOM, worldX, worldY } from './mercator.ts';
import { nodedRings } from './noded-rings.ts';
import { type ZoomLines, zoomLines } from './zoom-lines.ts';

export interface Topology {
  readonly arcs: number;
  /** First point of each arc, and the end. */
  readonly arcStarts: Int32Array;
  /** World coordinates, 0 to 1, y down. */
  readonly arcX: Float64Array;
  readonly arcY: Float64Array;
  /** West, north, east, south of each arc. */
  readonly arcBoxes: Float64Array;
  /** Names the points of an arc: 53 bits. */
  readonly arcHashes: Float64Array;
  /** First side of each arc, and the end. */
  readonly sideStarts: Int32Array;
  /** Twice the shape, plus 1 where it lies on the right as the arc runs on the ground. More than two where shapes overlap. */
  readonly sides: Int32Array;
  /** First ring of each shape, and the end. */
  readonly shapeRings: Int32Array;
  readonly isShell: Uint8Array;
  /** First place in `ringArcs` of each ring, and the end. */
  readonly ringStarts: Int32Array;
  /** Twice the arc, plus 1 where the ring runs against it. */
  readonly ringArcs: Int32Array;
  /** West, north, east, south of each shape; inverted where it has no vertex. */
  readonly shapeBoxes: Float64Array;
  /** From zoom `minZoom` to MAX_ZOOM. */
  readonly zooms: readonly ZoomLines[];
  readonly minZoom: number;
}

/** `shapes`: valid, shells counter-clockwise, holes clockwise; they may overlap and leave gaps. */
export function topologyOf(shapes: readonly MultiPolygon[], minZoom: number): Topology {
  const rings = nodedRings(shapes);
  const { nodes, shapes: shapeRings } = rings;
  const arcs = arcsOf(rings);
  const points = arcs.path.length;
  const arcX = new Float64Array(points);
  const arcY = new Float64Array(points);
  const arcBoxes = new Float64Array(4 * arcs.count);
  const arcHashes = new Float64Array(arcs.count);
  for (let arc = 0; arc < arcs.count; arc++) {
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    let low = 0x811c9dc5;
    let high = 0x9747b28c;
    for (let i = arcs.starts[arc]!; i < arcs.starts[arc + 1]!; i++) {
      const node = arcs.path[i]!;
      arcX[i] = worldX(nodes.x[node]!);
      arcY[i] = worldY(nodes.y[node]!);
      widen(box, arcX[i]!, arcY[i]!);
      low = mix(low, nodes.x[node]! | 0, nodes.y[node]! | 0);
      high = mix(high, nodes.y[node]! | 0, nodes.x[node]! | 0);
    }
    arcBoxes.set(box, 4 * arc);
    arcHashes[arc] = (high >>> 11) * 2 ** 32 + (low >>> 0);
  }
  const shapeBoxes = new Float64Array(4 * shapes.length);
  for (let shape = 0; shape < shapes.length; shape++) {
    const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = arcs.ringStarts[shapeRings[shape]!]!; i < arcs.ringStarts[shapeRings[shape + 1]!]!; i++) {
      const at = 4 * (arcs.ringArcs[i]! >> 1);
      widen(box, arcBoxes[at]!, arcBoxes[at + 1]!);
      widen(box, arcBoxes[at + 2]!, arcBoxes[at + 3]!);
    }
    shapeBoxes.set(box, 4 * shape);
  }
  const base = {
    arcs: arcs.count,
    arcStarts: arcs.starts,
    arcX,
    arcY,
    arcBoxes,
    arcHashes,
    ...sidesOf(arcs.count, shapeRings, arcs.ringStarts, arcs.ringArcs),
    shapeRings,
    isShell: rings.isShell,
    ringStarts: arcs.ringStarts,
    ringArcs: arcs.ringArcs,
    shapeBoxes,
    minZoom,
  };
  const zooms: ZoomLines[] = [];
  for (let zoom = minZoom; zoom <= MAX_ZOOM; zoom++) zooms.push(zoomLines(base, zoom));
  return { ...base, zooms };
}

/** The arrays of a topology, to be handed over instead of copied. */
export function buffersOf(topology: Topology): ArrayBuffer[] {
  const arrays = [...Object.values(topology), ...topology.zooms.flatMap((lines) => Object.values(lines))];
  return arrays.filter((value) => ArrayBuffer.isView(value)).map((view) => view.buffer as ArrayBuffer);
}

function sidesOf(
  arcs: number,
  shapeRings: Int32Array,
  ringStarts: Int32Array,
  ringArcs: Int32Array,
): { sideStarts: Int32Array; sides: Int32Array } {
  const sideStarts = new Int32Array(arcs + 1);
  for (const use of ringArcs) sideStarts[(use >> 1) + 1]! += 1;
  for (let arc = 0; arc < arcs; arc++) sideStarts[arc + 1]! += sideStarts[arc]!;
  const next = sideStarts.slice();
  const sides = new Int32Array(ringArcs.length);
  for (let shape = 0; shape + 1 < shapeRings.length; shape++) {
    for (let i = ringStarts[shapeRings[shape]!]!; i < ringStarts[shapeRings[shape + 1]!]!; i++) {
      sides[next[ringArcs[i]! >> 1]!++] = 2 * shape + (ringArcs[i]! & 1);
    }
  }
  return { sideStarts, sides };
}

function widen(box: [number, number, number, number], x: number, y: number): void {
  if (x < box[0]) box[0] = x;
  if (y < box[1]) box[1] = y;
  if (x > box[2]) box[2] = x;
  if (y > box[3]) box[3] = y;
}

function mix(hash: number, a: number, b: number): number {
  let h = Math.imul(hash ^ a, 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15) ^ b, 0x85ebca6b);
  return h ^ (h >>> 13);
}
