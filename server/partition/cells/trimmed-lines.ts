/**
 * CLIP: the stretches of lines that lie in one face, as segments of the lattice, and where they cut the pieces around the
 * face. What lies outside by less than rounding is left to the noding.
 */
import { crossesProperly } from '../../geometry/predicates.ts';
import type { FaceMap } from './face-map.ts';
import { passesPixel } from './hot-pixel.ts';
import type { LocalMetres } from './local-metres.ts';
import { SegmentGrid } from './segment-grid.ts';

/** How far beyond the face's box lines are followed, in units. */
const MARGIN = 64;

export class FaceClip {
  readonly #ax: Int32Array;
  readonly #ay: Int32Array;
  readonly #bx: Int32Array;
  readonly #by: Int32Array;
  readonly #left: Int32Array;
  readonly #right: Int32Array;
  readonly #grid: SegmentGrid;
  readonly #metres: LocalMetres;
  /** piece, x, y, …: where pieces are cut. */
  readonly cuts: number[] = [];
  /** The number of the look at which each piece was last seen. */
  readonly #seen: Int32Array;
  #look = 0;
  #face = -1;
  #sides: readonly number[] = [];
  #minX = 0;
  #minY = 0;
  #maxX = 0;
  #maxY = 0;

  constructor({ pieces: { nodes, tail, head }, left, right }: FaceMap, metres: LocalMetres) {
    this.#ax = Int32Array.from(tail, (node) => nodes.x[node]!);
    this.#ay = Int32Array.from(tail, (node) => nodes.y[node]!);
    this.#bx = Int32Array.from(head, (node) => nodes.x[node]!);
    this.#by = Int32Array.from(head, (node) => nodes.y[node]!);
    this.#left = left;
    this.#right = right;
    this.#grid = new SegmentGrid({ ax: this.#ax, ay: this.#ay, bx: this.#bx, by: this.#by }, tail.length);
    this.#metres = metres;
    this.#seen = new Int32Array(tail.length);
  }

  /** Sets the face to clip to. `sides`: its pieces, as `sidesOfFaces` gives them. */
  within(face: number, sides: readonly number[]): void {
    this.#face = face;
    this.#sides = sides;
    [this.#minX, this.#minY, this.#maxX, this.#maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const side of sides) {
      const p = side >> 1;
      this.#minX = Math.min(this.#minX, this.#ax[p]! - MARGIN);
      this.#maxX = Math.max(this.#maxX, this.#bx[p]! + MARGIN);
      this.#minY = Math.min(this.#minY, this.#ay[p]! - MARGIN, this.#by[p]! - MARGIN);
      this.#maxY = Math.max(this.#maxY, this.#ay[p]! + MARGIN, this.#by[p]! + MARGIN);
    }
  }

  /** Calls back with the stretches of a chain in local metres that lie in the face. Cuts go to `cuts` with `keepCuts` only. */
  chain(
    points: Float64Array,
    visit: (ax: number, ay: number, bx: number, by: number) => void,
    keepCuts: boolean,
  ): void {
    const { x0, y0, mx, my } = this.#metres;
    let status: boolean | null = null;
    for (let i = 2; i < points.length; i += 2) {
      const clipped = this.#toBox(
        x0 + points[i - 2]! / mx,
        y0 + points[i - 1]! / my,
        x0 + points[i]! / mx,
        y0 + points[i + 1]! / my,
      );
      status = clipped === null ? false : this.segment(...clipped, status, visit, keepCuts);
    }
  }

  /**
   * One segment of the lattice. `status`: whether its beginning is in the face, null when that is not known. Returns whether
   * its end is.
   */
  segment(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    status: boolean | null,
    visit: (ax: number, ay: number, bx: number, by: number) => void,
    keepCuts: boolean,
  ): boolean | null {
    if (ax === bx && ay === by) return status;
    const found: [t: number, x: number, y: number, piece: number][] = [];
    const dx = bx - ax;
    const dy = by - ay;
    const size = dx * dx + dy * dy;
    let touchesEnd = false;
    this.#look += 1;
    this.#grid.near(Math.min(ax, bx) - 1, Math.min(ay, by) - 1, Math.max(ax, bx) + 1, Math.max(ay, by) + 1, (p) => {
      if ((this.#left[p] !== this.#face && this.#right[p] !== this.#face) || this.#seen[p] === this.#look) return;
      this.#seen[p] = this.#look;
      const [px, py, qx, qy] = [this.#ax[p]!, this.#ay[p]!, this.#bx[p]!, this.#by[p]!];
      if (passesPixel(px, py, qx, qy, ax, ay)) found.push([0, ax, ay, p]);
      if (passesPixel(px, py, qx, qy, bx, by)) {
        found.push([1, bx, by, p]);
        touchesEnd = true;
      }
      for (const [x, y] of [
        [px, py],
        [qx, qy],
      ] as const) {
        if (passesPixel(ax, ay, bx, by, x, y)) found.push([((x - ax) * dx + (y - ay) * dy) / size, x, y, -1]);
      }
      if (!crossesProperly(ax, ay, bx, by, px, py, qx, qy)) return;
      const vx = qx - px;
      const vy = qy - py;
      const t = ((px - ax) * vy - (py - ay) * vx) / (dx * vy - dy * vx);
      found.push([t, Math.round(ax + t * dx), Math.round(ay + t * dy), p]);
    });
    if (found.length === 0) {
      const inside = status ?? this.#holds((ax + bx) / 2, (ay + by) / 2);
      if (inside) visit(ax, ay, bx, by);
      return inside;
    }
    found.sort((p, q) => p[0] - q[0] || p[3] - q[3]);
    if (keepCuts) for (const [, x, y, piece] of found) if (piece >= 0) this.cuts.push(piece, x, y);
    let from = 0;
    let [x, y] = [ax, ay];
    let inside = false;
    for (const [t, nextX, nextY] of [...found, [1, bx, by, -1] as const]) {
      if (t > from) {
        inside = this.#holds(ax + ((from + t) / 2) * dx, ay + ((from + t) / 2) * dy);
        if (inside && (x !== nextX || y !== nextY)) visit(x, y, nextX, nextY);
      }
      from = t;
      [x, y] = [nextX, nextY];
    }
    return touchesEnd ? null : inside;
  }

  /** The part of a segment in the face's box, rounded; null when there is none. */
  #toBox(ax: number, ay: number, bx: number, by: number): [number, number, number, number] | null {
    let from = 0;
    let to = 1;
    const dx = bx - ax;
    const dy = by - ay;
    for (const [p, q] of [
      [-dx, ax - this.#minX],
      [dx, this.#maxX - ax],
      [-dy, ay - this.#minY],
      [dy, this.#maxY - ay],
    ] as const) {
      if (p === 0 && q < 0) return null;
      if (p < 0) from = Math.max(from, q / p);
      else if (p > 0) to = Math.min(to, q / p);
    }
    if (!(from <= to)) return null;
    return [
      Math.round(from === 0 ? ax : ax + from * dx),
      Math.round(from === 0 ? ay : ay + from * dy),
      Math.round(to === 1 ? bx : ax + to * dx),
      Math.round(to === 1 ? by : ay + to * dy),
    ];
  }

  /** By parity, in float64: a point nearer to a piece than rounding may go either way. */
  #holds(x: number, y: number): boolean {
    let inside = false;
    for (const side of this.#sides) {
      const p = side >> 1;
      const ay = this.#ay[p]!;
      const by = this.#by[p]!;
      if (ay > y !== by > y && x < ((this.#bx[p]! - this.#ax[p]!) * (y - ay)) / (by - ay) + this.#ax[p]!)
        inside = !inside;
    }
    return inside;
  }
}
