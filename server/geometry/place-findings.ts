/** Buildings in no grid, and buildings strictly inside two or more. A building on a border has the grids on both sides. */
import type { Draft, FindingList } from './finding-list.ts';
import { type PointPlaces, peopleOf } from './people.ts';

export function findPlaces(places: PointPlaces, list: FindingList): void {
  for (const point of places.uncovered) list.add({ kind: 'building-uncovered', ...placeOf(list, point, []) });
  for (const { point, owners } of places.doubled)
    list.add({ kind: 'building-double', ...placeOf(list, point, owners) });
}

/** What every finding about one place has. `owners` in rising order. */
export function placeOf(
  list: FindingList,
  point: number,
  owners: readonly number[],
): Pick<Draft, 'grids' | 'at' | 'people' | 'place'> {
  const { points } = list;
  const at = [points.xy[2 * point]!, points.xy[2 * point + 1]!] as const;
  return { grids: list.codes(owners), at, people: peopleOf(points, [point]), place: points.codes[point]! };
}
