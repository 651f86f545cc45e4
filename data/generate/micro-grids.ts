/** Micro grids: some basic grids are cut again, between their buildings, into parts of some dozens of households. */
import type { Building } from './building.ts';
import { applyCut, type Cut, cutThrough } from './cut.ts';
import { buildingPoint, buildingsOf, type GridPlan } from './grid-plan.ts';
import { bearing } from './ground.ts';
import type { Mesh } from './mesh.ts';
import { along, overlaps } from './oriented-box.ts';
import { contains, type Point } from './plane.ts';
import type { Random } from './random.ts';

const LEAST_HOUSEHOLDS = 30;
const MOST_HOUSEHOLDS = 110;
const CLEAR_M = 4;

/** Cuts up to `count` of the grids; the faces of each become its micro grids. Returns the grids that were cut. */
export function cutMicroGrids(mesh: Mesh, grids: readonly GridPlan[], count: number, random: Random): GridPlan[] {
  const cut: GridPlan[] = [];
  for (const grid of random.shuffled(grids)) {
    if (cut.length === count) break;
    const homes = buildingsOf(grid);
    const total = homes.reduce((sum, b) => sum + b.households, 0);
    if (grid.site || grid.plot.style === 'village' || total < 220 || total > 400) continue;
    const line = mesh.addLine('wall', null);
    const queue = [...grid.faces];
    while (queue.length > 0) {
      const face = queue.pop() as number;
      if (held(mesh.ring(face), homes) <= MOST_HOUSEHOLDS) continue;
      const best = bestCut(mesh, face, homes);
      if (!best) continue;
      const added = applyCut(mesh, best, line);
      grid.faces.push(added);
      queue.push(face, added);
    }
    if (grid.faces.length > 1) cut.push(grid);
  }
  return cut;
}

/** Households of the buildings that stand in a ring. */
export function held(ring: readonly Point[], homes: readonly Building[]): number {
  return homes.reduce((sum, b) => sum + (contains(ring, buildingPoint(b)) ? b.households : 0), 0);
}

function bestCut(mesh: Mesh, face: number, homes: readonly Building[]): Cut | null {
  const ring = mesh.ring(face);
  const angle = bearing(ring);
  const xs = ring.map((p) => p[0]);
  const ys = ring.map((p) => p[1]);
  let best: Cut | null = null;
  let most = LEAST_HOUSEHOLDS - 1;
  for (let i = 1; i < 24; i++) {
    for (const turn of [0, Math.PI / 2]) {
      const through: Point = [
        Math.min(...xs) + ((Math.max(...xs) - Math.min(...xs)) * i) / 24,
        Math.min(...ys) + ((Math.max(...ys) - Math.min(...ys)) * i) / 24,
      ];
      const cut = cutThrough(mesh, face, through, angle + turn, 14, 0);
      if (!cut || !passesBetween(cut, homes)) continue;
      const less = Math.min(held(cut.left, homes), held(cut.right, homes));
      if (less > most) [best, most] = [cut, less];
    }
  }
  return best;
}

function passesBetween(cut: Cut, homes: readonly Building[]): boolean {
  const strip = along(cut.from.point, cut.to.point, CLEAR_M);
  return homes.every((b) => b.boxes.every((box) => !overlaps(strip, box)));
}
