/** How every building stands to the grids, kept up while they change: only those asked about are looked at again. */
import type { ComponentNesting } from './component-nesting.ts';
import type { Faces } from './faces.ts';
import { facesAt } from './faces-at.ts';
import type { GridEdges } from './grid-edges.ts';
import type { Ground } from './ground.ts';
import { type People, type Standing, standingOf } from './people.ts';
import type { PointIndex } from './point-index.ts';

type Count = { -readonly [K in keyof People]: number };

export class PointStandings {
  /** Numbers of those in no grid where one is wanted. */
  readonly uncovered: Set<number> = new Set();
  readonly #points: PointIndex;
  readonly #store: GridEdges;
  readonly #nesting: ComponentNesting;
  readonly #ground: Ground;
  readonly #standing: Standing[];
  readonly #counts: Record<Standing, Count>;

  constructor(points: PointIndex, store: GridEdges, nesting: ComponentNesting, ground: Ground) {
    this.#points = points;
    this.#store = store;
    this.#nesting = nesting;
    this.#ground = ground;
    this.#standing = new Array(points.points.codes.length).fill(this.#far);
    this.#counts = { covered: nobody(), 'not-judged': nobody(), uncovered: nobody(), outside: nobody() };
    // From outside to inside: the innermost component around a point has the last word.
    for (const { component, walk } of nesting.all) {
      points.each(component.box, (point) => {
        const faces = this.#facesIn(walk.open, point);
        if (faces !== null) this.#standing[point] = this.#standingIn(walk.open, faces);
      });
    }
    for (let point = 0; point < this.#standing.length; point++) {
      if (this.isNamed(point)) this.#standing[point] = 'covered';
      this.#enter(point, this.#standing[point]!, 1);
    }
  }

  /** Of those that stand like this. */
  count(standing: Standing): People {
    return this.#counts[standing];
  }

  /** Whether a point was assigned by hand to a grid that exists. */
  isNamed(point: number): boolean {
    const code = this.#points.points.overrides?.[point] ?? null;
    return code !== null && this.#store.gridOf(code) !== undefined;
  }

  update(points: Iterable<number>): void {
    for (const point of points) {
      const standing = this.#find(point);
      if (standing === this.#standing[point]) continue;
      this.#enter(point, this.#standing[point]!, -1);
      this.#standing[point] = standing;
      this.#enter(point, standing, 1);
    }
  }

  /** Of a point that no component surrounds. */
  get #far(): Standing {
    return this.#ground.isOurs(0, 0) ? 'uncovered' : 'outside';
  }

  #find(point: number): Standing {
    if (this.isNamed(point)) return 'covered';
    const all = this.#nesting.all;
    const x = this.#points.points.xy[2 * point]!;
    const y = this.#points.points.xy[2 * point + 1]!;
    for (let i = all.length - 1; i >= 0; i--) {
      const { component, walk } = all[i]!;
      const [minX, minY, maxX, maxY] = component.box;
      if (x < minX || x > maxX || y < minY || y > maxY) continue;
      const faces = this.#facesIn(walk.open, point);
      if (faces !== null) return this.#standingIn(walk.open, faces);
    }
    return this.#far;
  }

  /** The faces that a point touches; null when it is outside the component. */
  #facesIn(open: Faces, point: number): number[] | null {
    const faces = facesAt(open, this.#points.points.xy[2 * point]!, this.#points.points.xy[2 * point + 1]!);
    return faces.length === 1 && faces[0] === 0 ? null : faces;
  }

  #standingIn(open: Faces, faces: readonly number[]): Standing {
    return standingOf(open, faces, (face) => this.#ground.isOurs(open.parent[face]!, open.exclusion[face]!));
  }

  #enter(point: number, standing: Standing, by: 1 | -1): void {
    const count = this.#counts[standing];
    const households = this.#points.points.households[point]!;
    count.buildings += by;
    if (households < 0) count.uncounted += by;
    else count.households += by * households;
    if (standing !== 'uncovered') return;
    if (by < 0) this.uncovered.delete(point);
    else this.uncovered.add(point);
  }
}

function nobody(): Count {
  return { buildings: 0, households: 0, uncounted: 0 };
}
