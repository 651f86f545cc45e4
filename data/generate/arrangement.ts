/**
 * Drawn lines → mesh: crossings become vertices, vertices near each other become one, loose ends are dropped and the faces
 * are walked. A line that ends on another is drawn a little past it. The ground outside all lines is face 0.
 */
import { type Line, type LineKind, Mesh } from './mesh.ts';
import { crossing, distance, mix, type Point, subtract } from './plane.ts';

export interface DrawnLine {
  readonly kind: LineKind;
  readonly name: string | null;
  readonly points: readonly Point[];
}

/** Metres within which two vertices are one. */
const TIE_M = 6;

export function arrange(drawn: readonly DrawnLine[]): Mesh {
  const mesh = new Mesh();
  const places: Point[] = [];
  const vertexAt = (p: Point): number => {
    const found = places.findIndex((q) => distance(p, q) < TIE_M);
    if (found >= 0) return found;
    places.push(p);
    return mesh.addVertex(p);
  };
  const edges = new Map<string, { a: number; b: number; line: Line }>();
  const segments = drawn.flatMap((d) => {
    const line = mesh.addLine(d.kind, d.name);
    return d.points.slice(1).map((b, i) => ({ a: d.points[i] as Point, b, line }));
  });
  for (const s of segments) {
    const cuts: { t: number; p: Point }[] = [
      { t: 0, p: s.a },
      { t: 1, p: s.b },
    ];
    for (const o of segments) {
      const hit = o === s ? null : crossing(s.a, s.b, o.a, o.b);
      if (hit) cuts.push({ t: hit.t, p: mix(s.a, s.b, hit.t) });
    }
    cuts.sort((m, n) => m.t - n.t);
    const chain = cuts.map((c) => vertexAt(c.p));
    for (let i = 1; i < chain.length; i++) {
      const [a, b] = [chain[i - 1] as number, chain[i] as number];
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`;
      if (a !== b && !edges.has(key)) edges.set(key, { a, b, line: s.line });
    }
  }
  dropLooseEnds(edges);
  connect(mesh, [...edges.values()]);
  return mesh;
}

function dropLooseEnds(edges: Map<string, { a: number; b: number }>): void {
  for (let dropped = true; dropped; ) {
    dropped = false;
    const degree = new Map<number, number>();
    for (const { a, b } of edges.values()) for (const v of [a, b]) degree.set(v, (degree.get(v) ?? 0) + 1);
    for (const [key, { a, b }] of edges) {
      if (degree.get(a) === 1 || degree.get(b) === 1) {
        edges.delete(key);
        dropped = true;
      }
    }
  }
}

function connect(mesh: Mesh, edges: readonly { a: number; b: number; line: Line }[]): void {
  const leaving = new Map<number, number[]>();
  for (const { a, b, line } of edges) {
    const h = mesh.addEdge(a, b, line);
    leaving.set(a, [...(leaving.get(a) ?? []), h]);
    leaving.set(b, [...(leaving.get(b) ?? []), h ^ 1]);
  }
  for (const halves of leaving.values()) {
    const heading = (h: number): number => {
      const d = subtract(mesh.position(h ^ 1), mesh.position(h));
      return Math.atan2(d[1], d[0]);
    };
    halves.sort((g, h) => heading(g) - heading(h));
    halves.forEach((h, i) => {
      mesh.link((halves[(i + 1) % halves.length] as number) ^ 1, h);
    });
  }
  walkFaces(mesh);
}

function walkFaces(mesh: Mesh): void {
  const loops: number[][] = [];
  const seen = new Set<number>();
  for (let start = 0; start < mesh.origin.length; start++) {
    if (seen.has(start)) continue;
    const loop: number[] = [];
    for (let h = start; !seen.has(h); h = mesh.next[h] as number) {
      seen.add(h);
      loop.push(h);
    }
    loops.push(loop);
  }
  const turns = loops.map((loop) =>
    loop.reduce((sum, h) => {
      const [a, b] = [mesh.position(h), mesh.position(h ^ 1)];
      return sum + (a[0] * b[1] - a[1] * b[0]);
    }, 0),
  );
  const outer = turns.flatMap((turn, i) => (turn < 0 ? [i] : []));
  if (outer.length !== 1) throw new Error(`the drawn lines fall into ${outer.length} pieces`);
  const ordered = [loops[outer[0] as number] as number[], ...loops.filter((_, i) => i !== outer[0])];
  ordered.forEach((loop, face) => {
    mesh.faces.push(loop[0] as number);
    for (const h of loop) mesh.face[h] = face;
  });
}
