/** Zones, and the one being drawn, as features. Pure. */
import type { Feature, Geometry, Position } from 'geojson';
import type { Zone } from '../../../server/contract/emergencies.ts';
import type { Surface } from '../../../server/contract/geometry.ts';
import type { ZoneDraft } from '../../state/command/zones-draft.ts';
import { labelPoint } from '../label-point.ts';

const feature = (geometry: unknown, properties: Record<string, unknown>): Feature => ({
  ...{ type: 'Feature', properties },
  geometry: geometry as Geometry,
});

/** The smallest last, so that one inside another lies on top and is the one that a click means. */
export const zoneAreas = (zones: readonly Zone[], chosen: number | null): Feature[] =>
  [...zones]
    .sort((a, b) => b.inside.areaM2 - a.inside.areaM2)
    .map(({ id, kind, geometry }) => feature(geometry, { id, kind, chosen: id === chosen ? 1 : 0 }));

export const zoneLabels = (zones: readonly Zone[], chosen: number | null, text: (zone: Zone) => string): Feature[] =>
  zones.flatMap((zone) => {
    const at = labelPoint(zone.geometry);
    const { id, kind } = zone;
    if (at === null) return [];
    return [
      feature({ type: 'Point', coordinates: at }, { id, kind, label: text(zone), chosen: id === chosen ? 1 : 0 }),
    ];
  });

/** Corners and the line between them, with the pointer as the next corner; the area as soon as there is one. */
export function draftFeatures(draft: ZoneDraft | null, shape: Surface | null, pointer: Position | null): Feature[] {
  if (draft === null) return [];
  const { kind, by, closed } = draft;
  if (by === 'circle' || closed) return shape === null ? [] : [feature(shape, { kind, role: 'area' })];
  const corners = draft.corners.map(([lon, lat]): Position => [lon, lat]);
  const path = pointer === null ? corners : [...corners, pointer];
  const [first] = path;
  return [
    ...(path.length > 2 && first
      ? [feature({ type: 'Polygon', coordinates: [[...path, first]] }, { kind, role: 'area' })]
      : []),
    ...(path.length === 2 ? [feature({ type: 'LineString', coordinates: path }, { kind, role: 'path' })] : []),
    ...corners.map((at) => feature({ type: 'Point', coordinates: at }, { kind, role: 'corner' })),
  ];
}
