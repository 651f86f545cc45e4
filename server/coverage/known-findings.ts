/** Findings keep their ids from check to check, though borders moved a little or grids were renamed (finding-identity.ts). */
import type { Finding } from '../contract/coverage.ts';
import { inheritIds, type KnownFinding } from '../geometry/finding-identity.ts';
import { toUnits } from '../geometry/lattice.ts';
import type { MultiPolygon } from '../geometry/polygon.ts';

/** The findings in their order, with the ids of their predecessors. */
export function inheritFindingIds(previous: readonly Finding[], current: readonly Finding[]): Finding[] {
  if (previous.length === 0) return [...current];
  return inheritIds(
    previous.map((finding) => known(finding)),
    current.map((finding) => ({ ...known(finding), finding })),
  ).map(({ id, finding }) => (id === finding.id ? finding : { ...finding, id }));
}

function known({ id, kind, grids, place, geometry }: Finding): KnownFinding {
  return { id, kind, grids, place, geometry: geometry === null ? null : latticeOf(geometry) };
}

/** Degrees of 7 decimals are lattice points written out, so this is exact. Null for what is no surface. */
function latticeOf(geometry: NonNullable<Finding['geometry']>): MultiPolygon | null {
  if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return null;
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((rings) =>
    rings.map((ring) => Int32Array.from(ring.slice(0, -1).flatMap(([lon, lat]) => [toUnits(lon!), toUnits(lat!)]))),
  );
}
