/**
 * All arcs at one zoom: rounded to its units and simplified once for whoever shares them. Where the simplified lines of two
 * arcs cross, or a ring falls flat, its arcs keep more: half the tolerance, a quarter, in the end every point.
 */
import { crossesProperly } from '../predicates.ts';
import { nearPairs } from '../segment-pairs.ts';
import { MAX_ZOOM, worldUnits } from './mercator.ts';
import { simplify } from './simplify.ts';
import type { Topology } from './topology.ts';

export interface ZoomLines {
  /** First point of each arc, and the end. */
  readonly starts: Int32Array;
  /** x, y in units of the whole world. */
  readonly xy: Int32Array;
}

/** Half a pixel of 512, in units. What is drawn larger than its own zoom gets every point. */
const TOLERANCE = 4;
const HALVINGS = 2;

export function zoomLines(topology: Omit<Topology, 'zooms'>, zoom: number): ZoomLines {
  const rounded = roundedArcs(topology, zoom);
  const { arcs } = topology;
  const points = rounded.starts[arcs]!;
  const xs = new Int32Array(points);
  const ys = new Int32Array(points);
  for (let i = 0; i < points; i++) {
    xs[i] = rounded.xy[2 * i]!;
    ys[i] = rounded.xy[2 * i + 1]!;
  }
  const keep = new Uint8Array(points);
  const tolerance = new Float64Array(arcs).fill(zoom === MAX_ZOOM ? 0 : TOLERANCE);
  let dirty: Iterable<number> = Array.from({ length: arcs }, (_, arc) => arc);
  for (let round = 0; ; round++) {
    for (const arc of dirty) {
      simplify(xs, ys, rounded.starts[arc]!, rounded.starts[arc + 1]! - 1, tolerance[arc]!, keep);
    }
    const lines = kept(rounded, keep, arcs);
    if (round > HALVINGS) return lines;
    const faulty = new Set<number>();
    findFlatRings(topology, lines, faulty);
    findCrossings(lines, arcs, faulty);
    for (const arc of faulty) {
      if (tolerance[arc] === 0) faulty.delete(arc);
      else tolerance[arc] = round === HALVINGS ? 0 : tolerance[arc]! / 2;
    }
    if (faulty.size === 0) return lines;
    dirty = faulty;
  }
}

/** Points that fall together with the one before go; an arc of one place keeps both its ends. */
function roundedArcs({ arcs, arcStarts, arcX, arcY }: Omit<Topology, 'zooms'>, zoom: number): ZoomLines {
  const units = worldUnits(zoom);
  const starts = new Int32Array(arcs + 1);
  const xy = new Int32Array(2 * arcX.length);
  let at = 0;
  for (let arc = 0; arc < arcs; arc++) {
    const last = arcStarts[arc + 1]! - 1;
    const begin = at;
    for (let i = arcStarts[arc]!; i <= last; i++) {
      const x = Math.round(arcX[i]! * units);
      const y = Math.round(arcY[i]! * units);
      if (i < last && at > begin && xy[at - 2] === x && xy[at - 1] === y) continue;
      if (i === last && at > begin + 2 && xy[at - 2] === x && xy[at - 1] === y) continue;
      xy[at++] = x;
      xy[at++] = y;
    }
    starts[arc + 1] = at / 2;
  }
  return { starts, xy: xy.slice(0, at) };
}

function kept({ starts, xy }: ZoomLines, keep: Uint8Array, arcs: number): ZoomLines {
  const out = new Int32Array(xy.length);
  const begins = new Int32Array(arcs + 1);
  let at = 0;
  for (let arc = 0; arc < arcs; arc++) {
    for (let i = starts[arc]!; i < starts[arc + 1]!; i++) {
      if (keep[i] === 0) continue;
      out[at++] = xy[2 * i]!;
      out[at++] = xy[2 * i + 1]!;
    }
    begins[arc + 1] = at / 2;
  }
  return { starts: begins, xy: out.slice(0, at) };
}

/** Rings of two straight arcs: all of their ground would be gone. */
function findFlatRings({ ringStarts, ringArcs }: Omit<Topology, 'zooms'>, { starts }: ZoomLines, faulty: Set<number>) {
  for (let ring = 0; ring + 1 < ringStarts.length; ring++) {
    let points = 0;
    for (let i = ringStarts[ring]!; i < ringStarts[ring + 1]!; i++) {
      const arc = ringArcs[i]! >> 1;
      points += starts[arc + 1]! - starts[arc]! - 1;
    }
    if (points > 2) continue;
    for (let i = ringStarts[ring]!; i < ringStarts[ring + 1]!; i++) faulty.add(ringArcs[i]! >> 1);
  }
}

function findCrossings({ starts, xy }: ZoomLines, arcs: number, faulty: Set<number>): void {
  const count = starts[arcs]! - arcs;
  const segments = new Float64Array(4 * count);
  const arcOf = new Int32Array(count);
  let at = 0;
  for (let arc = 0; arc < arcs; arc++) {
    for (let i = starts[arc]!; i + 1 < starts[arc + 1]!; i++) {
      arcOf[at / 4] = arc;
      for (let k = 0; k < 4; k++) segments[at++] = xy[2 * i + k]!;
    }
  }
  nearPairs(segments, (i, j) => {
    const a = 4 * i;
    const b = 4 * j;
    if (
      crossesProperly(
        segments[a]!,
        segments[a + 1]!,
        segments[a + 2]!,
        segments[a + 3]!,
        segments[b]!,
        segments[b + 1]!,
        segments[b + 2]!,
        segments[b + 3]!,
      )
    ) {
      faulty.add(arcOf[i]!).add(arcOf[j]!);
    }
    return false;
  });
}
