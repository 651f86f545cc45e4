/** Ground maps of made-up grids, for tests of tiles. */
import { innerPoint } from '../../server/geometry/inner-point.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { topologyOf } from '../../server/geometry/tiles/topology.ts';
import { type AreaShape, type GridShape, GroundMap } from '../../server/tiles/ground-map.ts';
import { SHAPES_FROM } from '../../server/tiles/layer-sets.ts';

export interface ShapedGrid extends Partial<GridShape> {
  readonly code: string;
  readonly polygons: MultiPolygon;
}

export function gridShape({ polygons, ...given }: ShapedGrid, place: number): GridShape {
  return {
    id: place + 1,
    name: `网格${given.code}`,
    kind: 'basic',
    parentCode: '990101001001',
    county: '990101',
    areaM2: 50_000,
    colour: place % 6,
    households: 200 + place,
    bandResult: 'in',
    label: innerPoint(polygons),
    ...given,
  };
}

/** Grids in order of their codes. */
export function groundMap(
  grids: readonly ShapedGrid[],
  areas: readonly (Omit<AreaShape, 'label'> & { polygons: MultiPolygon })[] = [],
): GroundMap {
  const shapes = [...grids, ...areas].map(({ polygons }) => polygons);
  return new GroundMap(
    topologyOf(shapes, SHAPES_FROM),
    grids.map(gridShape),
    areas.map(({ polygons, ...area }) => ({ ...area, label: innerPoint(polygons) })),
  );
}
