/** What the faces say of the grids in force: gaps, overlaps, ground beyond the community, grids in several parts. */
import { type Faces, startOf } from '../../geometry/faces.ts';
import type { CellFindings } from './cell-findings.ts';
import type { TodayGrid } from './cells-input.ts';
import { type LocalMetres, squareMetres } from './local-metres.ts';

/** Smaller places are not told one by one. */
export const TOLD_M2 = 1;

/** `covers`: for each face the numbers of the grids that cover it. Without grids nothing is told. */
export function tellToday(
  today: readonly TodayGrid[],
  faces: Faces,
  doubled: Float64Array,
  covers: readonly (readonly number[])[],
  metres: LocalMetres,
  findings: CellFindings,
): void {
  if (today.length === 0) return;
  const at = lowestNodes(faces);
  for (let face = 1; face < faces.count; face++) {
    const cover = covers[face]!.filter((owner) => owner < today.length);
    const isInside = faces.parent[face]! > 0;
    const areaM2 = squareMetres(metres, doubled[face]!);
    if (areaM2 < TOLD_M2) continue;
    const codes = cover.map((owner) => today[owner]!.code);
    const place = [faces.pieces.nodes.x[at[face]!]!, faces.pieces.nodes.y[at[face]!]!] as const;
    const detail = { areaCm2: Math.round(areaM2 * 1e4) };
    if (isInside && cover.length === 0) findings.add('today-gap', place, [], detail);
    else if (isInside && cover.length > 1) findings.add('today-overlap', place, codes, detail);
    else if (!isInside && cover.length > 0) findings.add('today-outside', place, codes, detail);
  }
  for (const { code, polygons } of today) {
    if (polygons.length < 2) continue;
    const ring = polygons[0]![0]!;
    findings.add('today-multipart', [ring[0]!, ring[1]!], [code], { parts: polygons.length });
  }
}

function lowestNodes({ pieces, half, faceOf, count }: Faces): Int32Array {
  const lowest = new Int32Array(count).fill(-1);
  for (let h = 0; h < half.count; h++) {
    const node = startOf(pieces, h);
    const face = faceOf[h]!;
    if (lowest[face]! < 0 || pieces.nodes.compare(node, lowest[face]!) < 0) lowest[face] = node;
  }
  return lowest;
}
