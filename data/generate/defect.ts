/** What a planted defect is, and the small tools the defects are made with. Lattice rings are changed, never the mesh's vertices. */
import type { Building } from './building.ts';
import type { County, Grid } from './county.ts';
import { toLattice, toMetres } from './frame.ts';
import type { LineKind } from './mesh.ts';
import { add, area, direction, distance, mix, type Point, polar } from './plane.ts';

export type DefectKind =
  | 'gap'
  | 'overlap'
  | 'building-uncovered'
  | 'building-double'
  | 'outside-parent'
  | 't-junction'
  | 'households-over'
  | 'households-under'
  | 'households-unknown'
  | 'worker-missing'
  | 'leader-missing';

export interface Defect {
  readonly kind: DefectKind;
  readonly grids: readonly string[];
  readonly places: readonly string[];
  readonly areaM2: number | null;
  readonly households: number | null;
  /** Somewhere in it, metres. */
  readonly at: Point;
  readonly note: string;
}

/** A border between two grids of one community: `left` lies to the left of p → q. Both points are vertices of both. */
export interface Border {
  readonly half: number;
  readonly left: Grid;
  readonly right: Grid;
  readonly p: Point;
  readonly q: Point;
  readonly length: number;
  readonly kind: LineKind;
}

export class Workshop {
  readonly county: County;
  private readonly touched = new Set<string>();

  constructor(county: County) {
    this.county = county;
  }

  isUntouched(grid: Grid): boolean {
    return !this.touched.has(grid.code);
  }

  touch(...grids: readonly Grid[]): void {
    for (const grid of grids) this.touched.add(grid.code);
  }

  hasMicro(grid: Grid): boolean {
    return grid.faces.length > 1;
  }

  /** Buildings planned for a grid. */
  buildings(grid: Grid): Building[] {
    return this.county.groups.filter((g) => g.grid === grid.code).flatMap((g) => g.buildings);
  }

  households(grid: Grid): number {
    return this.buildings(grid).reduce((sum, b) => sum + b.households, 0);
  }

  code(made: Building): string {
    return this.county.codes.get(made) as string;
  }

  /** Every border between two untouched grids that are no micro grids and have none. */
  borders(): Border[] {
    const { mesh, grids } = this.county;
    const byFace = new Map<number, Grid>();
    for (const grid of grids) if (grid.kind !== 'micro') for (const face of grid.faces) byFace.set(face, grid);
    const found: Border[] = [];
    for (let half = 0; half < mesh.origin.length; half++) {
      const [left, right] = [half, half ^ 1].map((h) => byFace.get(mesh.face[h] as number));
      if (!left || !right || left === right || left.parent !== right.parent) continue;
      if (![left, right].every((g) => this.isUntouched(g) && !this.hasMicro(g))) continue;
      const [p, q] = [half, half ^ 1].map((h) => mesh.vertices[mesh.origin[h] as number] as Point) as [Point, Point];
      const length = distance(toMetres(p), toMetres(q));
      found.push({ half, left, right, p, q, length, kind: mesh.lineAt(half).kind });
    }
    return found;
  }
}

/** Puts points into the shell of a grid between two of its consecutive vertices, whichever way it runs through them. */
export function insert(grid: Grid, p: Point, q: Point, between: readonly Point[]): void {
  grid.rings = grid.rings.map((ring) => {
    const i = ring.findIndex((v, k) => v === p && ring[(k + 1) % ring.length] === q);
    if (i >= 0) return [...ring.slice(0, i + 1), ...between, ...ring.slice(i + 1)];
    const j = ring.findIndex((v, k) => v === q && ring[(k + 1) % ring.length] === p);
    return j >= 0 ? [...ring.slice(0, j + 1), ...[...between].reverse(), ...ring.slice(j + 1)] : ring;
  });
}

/** The point `along` metres from p towards q and `off` metres to the left, on the lattice. */
export function beside(p: Point, q: Point, along: number, off: number): Point {
  const [a, b] = [toMetres(p), toMetres(q)];
  return toLattice(add(mix(a, b, along / distance(a, b)), polar(direction(a, b) + Math.PI / 2, off)));
}

/** Square metres of a lattice ring, to a tenth. */
export function squareMetres(ring: readonly Point[]): number {
  return Math.round(Math.abs(area(ring.map(toMetres))) * 10) / 10;
}

/** One of the candidates, `share` of the way through the list, so that the defects lie apart. */
export function pick<T>(items: readonly T[], share: number, what: string): T {
  const chosen = items[Math.floor(items.length * share)];
  if (chosen === undefined) throw new Error(`no room in the county for: ${what}`);
  return chosen;
}
