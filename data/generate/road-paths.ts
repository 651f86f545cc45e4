/** The lines of the mesh as drawn ways: the edges of one line joined end to end, vertices without a bend left out. */

import { toMetres } from './frame.ts';
import type { LineKind, Mesh } from './mesh.ts';
import { distanceToSegment, type Point } from './plane.ts';

export interface RoadPath {
  readonly kind: LineKind;
  readonly name: string | null;
  readonly points: readonly Point[];
}

/** Metres a vertex must stand out to stay. */
const BEND_M = 0.3;

export function roadPaths(mesh: Mesh): RoadPath[] {
  const edges = new Map<number, number[]>();
  for (let h = 0; h < mesh.origin.length; h += 2) {
    const id = mesh.lineAt(h).id;
    edges.set(id, [...(edges.get(id) ?? []), h]);
  }
  return [...edges.entries()]
    .sort((a, b) => a[0] - b[0])
    .flatMap(([, halves]) => {
      const { kind, name } = mesh.lineAt(halves[0] as number);
      return chains(mesh, halves).map((chain) => {
        const points = chain.map((v) => toMetres(mesh.vertices[v] as Point));
        return { kind, name, points: straightened(points) };
      });
    });
}

function chains(mesh: Mesh, halves: readonly number[]): number[][] {
  const leaving = new Map<number, number[]>();
  for (const h of halves.flatMap((half) => [half, half ^ 1])) {
    const v = mesh.origin[h] as number;
    leaving.set(v, [...(leaving.get(v) ?? []), h]);
  }
  const open = new Set(halves);
  const found: number[][] = [];
  const starts = [...leaving.entries()].filter(([, list]) => list.length !== 2).flatMap(([, list]) => list);
  for (const start of [...starts, ...halves]) {
    if (!open.has(start & ~1)) continue;
    const chain = [mesh.origin[start] as number];
    for (let h: number | undefined = start; h !== undefined; ) {
      open.delete(h & ~1);
      const end = mesh.origin[h ^ 1] as number;
      chain.push(end);
      h = leaving.get(end)?.length === 2 ? leaving.get(end)?.find((g) => open.has(g & ~1)) : undefined;
    }
    found.push(chain);
  }
  return found;
}

function straightened(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  points.forEach((p, i) => {
    const before = out[out.length - 1];
    const after = points[i + 1];
    if (!before || !after || distanceToSegment(p, before, after) > BEND_M) out.push(p);
  });
  return out;
}
