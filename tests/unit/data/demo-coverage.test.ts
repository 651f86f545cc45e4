import { describe, expect, it } from 'vitest';
import {
  cross,
  type DemoFeature,
  defects,
  doubledArea,
  layer,
  type Position,
  type Ring,
  rings,
  squareMetres,
} from './demo-layers.ts';

const areas = layer('areas');
const grids = layer('grids');
const code = (f: DemoFeature): string => f.properties.code as string;
const under = (parent: string): DemoFeature[] => grids.filter((g) => g.properties.parentCode === parent);
const shapeDefects = defects().filter((d) => ['gap', 'overlap', 't-junction'].includes(d.kind));

/** Directed edges of the children minus those of the parent: what is left has no partner. */
function leftOver(parent: DemoFeature, children: readonly DemoFeature[]): Map<string, number> {
  const count = new Map<string, number>();
  const put = (ring: Ring, step: 1 | -1): void => {
    ring.forEach((p, i) => {
      const q = ring[(i + 1) % ring.length] as Position;
      const isForward = p[0] < q[0] || (p[0] === q[0] && p[1] < q[1]);
      const key = isForward ? `${p}>${q}` : `${q}>${p}`;
      count.set(key, (count.get(key) ?? 0) + (isForward ? step : -step));
    });
  };
  for (const child of children) for (const ring of rings(child)) put(ring, 1);
  for (const ring of rings(parent)) put(ring, -1);
  return new Map([...count].filter(([, n]) => n !== 0));
}

/** Areas, in m², of the loops that the left-over edges close: below 0 for ground in no grid, above for ground in two. */
function loops(left: Map<string, number>): number[] {
  const next = new Map<string, string[]>();
  for (const [key, n] of left) {
    expect(Math.abs(n)).toBe(1);
    const [a, b] = key.split('>') as [string, string];
    const [from, to] = n > 0 ? [a, b] : [b, a];
    next.set(from, [...(next.get(from) ?? []), to]);
  }
  const found: number[] = [];
  for (const start of next.keys()) {
    while ((next.get(start) ?? []).length > 0) {
      const ring: Ring = [];
      for (let at = start; ; ) {
        ring.push(at.split(',').map(Number) as Position);
        at = (next.get(at) as string[]).pop() as string;
        if (at === start) break;
      }
      found.push(squareMetres(doubledArea(ring)));
    }
  }
  return found;
}

describe('borders of the demo county', () => {
  it('are plain rings: no repeated point, no crossing, shells counter-clockwise and holes clockwise', () => {
    for (const feature of [...areas, ...grids]) {
      const { type, coordinates } = feature.geometry;
      const parts = (type === 'Polygon' ? [coordinates] : coordinates) as unknown[][];
      for (const part of parts) {
        const own = rings({ ...feature, geometry: { type: 'Polygon', coordinates: part } });
        own.forEach((ring, k) => {
          expect(doubledArea(ring) > 0n, code(feature)).toBe(k === 0);
          expect(new Set(ring.map(String)).size, code(feature)).toBe(ring.length);
          for (let i = 0; i < ring.length; i++)
            for (let j = i + 2; j < ring.length; j++) {
              const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[(j + 1) % ring.length]] as Position[];
              if (cross(a as Position, b as Position, c as Position, d as Position))
                expect.fail(`${code(feature)} crosses itself`);
            }
        });
      }
    }
  });

  it.each([
    ['the county into towns', '341921'],
    ['澜城街道 into communities', '341921001'],
    ['桐溪镇 into communities', '341921100'],
    ['石岭乡 into communities', '341921200'],
  ])('divide %s edge for edge', (_, parent) => {
    const whole = areas.find((a) => code(a) === parent) as DemoFeature;
    const parts = areas.filter((a) => a.properties.parentCode === parent);
    expect(parts.length).toBeGreaterThan(2);
    expect(leftOver(whole, parts).size).toBe(0);
  });

  it('divide every community into basic and dedicated grids edge for edge, but for the planted defects', () => {
    const measured: number[] = [];
    for (const community of areas.filter((a) => a.properties.level === 'community')) {
      const left = leftOver(community, under(code(community)));
      const planted = shapeDefects.filter((d) => d.grids[0]?.startsWith(code(community)));
      expect(left.size > 0, code(community)).toBe(planted.length > 0);
      measured.push(...loops(left));
    }
    const listed = shapeDefects.map((d) => (d.areaM2 as number) * (d.kind === 'gap' ? -1 : 1));
    const order = (a: number, b: number): number => a - b;
    expect(measured.length).toBe(listed.length);
    listed.sort(order).forEach((areaM2, i) => {
      const found = measured.sort(order)[i] as number;
      expect(Math.abs(found - areaM2)).toBeLessThan(Math.max(0.5, Math.abs(areaM2) * 0.002));
    });
  });

  it('divide a grid into its micro grids edge for edge, but for the one that reaches out', () => {
    const outside = defects().find((d) => d.kind === 'outside-parent');
    const parents = grids.filter((g) => under(code(g)).length > 0);
    expect(parents).toHaveLength(15);
    for (const parent of parents) {
      const left = leftOver(parent, under(code(parent)));
      expect(left.size > 0, code(parent)).toBe(outside?.grids.includes(code(parent)));
      if (left.size === 0) continue;
      const [areaM2, ...more] = loops(left);
      expect(more).toEqual([]);
      expect(Math.abs((areaM2 as number) - (outside?.areaM2 as number))).toBeLessThan(0.5);
    }
  });

  it('leave no community with a grid more or less than the sum of its ground, where nothing was planted', () => {
    const sum = (features: readonly DemoFeature[]): bigint =>
      features.flatMap(rings).reduce((total, ring) => total + doubledArea(ring), 0n);
    const clean = areas.filter(
      (a) => a.properties.level === 'community' && !shapeDefects.some((d) => d.grids[0]?.startsWith(code(a))),
    );
    expect(clean.length).toBeGreaterThan(6);
    for (const community of clean) expect(sum(under(code(community)))).toBe(sum([community]));
  });
});
