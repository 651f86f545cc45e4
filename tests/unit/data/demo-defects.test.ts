import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DEMO_FOLDER, defects, layer } from './demo-layers.ts';

const planted = defects();
const grids = new Map(layer('grids').map((g) => [g.properties.code, g.properties]));
const places = new Map(layer('places').map((p) => [p.properties.code, p.properties]));
const count = (kind: string): number => planted.filter((d) => d.kind === kind).length;

describe('the list of planted defects', () => {
  it.each([
    ['gap', 3],
    ['overlap', 2],
    ['building-uncovered', 4],
    ['building-double', 1],
    ['outside-parent', 1],
    ['t-junction', 1],
    ['households-over', 3],
    ['households-under', 3],
    ['households-unknown', 1],
    ['worker-missing', 1],
    ['leader-missing', 1],
  ])('has %s %i times', (kind, times) => {
    expect(count(kind)).toBe(times);
  });

  it('names grids and places that exist', () => {
    for (const defect of planted) {
      for (const code of defect.grids) expect(grids.has(code), code).toBe(true);
      for (const code of defect.places) expect(places.has(code), code).toBe(true);
    }
  });

  it('has a sliver about 2 m wide, gaps with people in them, and a building in two grids', () => {
    const gaps = planted.filter((d) => d.kind === 'gap');
    expect(gaps.filter((d) => (d.households as number) > 0 && d.places.length >= 2)).toHaveLength(2);
    expect(gaps.filter((d) => d.households === 0 && (d.areaM2 as number) < 800)).toHaveLength(1);
    expect(planted.find((d) => d.kind === 'building-double')?.households).toBeGreaterThan(10);
  });

  it('counts the households of the places it names', () => {
    for (const defect of planted) {
      if (defect.places.length === 0 || defect.households === null) continue;
      const sum = defect.places.reduce((total, code) => total + (places.get(code)?.households as number), 0);
      expect(sum, defect.kind).toBe(defect.households);
    }
  });

  it('names every grid without a worker or a leader, and no other', () => {
    const without = (key: string): unknown[] => [...grids.values()].filter((g) => g[key] === null).map((g) => g.code);
    const listed = (kind: string): string[] => planted.flatMap((d) => (d.kind === kind ? d.grids : []));
    expect(without('worker')).toEqual(listed('worker-missing'));
    expect(without('leader')).toEqual(listed('leader-missing'));
  });

  it('is the table of the README', () => {
    const readme = readFileSync(new URL('../README.md', DEMO_FOLDER), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `') && !line.includes('json'));
    expect(rows).toHaveLength(planted.length);
    planted.forEach((defect, i) => {
      const cells = (rows[i] as string).split('|').map((cell) => cell.trim());
      const shown = [defect.kind, defect.grids.join(', '), defect.places.join(', '), defect.areaM2, defect.households];
      expect([cells[1]?.slice(1, -1), ...cells.slice(3, 7)]).toEqual([
        shown[0],
        ...shown.slice(1).map((v) => `${v ?? ''}` || '–'),
      ]);
    });
  });
});
