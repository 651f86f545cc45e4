/** A planted T-junction: a vertex that one of three grids lacks. */
import type { Grid } from './county.ts';
import type { Defect, Workshop } from './defect.ts';
import { toMetres } from './frame.ts';
import { direction, distance, type Point } from './plane.ts';

/** Where two grids meet on the straight side of a third, the third has no vertex. */
export function lostVertex(shop: Workshop): Defect[] {
  const { mesh, grids } = shop.county;
  const byFace = new Map(grids.filter((g) => g.kind !== 'micro').flatMap((g) => g.faces.map((f) => [f, g] as const)));
  for (let half = 0; half < mesh.origin.length; half++) {
    if (mesh.degree(half) !== 3) continue;
    const around = [half, mesh.next[half ^ 1] as number];
    around.push(mesh.next[(around[1] as number) ^ 1] as number);
    const owners = around.map((h) => byFace.get(mesh.face[h] as number));
    const [third] = owners;
    if (!third || new Set(owners).size < 3 || owners.some((g) => g?.parent !== third.parent)) continue;
    if (owners.some((g) => !g || !shop.isUntouched(g) || shop.hasMicro(g) || g.kind !== 'basic')) continue;
    const vertex = mesh.vertices[mesh.origin[half] as number] as Point;
    const at = toMetres(vertex);
    const [before, after] = [mesh.position(mesh.previous[half] as number), mesh.position(mesh.next[half] as number)];
    const bend =
      Math.sin(direction(at, after) - direction(before, at)) * Math.min(distance(before, at), distance(at, after));
    if (Math.abs(bend) > 0.008 || Math.min(distance(before, at), distance(at, after)) < 30) continue;
    third.rings = third.rings.map((ring) => ring.filter((v) => v !== vertex));
    shop.touch(...(owners as Grid[]));
    const codes = [...(owners as Grid[])].map((g) => g.code).sort();
    return [
      {
        kind: 't-junction',
        grids: codes,
        places: [],
        areaM2: 0,
        households: 0,
        at,
        note: `${third.code} 在丁字口缺一个顶点`,
      },
    ];
  }
  throw new Error('no room in the county for a lost vertex');
}
