import { describe, expect, it } from 'vitest';
import { defects, doubledArea, layer, rings, squareMetres } from './demo-layers.ts';

const areas = layer('areas');
const grids = layer('grids');
const places = layer('places');
const text = (value: unknown): string => value as string;
const ofKind = (kind: string): typeof places => places.filter((p) => p.properties.kind === kind);
const codes = (features: typeof places): Set<string> => new Set(features.map((f) => text(f.properties.code)));

describe('codes of the demo county', () => {
  it('name one county, three towns and thirteen communities, each under its parent', () => {
    const levels = areas.map((a) => text(a.properties.level));
    expect([levels.filter((l) => l === 'county').length, levels.filter((l) => l === 'town').length]).toEqual([1, 3]);
    expect(levels.filter((l) => l === 'community')).toHaveLength(13);
    const known = codes(areas);
    for (const { properties } of areas) {
      const width = { county: 6, town: 9, community: 12 }[text(properties.level)];
      expect(text(properties.code)).toMatch(new RegExp(`^341921\\d{${(width as number) - 6}}$`));
      if (properties.parentCode === null) continue;
      expect(known.has(text(properties.parentCode))).toBe(true);
      expect(text(properties.code).startsWith(text(properties.parentCode))).toBe(true);
    }
  });

  it('keep the number ranges of towns and communities', () => {
    for (const { properties } of areas) {
      const code = text(properties.code);
      const name = text(properties.name);
      const number = Number(code.slice(-3));
      if (name.endsWith('街道')) expect(number).toBeLessThan(100);
      else if (name.endsWith('镇')) expect([number >= 100, number < 200]).toEqual([true, true]);
      else if (name.endsWith('乡')) expect([number >= 200, number < 400]).toEqual([true, true]);
      else if (name.endsWith('社区')) expect(number).toBeLessThan(200);
      else if (name.endsWith('村')) expect([number >= 200, number < 400]).toEqual([true, true]);
    }
  });

  it('are never given twice', () => {
    for (const features of [areas, grids, places]) expect(codes(features).size).toBe(features.length);
  });

  it('number 150 basic grids from 001 and dedicated grids from 801 in each community, without a hole', () => {
    const basic = grids.filter((g) => g.properties.kind === 'basic');
    expect(basic).toHaveLength(150);
    for (const [kind, first] of [
      ['basic', 1],
      ['dedicated', 801],
    ] as const) {
      const byCommunity = new Map<string, number[]>();
      for (const { properties } of grids.filter((g) => g.properties.kind === kind)) {
        const code = text(properties.code);
        expect(code).toMatch(/^\d{15}$/);
        expect(code.slice(0, 12)).toBe(properties.parentCode);
        byCommunity.set(code.slice(0, 12), [...(byCommunity.get(code.slice(0, 12)) ?? []), Number(code.slice(12))]);
      }
      for (const numbers of byCommunity.values())
        expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, i) => first + i));
    }
  });

  it('put micro grids under fifteen grids with two more digits', () => {
    const micro = grids.filter((g) => g.properties.kind === 'micro');
    const parents = new Set(micro.map((g) => text(g.properties.parentCode)));
    expect(parents.size).toBe(15);
    const known = codes(grids);
    for (const { properties } of micro) {
      expect(text(properties.code)).toMatch(/^\d{17}$/);
      expect(text(properties.code).slice(0, 15)).toBe(properties.parentCode);
      expect(known.has(text(properties.parentCode))).toBe(true);
    }
  });

  it('begin with the community of a place, and with the building of a unit', () => {
    const communities = codes(areas);
    const buildings = codes(ofKind('building'));
    for (const { properties } of places) {
      expect(communities.has(text(properties.code).slice(0, 12))).toBe(true);
      if (properties.kind !== 'unit') continue;
      expect(buildings.has(text(properties.parentCode))).toBe(true);
      expect(text(properties.code).startsWith(text(properties.parentCode))).toBe(true);
    }
  });
});

describe('counts of the demo county', () => {
  it('are 3,000 buildings and 45,000 households within one in a hundred', () => {
    expect(ofKind('building')).toHaveLength(3_000);
    const households = ofKind('building').reduce((sum, p) => sum + ((p.properties.households as number) ?? 0), 0);
    expect(Math.abs(households - 45_000)).toBeLessThanOrEqual(450);
  });

  it('of a building with units are the sum of its units', () => {
    const sums = new Map<string, number>();
    for (const { properties } of ofKind('unit')) {
      const parent = text(properties.parentCode);
      sums.set(parent, (sums.get(parent) ?? 0) + (properties.households as number));
    }
    expect(sums.size).toBeGreaterThan(900);
    for (const { properties } of ofKind('building')) {
      const sum = sums.get(text(properties.code));
      if (sum !== undefined) expect(properties.households).toBe(sum);
    }
  });

  it('are whole numbers from 0 up, unknown for the one planted building only', () => {
    const unknown = places.filter((p) => p.properties.households === null).map((p) => p.properties.code);
    expect(unknown).toEqual(defects().find((d) => d.kind === 'households-unknown')?.places);
    for (const { properties } of places) {
      for (const key of ['households', 'shops', 'storeys']) {
        const value = properties[key];
        if (value === undefined || value === null) continue;
        expect(Number.isInteger(value) && (value as number) >= 0).toBe(true);
      }
    }
  });

  it('have a service point in every community but one, and shops and organizations', () => {
    const served = new Set(ofKind('service-point').map((p) => text(p.properties.code).slice(0, 12)));
    expect(served.size).toBe(12);
    expect(ofKind('shop').length).toBeGreaterThan(300);
    expect(ofKind('organization').length).toBeGreaterThan(40);
  });

  it('cover a county of about 8 by 5 kilometres', () => {
    const [county] = areas;
    const total = rings(county as (typeof areas)[number]).reduce((sum, r) => sum + doubledArea(r), 0n);
    expect(squareMetres(total) / 1e6).toBeGreaterThan(25);
    expect(squareMetres(total) / 1e6).toBeLessThan(60);
  });
});
