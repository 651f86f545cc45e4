/**
 * base.geojson: what a map draws under the grids: roads, water, green, compound walls. `kind` and `layer` say the same;
 * road classes: main 主干道, secondary 次干道, street 支路, lane 巷道 and 村道.
 */
import type { County } from './county.ts';
import { beside } from './curve.ts';
import { drawnLine, drawnPolygon, type Feature } from './geojson-text.ts';
import { inset } from './ground.ts';
import { RIVER_HALF_WIDTH_M } from './layout.ts';
import { crossing, distance, distanceToSegment, mix, type Point } from './plane.ts';
import { type RoadPath, roadPaths } from './road-paths.ts';

const BRIDGES: Record<string, string> = { 迎宾大道: '青澜大桥', 解放路: '解放桥', 环城路: '望江大桥' };

export function baseLayer(county: County): Feature[] {
  const { ornaments, groups } = county;
  const paths = roadPaths(county.mesh);
  const river = paths.filter((p) => p.kind === 'river')[0] as RoadPath;
  const roads = paths.filter((p) => ['main', 'secondary', 'street', 'lane'].includes(p.kind));
  return [
    polygonFeature('water', '青澜江', riverBanks(river.points)),
    ...ornaments.ponds.map((p) => polygonFeature('water', p.name, p.ring)),
    ...parks(county),
    ...ornaments.greens.map((p) => polygonFeature('green', p.name, p.ring)),
    ...groups.flatMap((g) => (g.wall ? [polygonFeature('compound', g.name, g.wall)] : [])),
    ...ornaments.lanes.map((lane) => road('lane', lane.name, lane.points)),
    ...roads.map((r) => road(r.kind, r.name, ashore(r.points, river.points))),
    ...roads.flatMap((r) => bridges(r, river.points)),
  ];
}

const tagged = (kind: string, name: string | null): Feature['properties'] => ({
  layer: kind,
  kind,
  name: name ?? undefined,
});

const polygonFeature = (kind: string, name: string | null, ring: readonly Point[]): Feature => ({
  properties: tagged(kind, name),
  geometry: drawnPolygon(ring),
});

const road = (roadClass: string, name: string | null, points: readonly Point[]): Feature => ({
  properties: { ...tagged('road', name), class: roadClass },
  geometry: drawnLine(points),
});

function riverBanks(middle: readonly Point[]): Point[] {
  const line = middle.filter((p, i) => i === 0 || i === middle.length - 1 || distance(p, middle[i - 1] as Point) > 45);
  const width = (i: number): number => RIVER_HALF_WIDTH_M + 5 * Math.sin(i * 0.9);
  return [...beside(line, (i) => -width(i)), ...beside(line, width).reverse()];
}

function parks(county: County): Feature[] {
  const margin = {
    main: 20,
    secondary: 14,
    street: 9,
    lane: 6,
    wall: 3,
    ridge: 3,
    river: RIVER_HALF_WIDTH_M + 6,
    outline: 0,
  };
  return county.groups.flatMap((group) => {
    if (group.site?.kind !== 'park') return [];
    const ring = inset(group.sides, (kind) => margin[kind]);
    return ring ? [polygonFeature('green', group.name, ring)] : [];
  });
}

/** A way that ends in the middle of the river stops at its bank. */
function ashore(points: readonly Point[], river: readonly Point[]): readonly Point[] {
  const isWet = (p: Point): boolean =>
    river.some((b, i) => i > 0 && distanceToSegment(p, river[i - 1] as Point, b) < RIVER_HALF_WIDTH_M + 12);
  let line = points;
  for (const turned of [false, true]) {
    const way = turned ? [...line].reverse() : [...line];
    if (way.length > 1 && river.some((v) => distance(v, way[0] as Point) < 1)) {
      while (way.length > 2 && isWet(way[1] as Point)) way.shift();
      const [a, b] = way as [Point, Point];
      let t = 0;
      while (t < 0.95 && isWet(mix(a, b, t))) t += 0.02;
      way[0] = mix(a, b, t);
    }
    line = turned ? way.reverse() : way;
  }
  return line;
}

function bridges(path: RoadPath, river: readonly Point[]): Feature[] {
  const name = BRIDGES[path.name ?? ''];
  if (!name) return [];
  for (let i = 1; i < path.points.length; i++) {
    const [a, b] = [path.points[i - 1] as Point, path.points[i] as Point];
    for (let k = 1; k < river.length; k++) {
      const hit = crossing(a, b, river[k - 1] as Point, river[k] as Point);
      if (!hit) continue;
      const reach = (RIVER_HALF_WIDTH_M + 12) / distance(a, b);
      return [road(path.kind, name, [mix(a, b, hit.t - reach), mix(a, b, hit.t + reach)])];
    }
  }
  return [];
}
