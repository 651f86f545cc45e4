/**
 * Two neighbours whose border agrees but for vertices that one of them lacks: each gets what it lacks, and the slivers
 * between them that are no more than rounding are closed, as gaps and overlaps are.
 */
import { boxOf } from './cell-frame.ts';
import type { CoverageFinding } from './coverage-report.ts';
import { strictlyBetween } from './crossings.ts';
import { FindingLimits } from './finding-limits.ts';
import { SNAP_M } from './finding-severity.ts';
import type { Box } from './polygon.ts';
import { measureRegion } from './region-measure.ts';
import { mergeRegions, type Region } from './regions.ts';
import { around, type GridDraft, type Ground, grown } from './repair-ground.ts';
import { byBorder } from './repair-place.ts';
import { borderLengths, isGap, pointsIn } from './repair-regions.ts';
import type { Insertions } from './repair-vertices.ts';
import { finish, type GridChange, prepare, type RepairRefusal } from './repair-work.ts';

/** Units around the common border in which its slivers lie: the snap tolerance is five. */
const MARGIN = 8;

export function closeBorder(draft: GridDraft, finding: CoverageFinding): GridChange[] | RepairRefusal {
  const [one, other] = finding.grids.map((code) => draft.shapeOf(code));
  if (one === undefined || other === undefined || one === null || other === null) return 'nothing-to-do';
  const codes = new Set(finding.grids);
  const work = prepare(draft, finding, {
    box: grown(common(boxOf(one), boxOf(other), finding), MARGIN),
    more: (ground, insertions) => insertLacking(ground, codes, insertions),
    select: (ground) => slivers(ground, codes, draft),
  });
  if (typeof work === 'string') return work;
  const assignment = new Map<number, readonly number[]>();
  for (const region of work.regions) {
    const receiver = byBorder(work.ground, [region]).find((owner) => codes.has(work.ground.grids[owner]!.code));
    if (receiver === undefined) return 'no-neighbour';
    for (const face of region.faces) assignment.set(face, [receiver]);
  }
  return finish(work, assignment);
}

/** Where two boxes meet, and what the finding names besides. */
function common(a: Box, b: Box, { at, vertices }: CoverageFinding): Box {
  const shared: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  const marks = Int32Array.from([...at, ...vertices]);
  const named = boxOf([[marks]]);
  return shared[0] <= shared[2] && shared[1] <= shared[3] ? around(shared, named) : named;
}

/** Vertices that one of the two has on an edge of the other become vertices of that edge. */
function insertLacking(ground: Ground, codes: ReadonlySet<string>, insertions: Insertions): void {
  const { table, grids } = ground;
  const { pieces } = ground.faces;
  for (let piece = 0; piece < pieces.count; piece++) {
    const edges = pieces.edges.slice(pieces.edgeStart[piece]!, pieces.edgeStart[piece + 1]!);
    const users = new Set<string>();
    for (const edge of edges) table.eachGridUse(edge, (owner) => users.add(grids[owner]!.code));
    if (![...codes].every((code) => users.has(code))) continue;
    for (const node of [pieces.tail[piece]!, pieces.head[piece]!]) {
      if (!pieces.nodes.isLattice(node)) continue;
      const x = pieces.nodes.x[node]!;
      const y = pieces.nodes.y[node]!;
      for (const edge of edges) if (strictlyBetween(table, edge, x, y)) insertions.add(ground, edge, x, y, true);
    }
  }
}

/** Places that the check counts with the border instead of listing them. */
function slivers(ground: Ground, codes: ReadonlySet<string>, draft: GridDraft): Region[] {
  const { faces, ownersOf, grids } = ground;
  const both = [...codes].sort().join('\n');
  const isBoth = (owners: Iterable<number>): boolean =>
    [...owners]
      .map((owner) => grids[owner]!.code)
      .sort()
      .join('\n') === both;
  const smallest = new FindingLimits(draft.input).minAreaM2;
  const isRounding = (region: Region): boolean => {
    const { areaM2, perimeterM } = measureRegion(faces, region);
    return (
      2 * areaM2 <= SNAP_M * perimeterM &&
      areaM2 < smallest &&
      pointsIn(ground, [region], draft.input.points).length === 0
    );
  };
  const gaps = mergeRegions(faces, (face) => (isGap(ground, face) ? 0 : -1));
  const overlaps = mergeRegions(faces, (face) => (faces.depth[face]! > 1 && isBoth(ownersOf(face)) ? 0 : -1));
  return [
    ...gaps.filter((region) => isBoth(borderLengths(ground, [region]).keys()) && isRounding(region)),
    ...overlaps.filter(isRounding),
  ];
}
