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
import { peopleOf } from './people.ts';
import { perimeterRings } from './perimeter.ts';
import { pocketsOf } from './pockets.ts';
import { sideOfPolygon } from './point-in-polygon.ts';
import type { Ring } from './polygon.ts';

const DEFAULT_MOUTH_M = 5;

/** A pocket on the lattice. */
export interface OpenPocket {
  /** Null when it is thinner than the lattice: nothing of it is left. */
  readonly ring: Ring | null;
  /** In rising order. */
  readonly owners: readonly number[];
  readonly mouthM: number;
}

/** None when the unbounded face of the walk is covered, so that it is not the outside. */
export function openPockets(table: EdgeUses, open: Faces, mouthM: number = DEFAULT_MOUTH_M): OpenPocket[] {
  if (mouthM <= 0 || open.depth[0] !== 0) return [];
  return perimeterRings(table, open)
    .flatMap((ring) => pocketsOf(ring, mouthM))
    .map((pocket) => {
      const rounded = Int32Array.from(pocket.points, Math.round);
      return {
        ring: doubledArea(rounded) <= 0n ? null : rounded,
        owners: [...pocket.owners].filter((owner) => owner >= 0).sort((a, b) => a - b),
        mouthM: pocket.mouthM,
      };
    });
}

/** `uncovered`: numbers of the points in no grid, at least of those near. */
export function tellPockets(pockets: readonly OpenPocket[], uncovered: readonly number[], list: FindingList): void {
  for (const { ring, owners, mouthM } of pockets) {
    if (ring === null) {
      list.count('gap-open');
      continue;
    }
    const { xy } = list.points;
    const inside = uncovered.filter((point) => sideOfPolygon([ring], xy[2 * point]!, xy[2 * point + 1]!) !== 'outside');
    const people = peopleOf(list.points, inside);
    list.addShape(
      { kind: 'gap-open', grids: list.codes(owners), people, detail: { mouthM }, repair: 'give-to-neighbour' },
      [[ring]],
    );
  }
}
