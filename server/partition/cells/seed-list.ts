/** From placed buildings to seeds: groups, slices of oversized buildings, and the parts that borders of today cut off. */
import { UNKNOWN_HOUSEHOLDS } from '../cell-graph.ts';
import { AstridePlans } from './astride.ts';
import { unitSlices } from './building-slices.ts';
import type { CellFindings } from './cell-findings.ts';
import type { FaceMap } from './face-map.ts';
import { joinBuildings } from './joined-buildings.ts';
import { type LocalMetres, squareMetres } from './local-metres.ts';
import type { PlacedBuilding } from './placed-buildings.ts';
import type { Seed } from './seeds.ts';

/** Told when more than this share of a plan lies beyond barriers. */
const ASTRIDE_SHARE = 0.2;
/** A part smaller than this is no cell. */
const LEAST_PART_M2 = 1;

/** Sum of what is counted; unknown when nothing is. */
export function sumHouseholds(counts: readonly number[]): number {
  const known = counts.filter((count) => count !== UNKNOWN_HOUSEHOLDS);
  return known.length === 0 && counts.length > 0 ? UNKNOWN_HOUSEHOLDS : known.reduce((sum, count) => sum + count, 0);
}

/** In order of groups; slices and parts follow their building. */
export function seedList(
  placed: readonly PlacedBuilding[],
  map: FaceMap,
  cutAbove: number,
  metres: LocalMetres,
  findings: CellFindings,
): Seed[] {
  const astride = new AstridePlans(map);
  const seeds: Seed[] = [];
  joinBuildings(placed, metres, findings).forEach((group, number) => {
    const members = group.map((i) => placed[i]!);
    const [first] = members;
    const id = first!.building.id;
    const footprints = members.flatMap(({ building }) => (building.footprint === null ? [] : [building.footprint]));
    const compounds = [...new Set(members.flatMap(({ building }) => building.compound ?? []))].sort();
    const shares = members.map(({ building }) =>
      building.footprint === null ? null : astride.sharesOf(building.footprint),
    );
    const parts = new Map<number, number>();
    shares.forEach((share, i) => {
      if (share === null) return;
      const { building, face, x, y } = members[i]!;
      let beyond = share.doubled;
      for (const [other, doubled] of share.byFace) {
        if (map.block[other] !== map.block[face]) continue;
        beyond -= doubled;
        if (other !== face && squareMetres(metres, doubled) >= LEAST_PART_M2) {
          parts.set(other, (parts.get(other) ?? 0) + doubled);
        }
      }
      if (beyond > ASTRIDE_SHARE * share.doubled) {
        findings.add('building-astride', [x, y], [building.id], {
          percent: Math.round((100 * beyond) / share.doubled),
        });
      }
    });
    const seed: Seed = {
      id,
      kind: 'building',
      face: first!.face,
      places: members.map(({ building }) => building.id),
      households: sumHouseholds(members.map(({ building }) => building.households)),
      point: [first!.x, first!.y],
      footprints,
      group: number,
      isAstride: shares.some((share) => share !== null),
      slice: null,
      compounds,
    };
    const slices = parts.size > 0 || members.length > 1 ? null : unitSlices(first!.building, seed, cutAbove, metres);
    if (seed.households > cutAbove) {
      findings.add('building-oversized', seed.point, seed.places, {
        households: seed.households,
        slices: slices?.length ?? 0,
      });
    }
    seeds.push(...(slices ?? [seed]));
    const ordered = [...parts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    ordered.forEach(([face, doubled], i) => {
      const areaCm2 = Math.round(squareMetres(metres, doubled) * 1e4);
      findings.add('building-cut', seed.point, [...seed.places], { areaCm2 });
      seeds.push({ ...seed, id: `${id}~${i + 1}`, kind: 'part', face, places: [], households: 0 });
    });
  });
  return seeds;
}
