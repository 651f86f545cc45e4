/** Real and demo layers as input for cells: GeoJSON features in, rings and lines of the lattice out. */
import { readFileSync } from 'node:fs';
import { innerPoint } from '../../server/geometry/inner-point.ts';
import { toUnits } from '../../server/geometry/lattice.ts';
import type { MultiPolygon } from '../../server/geometry/polygon.ts';
import { checkMultiPolygon } from '../../server/geometry/validity.ts';
import type { Barrier, BarrierKind, Building, CellsInput } from '../../server/partition/cells/cells-input.ts';

type Position = readonly number[];

interface Feature {
  readonly properties: Record<string, string | number | null>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}

function features(file: string): Feature[] {
  return (JSON.parse(readFileSync(file, 'utf8')) as { features: Feature[] }).features;
}

function shapeOf({ geometry: { type, coordinates } }: Feature): MultiPolygon {
  const checked = checkMultiPolygon((type === 'Polygon' ? [coordinates] : coordinates) as Position[][][]);
  if (!checked.ok) throw new Error(`an invalid shape: ${checked.code}`);
  return checked.polygons;
}

function linesOf({ geometry: { type, coordinates } }: Feature): Int32Array[] {
  const parts = (type === 'LineString' ? [coordinates] : type === 'MultiLineString' ? coordinates : []) as Position[][];
  return parts.map((part) => Int32Array.from(part.flatMap(([x, y]) => [toUnits(x!), toUnits(y!)])));
}

function banksOf(feature: Feature): Barrier[] {
  return shapeOf(feature)
    .flat()
    .map((ring) => ({ points: Int32Array.from([...ring, ring[0]!, ring[1]!]), kind: 'water', hard: true }));
}

const OSM_KINDS: Readonly<Record<string, BarrierKind>> = {
  major_road: 'main-road',
  minor_road: 'minor-road',
  rail: 'rail',
};

/** A box of OpenStreetMap as one community: buildings of ten households each, roads, railways and water. */
export function osmInput(
  folder: string,
  [west, south, east, north]: readonly [number, number, number, number],
): CellsInput {
  const [x0, y0, x1, y1] = [toUnits(west), toUnits(south), toUnits(east), toUnits(north)];
  const buildings = features(`${folder}buildings.geojson`).map((feature): Building => {
    const footprint = shapeOf(feature);
    return { id: String(feature.properties.id), point: innerPoint(footprint), footprint, households: 10 };
  });
  const roads = features(`${folder}roads.raw.geojson`).flatMap((feature) => {
    const kind = OSM_KINDS[String(feature.properties.kind)];
    return kind === undefined ? [] : linesOf(feature).map((points): Barrier => ({ points, kind, hard: false }));
  });
  const water = features(`${folder}water.raw.geojson`).filter(({ geometry }) => geometry.type.endsWith('Polygon'));
  return {
    community: 'OSM',
    parent: [[Int32Array.of(x0, y0, x1, y0, x1, y1, x0, y1)]],
    barriers: [...roads, ...water.flatMap(banksOf)],
    compounds: [],
    today: [],
    buildings: buildings.filter(({ point: [x, y] }) => x0 <= x && x <= x1 && y0 <= y && y <= y1),
  };
}

/** A community of the demo county as it is published, defects and all. */
export function demoInput(community: string): CellsInput {
  const layer = (name: string): Feature[] =>
    features(new URL(`../../data/demo/${name}.geojson`, import.meta.url).pathname);
  const base = layer('base');
  const area = layer('areas').find(({ properties }) => properties.code === community)!;
  const places = layer('places');
  return {
    community,
    parent: shapeOf(area),
    barriers: base.flatMap((feature): Barrier[] => {
      const { kind, class: rank } = feature.properties;
      if (kind === 'water') return banksOf(feature);
      if (kind !== 'road') return [];
      const road: BarrierKind = rank === 'main' || rank === 'secondary' ? 'main-road' : 'minor-road';
      return linesOf(feature).map((points) => ({ points, kind: road, hard: false }));
    }),
    compounds: base
      .filter(({ properties }) => properties.kind === 'compound')
      .map((feature, i) => ({ id: `${feature.properties.name}-${i}`, polygons: shapeOf(feature), hard: false })),
    today: layer('grids')
      .filter(({ properties }) => properties.parentCode === community)
      .map((feature) => ({ code: String(feature.properties.code), polygons: shapeOf(feature) })),
    buildings: places
      .filter(({ properties: { kind, code } }) => kind === 'building' && String(code).startsWith(community))
      .map((feature): Building => {
        const footprint = shapeOf(feature);
        const { code, households } = feature.properties;
        return {
          id: String(code),
          point: innerPoint(footprint),
          footprint,
          households: typeof households === 'number' ? households : -1,
        };
      }),
  };
}
