/**
 * The lines of a made-up county as a survey draws them: every line is cut where another one ends on it, and each piece swerves by up to a
 * metre every dozen metres. A piece is the same whoever asks for it, so neighbours share every vertex. Pure, in lattice units.
 */
import { mulberry32 } from '../support/random.ts';

/** Lattice units: about 130 m and 13 m. */
const CELL = 12_000;
const STEP = 1_200;
/** Nearer than this a node lies on a line: both were rounded once. */
const ON_LINE = 1.5;
const SWERVE = 90;

type Point = readonly [x: number, y: number];

export class MadeLines {
  readonly #cells = new Map<string, Map<string, Point>>();

  /** The ends of every line that there is, as flat pairs. */
  constructor(lines: Iterable<Int32Array>) {
    for (const line of lines) {
      for (let i = 0; i < line.length; i += 2) {
        const [x, y] = [line[i]!, line[i + 1]!];
        const cell = keyOf(Math.floor(x / CELL), Math.floor(y / CELL));
        const known = this.#cells.get(cell) ?? new Map<string, Point>();
        known.set(keyOf(x, y), [x, y]);
        this.#cells.set(cell, known);
      }
    }
  }

  /** With all vertices between; a ring without its first point again at the end. */
  drawn(line: Int32Array, isRing: boolean): Point[] {
    const all: Point[] = [];
    const count = line.length / 2;
    for (let i = 0; i < (isRing ? count : count - 1); i++) {
      const j = (i + 1) % count;
      const nodes = this.#nodesOn([line[2 * i]!, line[2 * i + 1]!], [line[2 * j]!, line[2 * j + 1]!]);
      for (let k = 0; k + 1 < nodes.length; k++) all.push(...piece(nodes[k]!, nodes[k + 1]!));
    }
    if (!isRing) all.push([line.at(-2)!, line.at(-1)!]);
    return all;
  }

  #nodesOn(a: Point, b: Point): Point[] {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const length = Math.hypot(dx, dy);
    const found: { at: number; node: Point }[] = [];
    const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])].map((x) => Math.floor(x / CELL));
    const [south, north] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])].map((y) => Math.floor(y / CELL));
    for (let col = west! - 1; col <= east! + 1; col++) {
      for (let row = south! - 1; row <= north! + 1; row++) {
        for (const node of this.#cells.get(keyOf(col, row))?.values() ?? []) {
          const [px, py] = [node[0] - a[0], node[1] - a[1]];
          const at = (px * dx + py * dy) / length;
          const off = Math.abs(px * dy - py * dx) / length;
          if (off < ON_LINE && at > 2 && at < length - 2) found.push({ at, node });
        }
      }
    }
    found.sort((one, other) => one.at - other.at);
    return [a, ...found.map(({ node }) => node), b];
  }
}

const keyOf = (x: number, y: number): string => `${x},${y}`;

/** From a towards b, b left out. */
function piece(a: Point, b: Point): Point[] {
  const isTurned = a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
  const [from, to] = isTurned ? [b, a] : [a, b];
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  const steps = Math.max(1, Math.floor(length / STEP));
  const random = mulberry32((from[0] * 31 + from[1]) ^ (to[0] * 17 + to[1] * 7));
  const between: Point[] = [];
  for (let i = 1; i < steps; i++) {
    const t = i / steps;
    const by = ((random() - 0.5) * 2 * SWERVE * Math.min(1, 4 * Math.min(t, 1 - t))) / length;
    between.push([Math.round(from[0] + t * dx - by * dy), Math.round(from[1] + t * dy + by * dx)]);
  }
  return [a, ...(isTurned ? between.reverse() : between)];
}
