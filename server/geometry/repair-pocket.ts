/**
 * A pocket between grids that is open to the outside. No ring of the grids closes it, so the pocket of the finding is laid on
 * the ground as if it were a grid, and what nobody covers of it goes to the neighbour with the longest border.
 */
import { boxOf } from './cell-frame.ts';
import type { CoverageFinding } from './coverage-report.ts';
import type { EdgeUses } from './edge-uses.ts';
import type { MultiPolygon, Ring } from './polygon.ts';
import { orient } from './predicates.ts';
import { mergeRegions } from './regions.ts';
import type { GridDraft, Ground, GroundShapes } from './repair-ground.ts';
import { byBorder } from './repair-place.ts';
import { Insertions } from './repair-vertices.ts';
import { assign, finish, type GridChange, prepare, type RepairRefusal } from './repair-work.ts';

/** Later than any code of a grid, so it is the last owner. */
const POCKET = '\u{10ffff}';

export function closePocket(draft: GridDraft, finding: CoverageFinding): GridChange[] | RepairRefusal {
  const { geometry } = finding;
  if (geometry === null) return 'nothing-to-do';
  const isPocket = ({ grids }: Ground, owner: number): boolean => grids[owner]!.code === POCKET;
  const work = prepare(draft, finding, {
    box: boxOf(geometry),
    start: (shapes, ground) => withPocket(shapes, ground, geometry),
    select: (ground) =>
      mergeRegions(ground.faces, (face) => {
        const owners = ground.ownersOf(face);
        return owners.length === 1 && isPocket(ground, owners[0]!) && ground.isOurs(face) ? 0 : -1;
      }),
  });
  if (typeof work === 'string') return work;
  if (work.regions.length === 0) return finish(work, new Map());
  const nearest = byBorder(work.ground, work.regions).find((owner) => !isPocket(work.ground, owner));
  return nearest === undefined ? 'no-neighbour' : finish(work, assign(work.regions, [nearest]));
}

/** The ends of the mouth may lie off the edge they were put on by less than a unit: they become vertices of it. */
function withPocket(shapes: GroundShapes, ground: Ground, pocket: MultiPolygon): GroundShapes {
  const { table } = ground;
  const insertions = new Insertions();
  const known = new Set(shapes.grids.flatMap(({ polygons }) => polygons.flat().flatMap(textsOf)));
  for (const ring of pocket.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i]!;
      const y = ring[i + 1]!;
      if (known.has(`${x} ${y}`)) continue;
      for (let edge = 0; edge < table.count; edge++) {
        const side = offEdge(table, edge, x, y);
        if (side !== null) insertions.add(ground, edge, x, y, side === 0);
      }
    }
  }
  const held = insertions.isEmpty ? shapes : insertions.into(shapes);
  return { ...held, grids: [...held.grids, { code: POCKET, polygons: pocket }] };
}

function textsOf(ring: Ring): string[] {
  const texts: string[] = [];
  for (let i = 0; i < ring.length; i += 2) texts.push(`${ring[i]} ${ring[i + 1]}`);
  return texts;
}

/** Doubled area of the triangle of an edge and a point at most a unit off its middle part; null for any other point. */
function offEdge({ ax, ay, bx, by }: EdgeUses, edge: number, x: number, y: number): number | null {
  const ux = bx[edge]! - ax[edge]!;
  const uy = by[edge]! - ay[edge]!;
  const along = (x - ax[edge]!) * ux + (y - ay[edge]!) * uy;
  const square = ux * ux + uy * uy;
  if (along <= 0 || along >= square) return null;
  const side = orient(ax[edge]!, ay[edge]!, bx[edge]!, by[edge]!, x, y);
  return side * side <= square ? side : null;
}
