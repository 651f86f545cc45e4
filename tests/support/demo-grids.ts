/** The grids of the demo county as shapes, by code. */
import { readFileSync } from 'node:fs';
import type { GridKind } from '../../server/contract/codes.ts';
import { fromGeoJson } from '../../server/geometry/geojson.ts';
import { checkMultiPolygon } from '../../server/geometry/validity.ts';
import type { ShapedGrid } from './ground-map.ts';

const FILE = new URL('../../data/demo/grids.geojson', import.meta.url);

interface Feature {
  properties: { code: string; kind: GridKind; parentCode: string; name: string };
  geometry: unknown;
}

export function demoGrids(): ShapedGrid[] {
  const { features } = JSON.parse(readFileSync(FILE, 'utf8')) as { features: Feature[] };
  return features
    .map(({ properties: { code, kind, parentCode, name }, geometry }) => {
      const shape = fromGeoJson(geometry);
      if (!shape.ok) throw new Error(`${code}: ${shape.code}`);
      const checked = checkMultiPolygon(shape.polygons);
      if (!checked.ok) throw new Error(`${code}: ${checked.code}`);
      return { code, kind, parentCode, name, polygons: checked.polygons };
    })
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}
