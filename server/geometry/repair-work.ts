/**
 * The steps that all repairs have in common: find the place, bring its corners to the lattice, give its faces to whom the
 * repair says, walk the new shapes and prove them. A repair that cannot be proved is refused by name.
 */

import type { CoverageFinding } from './coverage-report.ts';
import type { Box, MultiPolygon } from './polygon.ts';
import { canonicalShape } from './region-shape.ts';
import type { Region } from './regions.ts';
import { around, type GridDraft, type Ground, type GroundShapes, grown, walkGround } from './repair-ground.ts';
import { fault } from './repair-proof.ts';
import { relatesAnew, relationsOf } from './repair-relations.ts';
import { reshape } from './repair-shapes.ts';
import { faultAround } from './repair-surroundings.ts';
import { borderNodes, type Insertions, insertionsFor } from './repair-vertices.ts';

/** Why a finding is not mended. */
export type RepairRefusal =
  /** There is no clear way of mending this kind. */
  | 'no-repair'
  /** A whole cell is missing: giving it away has to be asked for. */
  | 'cell-missing'
  /** The finding is not there, or no more. */
  | 'nothing-to-do'
  /** No grid borders on the gap. */
  | 'no-neighbour'
  /** Rings around the place contradict each other, so nothing can be said about it. */
  | 'not-judged'
  /** A corner cannot be brought to the lattice without making new crossings. */
  | 'corner-off-lattice'
  /** A ring would touch or cross itself. */
  | 'would-break-ring'
  /** A grid would fall apart into more parts than before. */
  | 'would-split-grid'
  /** Nothing would be left of a grid. */
  | 'would-empty-grid'
  /** A building would be in no grid, or in more grids than before. */
  | 'would-lose-building'
  /** A grid that lies on another one would lie on it in another way: that has to be mended first. */
  | 'other-first'
  /** An error or a warning would appear next to it. */
  | 'would-make-finding'
  /** Mended, yet found again once all repairs were made. */
  | 'still-there';

/** One grid before and after. `after` is null when the grid is dropped. */
export interface GridChange {
  readonly code: string;
  readonly before: MultiPolygon;
  readonly after: MultiPolygon | null;
}

export interface Work {
  readonly draft: GridDraft;
  readonly finding: CoverageFinding;
  /** What is near: everything that reaches into this box. */
  readonly reach: Box;
  /** As the draft has them. */
  readonly original: Ground;
  /** With every corner of the regions on the lattice. */
  readonly ground: Ground;
  /** None when bringing corners to the lattice has closed the place. */
  readonly regions: readonly Region[];
}

/** Bends make new crossings only next to themselves; more rounds than this are a knot. */
const MOST_ROUNDS = 24;
/** How far around the box other grids are looked at, in units. */
const MARGIN = 2;

export interface Search {
  readonly box: Box;
  /** What to do to the shapes before anything is looked for. */
  readonly start?: (shapes: GroundShapes, ground: Ground) => GroundShapes;
  readonly select: (ground: Ground) => Region[];
  /** Points to put on edges besides the corners of what was selected, in every round. */
  readonly more?: (ground: Ground, insertions: Insertions) => void;
}

export function prepare(
  draft: GridDraft,
  finding: CoverageFinding,
  { box, start, select, more }: Search,
): Work | RepairRefusal {
  let reach = grown(box, MARGIN);
  let fresh = begin();
  if (fresh === null) return 'not-judged';
  let shapes = fresh.shapes;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const ground = walkGround(shapes);
    if (ground === null) return round === 0 ? 'not-judged' : 'would-break-ring';
    const regions = select(ground);
    const insertions = insertionsFor(ground, regions);
    more?.(ground, insertions);
    if (insertions.isEmpty) {
      return { draft, finding, reach, original: fresh.original, ground, regions };
    }
    const bent = insertions.bentBox;
    if (bent !== null && !holds(reach, bent)) {
      // Whoever has a vertex on an edge that bends must be there.
      reach = around(reach, grown(bent, MARGIN));
      fresh = begin();
      if (fresh === null) return 'not-judged';
      shapes = fresh.shapes;
    } else shapes = insertions.into(shapes);
  }
  return 'corner-off-lattice';

  function begin(): { original: Ground; shapes: GroundShapes } | null {
    const shapes = draft.near(reach);
    const original = walkGround(shapes);
    return original === null ? null : { original, shapes: start?.(shapes, original) ?? shapes };
  }
}

/** Who covers each face of the regions afterwards: owners in rising order. Other faces stay as they are. */
export type Assignment = ReadonlyMap<number, readonly number[]>;

/** The proved changes, in order of codes; none when all is as it was. */
export function finish(work: Work, assignment: Assignment): GridChange[] | RepairRefusal {
  const { draft, finding, reach, original, ground, regions } = work;
  const ownersAfter = (face: number): readonly number[] => assignment.get(face) ?? ground.ownersOf(face);
  const owners = original.grids.flatMap((_, owner) => (isReshaped(owner) ? [owner] : []));
  if (owners.some((owner) => ground.aside.has(owner))) return 'would-break-ring';
  const border = borderNodes(ground.faces, regions);
  const shapes = reshape({ original, ground, ownersAfter, border }, owners);
  if (shapes === null) return 'corner-off-lattice';
  const changes = [...shapes].flatMap(([owner, after]) => {
    const { code, polygons: before } = original.grids[owner]!;
    return sameShape(before, after) ? [] : [{ code, before, after }];
  });
  if (changes.length === 0) return changes;
  const relations = relationsOf(ground, ownersAfter);
  if (relatesAnew(relationsOf(original, original.ownersOf), relations)) return 'other-first';
  return (
    fault(draft.input.points, original.grids, changes) ??
    faultAround(draft.input, original, reach, finding, changes) ??
    changes
  );

  /** Whether the owner gets or loses a face, has had points put on its edges, or passes a border that is moved. */
  function isReshaped(owner: number): boolean {
    if (original.aside.has(owner)) return false;
    if (ground.grids[owner]!.polygons !== original.grids[owner]!.polygons) return true;
    return [...assignment].some(([face, now]) => now.includes(owner) || ground.ownersOf(face).includes(owner));
  }
}

/** Every face of the regions to the same owners. */
export function assign(regions: readonly Region[], owners: readonly number[]): Map<number, readonly number[]> {
  return new Map(regions.flatMap(({ faces }) => faces.map((face) => [face, owners] as const)));
}

function holds(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

function sameShape(a: MultiPolygon, b: MultiPolygon): boolean {
  const text = (shape: MultiPolygon): string =>
    canonicalShape(shape)
      .map((polygon) => polygon.map((ring) => ring.join(' ')).join(' | '))
      .join(' + ');
  return text(a) === text(b);
}
