/** What of the base map a frame of paper shows, so that the sheets of a county do not each carry the streets of all. Pure. */
import type { BaseFeature } from '../api/atlas.ts';
import type { Paper } from './paper.ts';
import type { PointOf } from './plane.ts';

type Positions = readonly unknown[];

export function baseIn(base: readonly BaseFeature[], pointOf: PointOf, paper: Paper): readonly BaseFeature[] {
  return base.filter(({ geometry }) => {
    if (!('coordinates' in geometry)) return false;
    let [west, north, east, south] = [Infinity, Infinity, -Infinity, -Infinity];
    const visit = (positions: Positions): void => {
      if (typeof positions[0] !== 'number') {
        for (const one of positions) visit(one as Positions);
        return;
      }
      const { x, y } = paper.mm(pointOf(positions[0], positions[1] as number));
      [west, north, east, south] = [Math.min(west, x), Math.min(north, y), Math.max(east, x), Math.max(south, y)];
    };
    visit(geometry.coordinates as Positions);
    return west < paper.width && east > 0 && north < paper.height && south > 0;
  });
}
