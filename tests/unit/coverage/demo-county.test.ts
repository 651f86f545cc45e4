/** Every planted defect of the demo county is found, and what is found besides is known. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkSubject } from '../../../server/coverage/check.ts';
import { demoSubject } from '../../support/subjects.ts';

interface Planted {
  kind: string;
  grids: string[];
  places: string[];
  areaM2: number | null;
  households: number | null;
}

const FILE = new URL('../../../data/demo/defects.json', import.meta.url);
const planted = (JSON.parse(readFileSync(FILE, 'utf8')) as { defects: Planted[] }).defects;
const result = checkSubject(demoSubject(), { minAreaM2: 1, previous: [] });
const found = (...kinds: string[]) => result.findings.filter(({ kind }) => kinds.includes(kind));
const of = (kind: string) => planted.filter((defect) => defect.kind === kind);

describe('the demo county', () => {
  it('has its gaps and overlaps found by size, with their people', () => {
    const sizes = (defects: readonly { areaM2: number | null; households: number | null }[]) =>
      defects.map(({ areaM2, households }) => [Math.round(areaM2! / 5), households]).sort();
    expect(sizes(found('gap-enclosed', 'gap-parent', 'missing-cell'))).toEqual(sizes(of('gap')));
    expect(sizes(found('overlap'))).toEqual(sizes(of('overlap')));
  });

  it('has the micro grid beyond its grid found', () => {
    const [beyond] = of('outside-parent');
    const [micro] = beyond!.grids;
    const outside = found('child-outside').map(({ grids, detail, areaM2 }) => [
      grids,
      detail.parent,
      Math.round(areaM2!),
    ]);
    expect(outside).toEqual([[[micro], '341921001001006', Math.round(beyond!.areaM2!)]]);
  });

  it('has its buildings in no grid and in two found', () => {
    const codes = (kind: string) =>
      found(kind)
        .map(({ place }) => place)
        .sort();
    for (const kind of ['building-uncovered', 'building-double'])
      expect(codes(kind)).toEqual(
        of(kind)
          .flatMap(({ places }) => places)
          .sort(),
      );
    expect(result.totals.placesUncovered).toBe(of('building-uncovered').length);
  });

  it.each(['over', 'under'])('has its basic grids %s the band found with their households', (side) => {
    const basic = new Set(result.bands.filter(({ kind }) => kind === 'basic').map(({ grid }) => grid));
    const rows = found(`households-${side}`).filter(({ grids }) => basic.has(grids[0]!));
    const counts = rows.map(({ grids, detail }) => [grids[0], detail.households]).sort();
    expect(counts).toEqual(
      of(`households-${side}`)
        .map(({ grids, households }) => [grids[0], households])
        .sort(),
    );
  });

  it('has its grids without a worker or a leader found', () => {
    const missing = found('grid-unstaffed').map(({ grids, detail }) => [grids[0], detail.missing]);
    expect(missing.sort()).toEqual(
      [
        [of('worker-missing')[0]!.grids[0], ['worker']],
        [of('leader-missing')[0]!.grids[0], ['leader']],
      ].sort(),
    );
  });

  it('has the grid whose households nobody counted found, and the missing vertex', () => {
    expect(found('households-unknown').map(({ grids }) => grids)).toEqual(of('households-unknown').map((d) => d.grids));
    const [corner] = of('t-junction');
    expect(found('t-junction').every(({ grids }) => grids.every((code) => corner!.grids.includes(code)))).toBe(true);
    expect(found('t-junction').length).toBeGreaterThan(0);
  });

  it('adds up: towns to the county, households to the register', () => {
    const { totals, parts } = result;
    expect(totals).toMatchObject({ grids: 173, micros: 63, places: 3000, households: 44_990 });
    expect(parts.map(({ level }) => level)).toEqual(['town', 'town', 'town']);
    const sum = (of: 'grids' | 'households' | 'householdsCovered') => parts.reduce((all, part) => all + part[of], 0);
    expect([sum('grids'), sum('households'), sum('householdsCovered')]).toEqual([
      totals.grids,
      totals.households,
      totals.householdsCovered,
    ]);
    expect(totals.coveredShare).toBeGreaterThan(0.99);
    expect(totals.coveredShare).toBeLessThan(1);
  });
});
