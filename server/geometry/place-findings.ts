/** Buildings in no grid, and buildings strictly inside two or more. A building on a border has the grids on both sides. */
import type { FindingList } from './finding-list.ts';
import type { PointPlaces } from './people.ts';

export function findPlaces(places: PointPlaces, list: FindingList): void {
  for (const point of places.uncovered) list.addPoint('building-uncovered', point, []);
  for (const { point, owners } of places.doubled) list.addPoint('building-double', point, owners);
}
