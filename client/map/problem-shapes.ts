/** Import problems as features: the shape itself, and a point for the mark. The box of the file is a frame. */
import type { Feature, FeatureCollection, Geometry } from 'geojson';
import { boundsOf } from '../state/bounds-of.ts';
import type { PlacedProblem } from '../state/problems.ts';

export function problemShapes(problems: readonly PlacedProblem[]): FeatureCollection {
  const features = problems.flatMap(({ item, outcome, geometry }): Feature[] => {
    const box = boundsOf(geometry);
    if (box === null) return [];
    const mark: Feature = {
      type: 'Feature',
      id: item,
      properties: { item, outcome },
      geometry: { type: 'Point', coordinates: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] },
    };
    if (geometry.type === 'Point') return [mark];
    return [{ type: 'Feature', id: item, properties: { item, outcome }, geometry: geometry as Geometry }, mark];
  });
  return { type: 'FeatureCollection', features };
}
