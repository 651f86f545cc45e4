/** The old town: low houses shoulder to shoulder along lanes, several households in each. */
import { type Building, building, withWing } from './building.ts';
import { bearing, type Ground } from './ground.ts';
import type { Random } from './random.ts';
import { fillRows } from './rows.ts';

/** Fills the ground with houses until they hold the wanted households, about. */
export function oldHouses(ground: Ground, wanted: number, random: Random): Building[] {
  const rows = fillRows(ground, {
    angle: bearing(ground.ring),
    rowGap: random.between(6.5, 8),
    gap: 2.2,
    size: () => [random.between(10, 17), random.between(8.5, 11)],
    shape: (box) =>
      random.chance(0.22)
        ? withWing({ ...box, half: [box.half[0], box.half[1] * 0.75] }, 4, random.chance(0.5))
        : [box],
    loose: () => [random.between(-0.5, 0.5), random.between(-1, 1), random.between(-0.03, 0.03)],
    most: Math.ceil(wanted / 6),
    clear: 1.2,
  });
  return rows.map((boxes) => {
    const storeys = random.whole(2, 3);
    return building({ use: 'house', boxes, storeys, capacity: 3 * storeys + random.whole(0, 2) });
  });
}
