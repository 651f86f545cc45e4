/** What stands in a face: buildings on a jittered lattice, by the kind of the quarter. */
import { between, type Random } from '../random.ts';
import { type ConvexPolygon, holds } from './convex-polygon.ts';

export interface Building {
  readonly x: number;
  readonly y: number;
  readonly households: number;
}

interface Quarter {
  readonly share: number;
  readonly pitchM: number;
  households(random: Random): number;
}

const QUARTERS: readonly Quarter[] = [
  {
    share: 0.22,
    pitchM: 46,
    households: (random) => (random() < 0.03 ? between(random, 220, 420) : between(random, 40, 160)),
  },
  { share: 0.4, pitchM: 34, households: (random) => (random() < 0.1 ? 0 : between(random, 12, 60)) },
  { share: 0.18, pitchM: 21, households: (random) => between(random, 1, 7) },
  { share: 0.14, pitchM: 52, households: (random) => (random() < 0.6 ? 0 : between(random, 1, 30)) },
];
const MARGIN_M = 3;

/** None in a park. */
export function buildingsIn(face: ConvexPolygon, random: Random): Building[] {
  const quarter = quarterOf(random());
  if (quarter === undefined) return [];
  const { pitchM } = quarter;
  const xs = face.map(({ x }) => x);
  const ys = face.map(({ y }) => y);
  const buildings: Building[] = [];
  for (let y = Math.min(...ys) + pitchM / 2; y < Math.max(...ys); y += pitchM) {
    for (let x = Math.min(...xs) + pitchM / 2; x < Math.max(...xs); x += pitchM) {
      const px = x + pitchM * 0.5 * (random() - 0.5);
      const py = y + pitchM * 0.5 * (random() - 0.5);
      const households = quarter.households(random);
      if (holds(face, px, py, MARGIN_M)) buildings.push({ x: px, y: py, households });
    }
  }
  return buildings;
}

function quarterOf(roll: number): Quarter | undefined {
  let sum = 0;
  return QUARTERS.find(({ share }) => {
    sum += share;
    return roll < sum;
  });
}
