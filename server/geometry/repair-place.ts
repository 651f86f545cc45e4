/** Repairs of a place with an area: gaps, overlaps, what is outside the parent, and grids that are there twice. */
import { boxOf } from './cell-frame.ts';
import type { CoveragePoints } from './coverage-input.ts';
import type { CoverageFinding } from './coverage-report.ts';
import type { Region } from './regions.ts';
import { type GridDraft, type Ground, walkGround } from './repair-ground.ts';
import { borderLengths, pointsIn, regionsOf } from './repair-regions.ts';
import { assign, finish, type GridChange, prepare, type RepairRefusal, type Work } from './repair-work.ts';

/** The gap to the neighbour with the longest border. */
export function giveToNeighbour(draft: GridDraft, finding: CoverageFinding): GridChange[] | RepairRefusal {
  const work = workOn(draft, finding);
  if (typeof work === 'string') return work;
  if (work.regions.length === 0) return finish(work, new Map());
  const [nearest] = byBorder(work.ground, work.regions);
  return nearest === undefined ? 'no-neighbour' : finish(work, assign(work.regions, [nearest]));
}

/** The overlap to one of its grids; see repair.ts for which. */
export function splitOverlap(draft: GridDraft, finding: CoverageFinding): GridChange[] | RepairRefusal {
  const work = workOn(draft, finding);
  if (typeof work === 'string') return work;
  const { ground, regions } = work;
  if (regions.length === 0) return finish(work, new Map());
  const among = ownersOf(ground, finding.grids);
  let refusal: RepairRefusal = 'nothing-to-do';
  for (const keeper of candidates(work, among)) {
    const cut = new Set(among.filter((owner) => owner !== keeper));
    const rest = new Map(
      regions.flatMap(({ faces }) =>
        faces.map((face) => [face, ground.ownersOf(face).filter((owner) => !cut.has(owner))] as const),
      ),
    );
    const done = finish(work, rest);
    if (typeof done !== 'string') return done;
    if (refusal === 'nothing-to-do') refusal = done;
  }
  return refusal;
}

/** The part outside the parent from every grid that is there. */
export function cutAtParent(draft: GridDraft, finding: CoverageFinding): GridChange[] | RepairRefusal {
  const work = workOn(draft, finding);
  return typeof work === 'string' ? work : finish(work, assign(work.regions, []));
}

/** All but the first; one that an earlier repair has made different stays. */
export function dropDuplicate(draft: GridDraft, { grids }: CoverageFinding): GridChange[] {
  const changes: GridChange[] = [];
  const first = draft.shapeOf(grids[0]!);
  if (first === null) return changes;
  for (const code of grids.slice(1)) {
    const before = draft.shapeOf(code);
    if (before === null) continue;
    const pair = [first, before].map((polygons, i) => ({ code: `${i}`, polygons }));
    const ground = walkGround({ grids: pair, parent: [], exclusions: [], unjudged: [], hasUniverse: false });
    if (ground === null) continue;
    const { faces, ownersOf: owners } = ground;
    let same = true;
    for (let face = 1; face < faces.count; face++) same &&= owners(face).length !== 1;
    if (same) changes.push({ code, before, after: null });
  }
  return changes;
}

function workOn(draft: GridDraft, finding: CoverageFinding): Work | RepairRefusal {
  if (finding.geometry === null) return 'nothing-to-do';
  return prepare(draft, finding, { box: boxOf(finding.geometry), select: (ground) => regionsOf(ground, finding) });
}

/** The owners to keep an overlap, the first choice first. */
function candidates({ draft, ground, regions }: Work, among: readonly number[]): number[] {
  const named = assignedByHand(ground, regions, draft.input.points);
  const order = byBorder(ground, regions).filter((owner) => among.includes(owner));
  const rest = among.filter((owner) => !order.includes(owner));
  const households = (owner: number): number => named.get(ground.grids[owner]!.code) ?? 0;
  return [...order, ...rest].sort((a, b) => households(b) - households(a));
}

/** Households in the regions that were assigned to a grid by hand, by its code; a building without a count is one. */
function assignedByHand(
  ground: Ground,
  regions: readonly Region[],
  points: CoveragePoints | undefined,
): Map<string, number> {
  const named = new Map<string, number>();
  if (points?.overrides === undefined) return named;
  for (const point of pointsIn(ground, regions, points)) {
    const code = points.overrides[point];
    if (code === undefined || code === null) continue;
    named.set(code, (named.get(code) ?? 0) + Math.max(1, points.households[point]!));
  }
  return named;
}

/** Owners along the border of the regions, the longest first. Lengths are compared to a micrometre, ties by code. */
export function byBorder(ground: Ground, regions: readonly Region[]): number[] {
  return [...borderLengths(ground, regions)]
    .map(([owner, metres]) => ({ owner, length: Math.round(metres * 1e6) }))
    .sort((a, b) => b.length - a.length || a.owner - b.owner)
    .map(({ owner }) => owner);
}

function ownersOf({ grids }: Ground, codes: readonly string[]): number[] {
  return grids.flatMap(({ code }, owner) => (codes.includes(code) ? [owner] : []));
}
