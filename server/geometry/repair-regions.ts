/**
 * A finding found again on the ground of its repair, where earlier repairs may have changed what is around it, and what
 * borders on it there.
 */

import type { CoveragePoints } from './coverage-input.ts';
import type { CoverageFinding } from './coverage-report.ts';
import { metresPerUnitX, metresPerUnitY } from './distance.ts';
import { startOf } from './faces.ts';
import { facesAt } from './faces-at.ts';
import { markPoint } from './mark-point.ts';
import { sideOf } from './point-in-polygon.ts';
import type { Ring } from './polygon.ts';
import { canonicalShape, shapeOf } from './region-shape.ts';
import { mergeRegions, type Region } from './regions.ts';
import type { Ground } from './repair-ground.ts';

/** The regions a finding is about; none when it is no longer there. */
export function regionsOf(ground: Ground, finding: CoverageFinding): Region[] {
  const candidates = mergeRegions(ground.faces, labelOf(ground, finding));
  if (finding.kind === 'contained' || finding.geometry === null) return candidates;
  const told = new Set(finding.geometry.map((polygon) => textOf(polygon)));
  const same = candidates.filter((region) => told.has(textOf(shapeOf(ground.faces, region))));
  if (same.length >= told.size) return same;
  const [x, y] = finding.at;
  const marked = new Set(facesAt(ground.faces, x, y));
  return candidates.filter((region) => {
    if (region.faces.some((face) => marked.has(face))) return true;
    const [px, py] = markPoint(shapeOf(ground.faces, region));
    return sideOf(finding.geometry!, px, py) !== 'outside';
  });
}

/** What of a face makes it part of the finding: a key for mergeRegions. */
function labelOf(ground: Ground, finding: CoverageFinding): (face: number) => number {
  const { kind, grids } = finding;
  const { faces, ownersOf, isOurs } = ground;
  const codesOn = (face: number): string[] => ownersOf(face).map((owner) => ground.grids[owner]!.code);
  const isSame = (face: number): boolean => codesOn(face).join('\n') === grids.join('\n');
  switch (kind) {
    case 'overlap':
      return (face) => (faces.depth[face]! > 1 && isSame(face) ? 0 : -1);
    case 'outside-parent': {
      const excluded = finding.detail.exclusion === 1;
      return (face) =>
        face !== 0 && !isOurs(face) && (faces.exclusion[face] !== 0) === excluded && isSame(face) ? 0 : -1;
    }
    case 'contained':
      return (face) => (faces.depth[face]! > 1 && grids.every((code) => codesOn(face).includes(code)) ? 0 : -1);
    default:
      return (face) => (isGap(ground, face) ? 0 : -1);
  }
}

/** Whether the face is ground to be covered that no grid covers. */
export function isGap({ faces, isOurs }: Ground, face: number): boolean {
  return face !== 0 && faces.depth[face] === 0 && faces.unjudged[face] === 0 && isOurs(face);
}

/** Metres of the border of regions beyond which each owner is; owners by number. */
export function borderLengths(ground: Ground, regions: readonly Region[]): Map<number, number> {
  const { pieces, faceOf } = ground.faces;
  const { x, y } = pieces.nodes;
  const lengths = new Map<number, number>();
  const inside = new Set(regions.flatMap(({ faces }) => faces));
  for (const { shell, holes } of regions) {
    for (const h of [shell, ...holes].flat()) {
      const across = faceOf[h ^ 1]!;
      if (inside.has(across)) continue;
      const from = startOf(pieces, h);
      const to = startOf(pieces, h ^ 1);
      const middle = (y[from]! + y[to]!) / 2;
      const metres = Math.hypot(
        (x[to]! - x[from]!) * metresPerUnitX(middle),
        (y[to]! - y[from]!) * metresPerUnitY(middle),
      );
      for (const owner of ground.ownersOf(across)) lengths.set(owner, (lengths.get(owner) ?? 0) + metres);
    }
  }
  return lengths;
}

/** Numbers of the points in the regions or on their border. */
export function pointsIn(ground: Ground, regions: readonly Region[], points: CoveragePoints | undefined): number[] {
  if (points === undefined) return [];
  const { nodes } = ground.faces.pieces;
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const h of regions.flatMap(({ shell }) => shell)) {
    const node = startOf(ground.faces.pieces, h);
    x0 = Math.min(x0, nodes.x[node]!);
    y0 = Math.min(y0, nodes.y[node]!);
    x1 = Math.max(x1, nodes.x[node]!);
    y1 = Math.max(y1, nodes.y[node]!);
  }
  const inside = new Set(regions.flatMap(({ faces }) => faces));
  const found: number[] = [];
  for (let point = 0; point < points.codes.length; point++) {
    const x = points.xy[2 * point]!;
    const y = points.xy[2 * point + 1]!;
    if (x < x0 || x > x1 || y < y0 || y > y1) continue;
    if (facesAt(ground.faces, x, y).some((face) => inside.has(face))) found.push(point);
  }
  return found;
}

function textOf(polygon: readonly Ring[]): string {
  return canonicalShape([polygon])
    .flat()
    .map((ring) => ring.join(' '))
    .join(' | ');
}
