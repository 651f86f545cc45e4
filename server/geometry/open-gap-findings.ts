/**
 * gap-open: a pocket between two grids that is open to the outside through a narrow mouth (pockets.ts), where no parent says
 * which ground is ours. The perimeter itself is never a finding: a bay, a river mouth or a notch of one grid is none, nor is
 * a strip that is open at both ends. `detail.mouthM`: the width of the mouth.
 *
 * The mouth is at most 5 m wide unless the caller says otherwise: neighbours that fail to meet by a drawing error leave less,
 * while streets and streams that end at a real perimeter are wider (the narrowest in five clean cities measures 9.9 m).
 */
import { doubledArea } from './area.ts';
import type { EdgeUses } from './edge-uses.ts';
import type { Faces } from './faces.ts';
import type { FindingList } from './finding-list.ts';
import { type PointPlaces, peopleOf } from './people.ts';
import { perimeterRings } from './perimeter.ts';
import { pocketsOf } from './pockets.ts';
import { sideOfPolygon } from './point-in-polygon.ts';

const DEFAULT_MOUTH_M = 5;

export function findOpenGaps(
  table: EdgeUses,
  open: Faces,
  places: PointPlaces,
  list: FindingList,
  mouthM: number = DEFAULT_MOUTH_M,
): void {
  if (mouthM <= 0) return;
  for (const ring of perimeterRings(table, open)) {
    for (const pocket of pocketsOf(ring, mouthM)) {
      const rounded = Int32Array.from(pocket.points, Math.round);
      // Thinner than the lattice: nothing of it is left.
      if (doubledArea(rounded) <= 0n) {
        list.count('gap-open');
        continue;
      }
      const owners = [...pocket.owners].filter((owner) => owner >= 0).sort((a, b) => a - b);
      const { xy } = list.points;
      const inside = places.uncovered.filter(
        (point) => sideOfPolygon([rounded], xy[2 * point]!, xy[2 * point + 1]!) !== 'outside',
      );
      const people = peopleOf(list.points, inside);
      const detail = { mouthM: pocket.mouthM };
      list.addShape({ kind: 'gap-open', grids: list.codes(owners), people, detail, repair: 'give-to-neighbour' }, [
        [rounded],
      ]);
    }
  }
}
