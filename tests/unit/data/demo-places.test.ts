import { describe, expect, it } from 'vitest';
import {
  boxOf,
  cross,
  type DemoFeature,
  defects,
  innerPoint,
  isInside,
  layer,
  type Position,
  type Ring,
  rings,
} from './demo-layers.ts';

const grids = layer('grids').map((g) => ({ feature: g, rings: rings(g), box: boxOf(rings(g)[0] as Ring) }));
const places = layer('places');
const code = (f: DemoFeature): string => f.properties.code as string;
const buildings = places
  .filter((p) => p.properties.kind === 'building')
  .map((feature) => ({ feature, ring: rings(feature)[0] as Ring, box: boxOf(rings(feature)[0] as Ring) }));

function at(feature: DemoFeature): Position {
  if (feature.geometry.type === 'Polygon') return innerPoint(rings(feature)[0] as Ring);
  const [x, y] = feature.geometry.coordinates as Position;
  return [Math.round(x * 1e7), Math.round(y * 1e7)];
}

function gridsAt([x, y]: Position, isWanted: (kind: unknown) => boolean): string[] {
  return grids
    .filter((g) => isWanted(g.feature.properties.kind))
    .filter(({ box }) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3])
    .filter((g) => isInside(g.rings, [x, y]))
    .map((g) => code(g.feature));
}

const listed = (kind: string): string[] =>
  defects()
    .filter((d) => d.kind === kind)
    .flatMap((d) => d.places)
    .sort();

describe('places of the demo county', () => {
  const found = new Map(places.map((p) => [code(p), gridsAt(at(p), (kind) => kind !== 'micro')]));

  it('lie in exactly one grid of their community, but for the planted buildings', () => {
    const isBuilding = (key: string): boolean => buildings.some((b) => code(b.feature) === key);
    const odd = [...found].filter(([, list]) => list.length !== 1);
    expect(
      odd
        .filter(([key, list]) => isBuilding(key) && list.length === 0)
        .map(([key]) => key)
        .sort(),
    ).toEqual(listed('building-uncovered'));
    expect(odd.filter(([key, list]) => isBuilding(key) && list.length > 1).map(([key]) => key)).toEqual(
      listed('building-double'),
    );
    const planted = [...listed('building-uncovered'), ...listed('building-double')];
    for (const [key] of odd) expect(planted.some((p) => key.startsWith(p)) || key.includes('S')).toBe(true);
    for (const [key, list] of found) for (const grid of list) expect(key.slice(0, 12)).toBe(grid.slice(0, 12));
  });

  it('give most basic grids 150 to 400 households, and outside that only the planted ones', () => {
    const held = new Map<string, number>();
    for (const { feature } of buildings)
      for (const grid of (found.get(code(feature)) ?? []).slice(0, 1))
        held.set(grid, (held.get(grid) ?? 0) + ((feature.properties.households as number) ?? 0));
    const basic = grids.filter((g) => g.feature.properties.kind === 'basic').map((g) => code(g.feature));
    const over = basic.filter((g) => (held.get(g) ?? 0) > 400).sort();
    const under = basic.filter((g) => (held.get(g) ?? 0) < 150).sort();
    const planted = (kind: string): string[] =>
      defects()
        .flatMap((d) => (d.kind === kind ? d.grids : []))
        .sort();
    expect([over.length, under.length]).toEqual([3, 3]);
    expect([over, under]).toEqual([planted('households-over'), planted('households-under')]);
  });

  it('of a micro grid parent with households lie in one of its micro grids', () => {
    const parents = new Set(grids.map((g) => g.feature.properties.parentCode as string).filter((p) => p.length === 15));
    for (const { feature, ring } of buildings) {
      const [grid] = found.get(code(feature)) ?? [];
      if (!grid || !parents.has(grid)) continue;
      const micro = gridsAt(innerPoint(ring), (kind) => kind === 'micro').filter((m) => m.startsWith(grid));
      expect(micro, code(feature)).toHaveLength(1);
    }
  });

  it('have footprints that keep clear of one another, of borders and of roads', () => {
    const lines = [
      ...grids.flatMap((g) => g.rings.map((ring) => [...ring, ring[0] as Position])),
      ...layer('base')
        .filter((f) => f.geometry.type === 'LineString')
        .map((f) =>
          (f.geometry.coordinates as Ring).map(([x, y]): Position => [Math.round(x * 1e7), Math.round(y * 1e7)]),
        ),
    ];
    const segments = lines.flatMap((line) => line.slice(1).map((b, i) => [line[i] as Position, b] as const));
    const planted = new Set([...listed('building-double'), ...listed('building-uncovered')]);
    for (const [i, b] of buildings.entries()) {
      const edges = b.ring.map((p, k) => [p, b.ring[(k + 1) % b.ring.length] as Position] as const);
      for (const o of buildings.slice(i + 1)) {
        if (o.box[0] > b.box[2] || o.box[2] < b.box[0] || o.box[1] > b.box[3] || o.box[3] < b.box[1]) continue;
        const others = o.ring.map((p, k) => [p, o.ring[(k + 1) % o.ring.length] as Position] as const);
        const meet = edges.some(([p, q]) => others.some(([r, s]) => cross(p, q, r, s)));
        if (meet || o.ring.some((p) => isInside([b.ring], p)) || b.ring.some((p) => isInside([o.ring], p)))
          expect.fail(`${code(b.feature)} and ${code(o.feature)} overlap`);
      }
      for (const [p, q] of segments) {
        if (Math.max(p[0], q[0]) < b.box[0] || Math.min(p[0], q[0]) > b.box[2]) continue;
        if (Math.max(p[1], q[1]) < b.box[1] || Math.min(p[1], q[1]) > b.box[3]) continue;
        if (edges.some(([r, s]) => cross(p, q, r, s)) && !planted.has(code(b.feature)))
          expect.fail(`${code(b.feature)} stands on a road or a border`);
      }
    }
  });

  it('stand on dry ground', () => {
    const water = layer('base')
      .filter((f) => f.properties.kind === 'water')
      .map((f) => rings(f));
    for (const { feature, ring } of buildings)
      for (const shape of water)
        if (ring.some((p) => isInside(shape, p))) expect.fail(`${code(feature)} stands in water`);
  });

  it('have an address each, and no two buildings the same one', () => {
    const addresses = buildings.map((b) => b.feature.properties.address as string);
    expect(addresses.every((a) => a.length >= 4 && !/null|undefined|NaN|-\d/.test(a))).toBe(true);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});
