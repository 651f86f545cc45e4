/**
 * The rings of many shapes in one array, one behind the other, without repeated vertices and each with its first vertex once
 * more at its end: side v runs from vertex v to vertex v + 1. The last vertex of a ring begins no side.
 */
import type { MultiPolygon, Ring } from './polygon.ts';

export class FlatRings {
  /** x0, y0, x1, y1, …; longer than what is used of it. */
  xy: Int32Array;
  /** How many vertices are used. */
  vertices = 0;
  /** First vertex of each ring. */
  readonly starts: number[] = [];

  /** `room`: for how many vertices there is room before all of them must move. */
  constructor(room: number) {
    this.xy = new Int32Array(2 * room);
  }

  static roomFor(shape: MultiPolygon): number {
    let room = 0;
    for (let p = 0; p < shape.length; p++) {
      const polygon = shape[p]!;
      for (let r = 0; r < polygon.length; r++) room += polygon[r]!.length / 2 + 1;
    }
    return room;
  }

  /** The vertex behind the last one of a ring. */
  endOf(ring: number): number {
    return ring + 1 < this.starts.length ? this.starts[ring + 1]! : this.vertices;
  }

  add(shape: MultiPolygon): void {
    for (let p = 0; p < shape.length; p++) {
      const polygon = shape[p]!;
      for (let r = 0; r < polygon.length; r++) this.#addRing(polygon[r]!);
    }
  }

  /** Takes back a ring and all behind it. */
  dropFrom(ring: number): void {
    if (ring < this.starts.length) this.vertices = this.starts[ring]!;
    this.starts.length = ring;
  }

  #addRing(ring: Ring): void {
    const { length } = ring;
    if (length === 0) return;
    const first = 2 * this.vertices;
    if (first + length + 2 > this.xy.length) {
      const longer = new Int32Array(2 * (first + length + 2));
      longer.set(this.xy);
      this.xy = longer;
    }
    const { xy } = this;
    let px = ring[0]!;
    let py = ring[1]!;
    xy[first] = px;
    xy[first + 1] = py;
    let at = first + 2;
    for (let i = 2; i < length; i += 2) {
      const qx = ring[i]!;
      const qy = ring[i + 1]!;
      if (qx === px && qy === py) continue;
      xy[at] = px = qx;
      xy[at + 1] = py = qy;
      at += 2;
    }
    if (px !== ring[0] || py !== ring[1]) {
      xy[at] = ring[0]!;
      xy[at + 1] = ring[1]!;
      at += 2;
    }
    this.starts.push(this.vertices);
    this.vertices = at / 2;
  }
}
