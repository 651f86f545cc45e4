/**
 * The ground of a repair: the grids near a box, walked once with all their edges, so that the grids on every face are known.
 * What lies in the box is as in a check of everything, because every grid that reaches into it is there.
 */
import { boxOf } from './cell-frame.ts';
import { coverSets } from './cover-sets.ts';
import type { CoverageGrid, CoverageInput } from './coverage-input.ts';
import { crossings } from './crossings.ts';
import { EdgeUses, verticesOf } from './edge-uses.ts';
import { type Faces, walkFaces } from './faces.ts';
import { selfCrossings } from './invalid-grids.ts';
import { nodePieces } from './noding.ts';
import type { Box, MultiPolygon } from './polygon.ts';

/** Shapes as they stand while a repair works on them. Owners are numbered as in `grids`. */
export interface GroundShapes {
  /** In order of their codes. */
  readonly grids: readonly CoverageGrid[];
  /** Rings of the parent's boundary near by, each as a polygon: only how they wind around the place counts. */
  readonly parent: MultiPolygon;
  /** The same of exclusions. */
  readonly exclusions: MultiPolygon;
  readonly unjudged: MultiPolygon;
  readonly hasUniverse: boolean;
}

export interface Ground extends GroundShapes {
  readonly table: EdgeUses;
  readonly faces: Faces;
  /** Owners on each face in rising order; none for a face that no grid covers. */
  readonly ownersOf: (face: number) => readonly number[];
  /** Whether the face is ground to be covered, be it covered or not. Without a universe all is but exclusions. */
  readonly isOurs: (face: number) => boolean;
  /** Owners whose own rings cross: not judged, as in the check. */
  readonly aside: ReadonlySet<number>;
}

/** All grids by code, with their boxes: what repairs one after the other change. */
export class GridDraft {
  readonly input: CoverageInput;
  readonly #shapes: Map<string, { polygons: MultiPolygon; box: Box }> = new Map();
  readonly #codes: string[];

  constructor(input: CoverageInput) {
    this.input = input;
    const parts = new Map<string, MultiPolygon>();
    for (const { code, polygons } of input.grids) {
      const known = parts.get(code);
      parts.set(code, known === undefined ? polygons : [...known, ...polygons]);
    }
    for (const [code, polygons] of parts) this.set(code, polygons);
    this.#codes = [...parts.keys()].sort();
  }

  /** Null when there is no grid with this code, or no more. */
  shapeOf(code: string): MultiPolygon | null {
    return this.#shapes.get(code)?.polygons ?? null;
  }

  set(code: string, polygons: MultiPolygon | null): void {
    if (polygons === null) this.#shapes.delete(code);
    else this.#shapes.set(code, { polygons, box: boxOf(polygons) });
  }

  /** All grids, in order of codes. */
  all(): CoverageGrid[] {
    return this.#codes.flatMap((code) => {
      const known = this.#shapes.get(code);
      return known === undefined ? [] : [{ code, polygons: known.polygons }];
    });
  }

  /** What reaches into the box. */
  near(box: Box): GroundShapes {
    const { universe, exclusions, unjudged } = this.input;
    const grids: CoverageGrid[] = [];
    for (const code of this.#codes) {
      const known = this.#shapes.get(code);
      if (known !== undefined && meets(known.box, box)) grids.push({ code, polygons: known.polygons });
    }
    // A ring that does not reach into the box winds around no point of it.
    const ringsNear = (shape: MultiPolygon = []): MultiPolygon =>
      shape.flat().flatMap((ring) => (meets(boxOf([[ring]]), box) ? [[ring]] : []));
    return {
      grids,
      parent: ringsNear(universe),
      exclusions: ringsNear(exclusions),
      unjudged: (unjudged ?? []).flatMap(({ polygons }) => (meets(boxOf(polygons), box) ? polygons : [])),
      hasUniverse: universe !== undefined,
    };
  }
}

/** Null when the rings contradict each other. */
export function walkGround(shapes: GroundShapes): Ground | null {
  const { grids, parent, exclusions, unjudged, hasUniverse } = shapes;
  let vertices = verticesOf(parent) + verticesOf(exclusions) + verticesOf(unjudged);
  for (const { polygons } of grids) vertices += verticesOf(polygons);
  const table = new EdgeUses(vertices);
  for (let owner = 0; owner < grids.length; owner++) table.add(owner, grids[owner]!.polygons);
  table.add(grids.length, parent, 'parent');
  table.add(grids.length + 1, exclusions, 'exclusion');
  table.add(grids.length + 2, unjudged, 'unjudged');
  const pairs = crossings(table);
  const aside = new Set(selfCrossings(table, pairs).keys());
  for (const owner of aside) table.move(owner, grids[owner]!.polygons, 'grid', 'unjudged');
  try {
    const open = walkFaces(table, nodePieces(table, openEdges(table), pairs));
    const cover = coverSets(table, pairs, open, (depth) => depth > 0);
    const faces = cover?.faces ?? open;
    return {
      ...shapes,
      table,
      faces,
      ownersOf: (face) => cover?.sets[cover.setOf[face]!] ?? [],
      isOurs: (face) => faces.exclusion[face] === 0 && (!hasUniverse || faces.parent[face]! > 0),
      aside,
    };
  } catch {
    // The walk throws only when depths contradict each other: a ring that a bend has turned over, say.
    return null;
  }
}

export function meets(a: Box, b: Box): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

export function grown([x0, y0, x1, y1]: Box, by: number): Box {
  return [x0 - by, y0 - by, x1 + by, y1 + by];
}

export function around(a: Box, b: Box): Box {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function openEdges(table: EdgeUses): Int32Array {
  const open: number[] = [];
  for (let edge = 0; edge < table.count; edge++) if (table.isOpen(edge)) open.push(edge);
  return Int32Array.from(open);
}
