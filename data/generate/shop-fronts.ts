/** Low buildings with shops along the busier streets of a plot. */
import { type Building, building } from './building.ts';
import { type Ground, SHOP_FRONT_M } from './ground.ts';
import type { LineKind } from './mesh.ts';
import { at, direction, distance, type Point, polar } from './plane.ts';
import type { Random } from './random.ts';

const SHARE: Partial<Record<LineKind, number>> = { main: 0.5, secondary: 0.4, street: 0.2 };

/** `liveliness` multiplies how much of the street front is built up. */
export function shopFronts(ground: Ground, random: Random, liveliness: number): Building[] {
  const made: Building[] = [];
  ground.sides.forEach((side, i) => {
    const share = (SHARE[side.kind] ?? 0) * liveliness;
    const next = at(ground.ring, i + 1);
    const length = distance(side.point, next);
    const angle = direction(side.point, next);
    const depth = 11;
    for (let x = random.between(16, 40); x < length - 45 && share > 0; ) {
      const wide = random.between(26, 46);
      const [along, inward] = [
        polar(angle, x + wide / 2),
        polar(angle + Math.PI / 2, SHOP_FRONT_M[side.kind] + depth / 2),
      ];
      const centre: Point = [side.point[0] + along[0] + inward[0], side.point[1] + along[1] + inward[1]];
      const boxes = [{ centre, half: [wide / 2, depth / 2] as const, angle }];
      if (random.chance(share) && ground.isFree(boxes)) {
        ground.keep(boxes, 9);
        made.push(building({ use: 'shops', boxes, storeys: random.whole(2, 3), shops: Math.round(wide / 4.6) }));
      }
      x += wide + random.between(6, 16);
    }
  });
  return made;
}
