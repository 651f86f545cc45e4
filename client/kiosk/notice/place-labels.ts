/** Names of buildings and service points on a map of paper. Pure. */
import type { Label } from '../../print/labels.ts';
import type { Paper } from '../../print/paper.ts';
import type { GroundPlace } from '../ground.ts';

/** Buildings of the grid by their short name, service points by their whole one, below what they name. */
export function placeLabels(places: readonly GroundPlace[], paper: Paper, size: number): readonly Label[] {
  return places
    .filter(({ place }) => place.kind !== 'organization')
    .map(({ place, x, y }): Label => {
      const at = paper.mm({ x, y });
      const kind = place.kind === 'service-point' ? 'service-point' : 'building';
      return {
        text: place.name,
        x: at.x,
        y: at.y + (kind === 'building' ? 0 : size * 1.7),
        turn: 0,
        isUpright: false,
        size,
        kind,
      };
    })
    .sort((a, b) => Number(b.kind === 'service-point') - Number(a.kind === 'service-point'));
}
