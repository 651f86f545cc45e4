/**
 * A half-edge mesh on the lattice: the one source of every border of the demo county. Neighbouring faces use the same
 * edges, so grids, communities and towns made of faces fit exactly. Half-edge h and its twin h ^ 1 make edge h >> 1; the
 * face lies to the left.
 */
import { toLattice, toMetres } from './frame.ts';
import type { Point } from './plane.ts';

export type LineKind = 'main' | 'secondary' | 'street' | 'lane' | 'wall' | 'ridge' | 'river' | 'outline';

/** A line of the plan: a road, the river, a wall, a field border. */
export interface Line {
  readonly id: number;
  readonly kind: LineKind;
  readonly name: string | null;
}

export class Mesh {
  /** Lattice positions. */
  readonly vertices: Point[] = [];
  readonly origin: number[] = [];
  readonly next: number[] = [];
  readonly previous: number[] = [];
  readonly face: number[] = [];
  /** One of the half-edges of each face. */
  readonly faces: number[] = [];
  readonly lines: Line[] = [];
  private readonly lineOf: number[] = [];

  addLine(kind: LineKind, name: string | null): Line {
    const line = { id: this.lines.length, kind, name };
    this.lines.push(line);
    return line;
  }

  addVertex(metres: Point): number {
    return this.vertices.push(toLattice(metres)) - 1;
  }

  /** Two half-edges, a → b first; next, previous and face are the caller's to set. */
  addEdge(a: number, b: number, line: Line): number {
    const half = this.origin.push(a, b) - 2;
    this.next.push(-1, -1);
    this.previous.push(-1, -1);
    this.face.push(-1, -1);
    this.lineOf.push(line.id);
    return half;
  }

  link(first: number, second: number): void {
    this.next[first] = second;
    this.previous[second] = first;
  }

  lineAt(half: number): Line {
    return this.lines[this.lineOf[half >> 1] as number] as Line;
  }

  position(half: number): Point {
    return toMetres(this.vertices[this.origin[half] as number] as Point);
  }

  edgeCount(): number {
    return this.origin.length / 2;
  }

  loop(face: number): number[] {
    const start = this.faces[face] as number;
    const halves: number[] = [];
    for (let h = start; halves.length === 0 || h !== start; h = this.next[h] as number) halves.push(h);
    return halves;
  }

  ring(face: number): Point[] {
    return this.loop(face).map((h) => this.position(h));
  }

  /** How many edges meet at the origin of a half-edge. */
  degree(half: number): number {
    let count = 0;
    let h = half;
    do {
      count++;
      h = this.next[h ^ 1] as number;
    } while (h !== half);
    return count;
  }

  /** Puts a vertex on an edge, for both faces; returns the half-edge that starts there and runs the same way. */
  splitEdge(half: number, metres: Point): number {
    const twin = half ^ 1;
    const vertex = this.addVertex(metres);
    const added = this.addEdge(vertex, this.origin[twin] as number, this.lineAt(half));
    const after = this.next[half] as number;
    const before = this.previous[twin] as number;
    this.origin[twin] = vertex;
    this.link(added, after);
    this.link(half, added);
    this.link(before, added ^ 1);
    this.link(added ^ 1, twin);
    this.face[added] = this.face[half] as number;
    this.face[added ^ 1] = this.face[twin] as number;
    return added;
  }

  /** Cuts the face of two half-edges by a chain from the origin of the first to that of the second; returns the new face. */
  splitFace(from: number, to: number, between: readonly Point[], line: Line): number {
    const face = this.face[from] as number;
    const [beforeFrom, beforeTo] = [this.previous[from] as number, this.previous[to] as number];
    const chain = [this.origin[from] as number, ...between.map((p) => this.addVertex(p)), this.origin[to] as number];
    const forward = chain.slice(1).map((v, i) => this.addEdge(chain[i] as number, v, line));
    forward.forEach((h, i) => {
      if (i === 0) return;
      this.link(forward[i - 1] as number, h);
      this.link(h ^ 1, (forward[i - 1] as number) ^ 1);
    });
    const first = forward[0] as number;
    const last = forward[forward.length - 1] as number;
    this.link(beforeFrom, first);
    this.link(last, to);
    this.link(beforeTo, last ^ 1);
    this.link(first ^ 1, from);
    this.faces[face] = first;
    const added = this.faces.push(from) - 1;
    for (const h of this.loop(face)) this.face[h] = face;
    for (const h of this.loop(added)) this.face[h] = added;
    return added;
  }

  /** Border loops, as half-edges, of the union of some faces: shells counter-clockwise, holes clockwise. */
  outline(isInside: (face: number) => boolean, faces: readonly number[]): number[][] {
    const seen = new Set<number>();
    const loops: number[][] = [];
    for (const start of faces.flatMap((f) => this.loop(f))) {
      if (seen.has(start) || isInside(this.face[start ^ 1] as number)) continue;
      const loop: number[] = [];
      for (let h = start; loop.length === 0 || h !== start; ) {
        loop.push(h);
        seen.add(h);
        h = this.next[h] as number;
        while (isInside(this.face[h ^ 1] as number)) h = this.next[h ^ 1] as number;
      }
      loops.push(loop);
    }
    return loops;
  }
}
