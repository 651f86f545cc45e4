/** PLACE: each building with the point that counts for it and the face that this point is in. */
import { segmentDistanceM } from '../../geometry/distance.ts';
import { sideOf } from '../../geometry/point-in-polygon.ts';
import type { CellFindings } from './cell-findings.ts';
import type { Building } from './cells-input.ts';
import type { FaceMap } from './face-map.ts';
import type { LocalMetres } from './local-metres.ts';
import { scanPoint } from './scan-point.ts';

/** A place this far beyond the community belongs to the nearest face. */
export const NEAR_M = 5;

export interface PlacedBuilding {
  readonly building: Building;
  readonly x: number;
  readonly y: number;
  readonly face: number;
}

/** In order of ids, each once; those in no face are left out. */
export function placeBuildings(
  buildings: readonly Building[],
  map: FaceMap,
  metres: LocalMetres,
  findings: CellFindings,
): PlacedBuilding[] {
  const placed: PlacedBuilding[] = [];
  // Of several with one id the first by content counts, whatever their order.
  const ordered = [...buildings].sort((a, b) => compare(a.id, b.id) || compare(contentOf(a), contentOf(b)));
  let last: string | null = null;
  for (const building of ordered) {
    const { id, footprint, point } = building;
    if (id === last) {
      findings.add('place-repeated', point, [id]);
      continue;
    }
    last = id;
    let [x, y] = point;
    if (footprint !== null && sideOf(footprint, x, y) === 'outside') {
      findings.add('point-off-footprint', point, [id]);
      [x, y] = scanPoint(footprint);
    }
    let face = faceFor(map, map.at(x, y));
    if (face < 0) {
      face = nearestFace(map, metres, x, y);
      findings.add(face < 0 ? 'place-outside' : 'place-moved', [x, y], [id]);
    }
    if (face >= 0) placed.push({ building, x, y, face });
  }
  return placed;
}

/** On a border: the face of the lowest grid of today, as `locate` answers, then the lowest face. */
function faceFor({ today }: FaceMap, faces: readonly number[]): number {
  let best = -1;
  for (const face of faces) {
    if (best < 0 || (today[face]! >= 0 && (today[best]! < 0 || today[face]! < today[best]!))) best = face;
  }
  return best;
}

function nearestFace({ pieces, left, right }: FaceMap, { mx, my }: LocalMetres, x: number, y: number): number {
  const { nodes, tail, head } = pieces;
  let best = -1;
  let least = NEAR_M;
  for (let p = 0; p < tail.length; p++) {
    if (left[p]! >= 0 && right[p]! >= 0) continue;
    const [a, b] = [tail[p]!, head[p]!];
    const metres = segmentDistanceM(x, y, nodes.x[a]!, nodes.y[a]!, nodes.x[b]!, nodes.y[b]!, mx, my);
    if (metres > least || (metres === least && best >= 0)) continue;
    least = metres;
    best = Math.max(left[p]!, right[p]!);
  }
  return best;
}

function contentOf({ point, households, footprint }: Building): string {
  return `${point.join(' ')} ${households} ${footprint?.flat().join(';') ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
