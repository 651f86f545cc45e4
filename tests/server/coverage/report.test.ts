/** GET /api/coverage on both databases: the report, its drill-down, filters, forms, past days and tags. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CoverageReport } from '../../../server/contract/coverage.ts';
import { sql } from '../../../server/database/sql.ts';
import { asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile, PLACES } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;

eachDatabase((_name, open) => {
  let service: TestApp;
  let firstEdition: Date;
  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
    firstEdition = new Date();
    // The second edition leaves a strip of the third grid free, with b4 in it.
    const grids = GRIDS.map((grid) =>
      grid.code.endsWith('001003') ? { ...grid, box: box(117.02, 30, 117.027, 30.01) } : grid,
    );
    await service.importText('grids', 'grids.geojson', gridsFile(grids), { county: COUNTY });
  });
  afterAll(() => service.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    service.app.inject({ url, headers: { ...asAdmin, ...headers } });
  const report = async (query: string): Promise<CoverageReport> => {
    const answer = await get(`/api/coverage?${query}`);
    expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([200, expect.anything()]);
    return answer.json();
  };

  describe('the report', () => {
    it('has the gap with its people, and the sum of the county', async () => {
      const { findings, totals, counts, clean, editionNumber, dataHash } = await report(`area=${COUNTY}`);
      const [gap] = findings.filter(({ kind }) => kind.startsWith('gap'));
      expect(gap).toMatchObject({ severity: 'error', buildings: 1, households: 0, uncounted: 1 });
      expect(findings.find(({ kind }) => kind === 'building-uncovered')).toMatchObject({ place: 'b4' });
      expect(totals).toMatchObject({
        grids: 3,
        micros: 1,
        places: 4,
        placesUncovered: 1,
        households: 400,
        householdsCovered: 400,
        uncounted: 1,
      });
      expect(totals.coveredShare).toBeCloseTo(0.9, 3);
      expect([counts['building-uncovered'], clean, editionNumber]).toEqual([1, false, 2]);
      expect(dataHash).toMatch(/^[0-9a-f]{64}$/);
    });

    it('says who is missing and which grids are outside their band', async () => {
      const { findings, bands } = await report(`area=${COUNTY}`);
      const of = (kind: string) => findings.filter((finding) => finding.kind === kind);
      expect(of('grid-unstaffed').map(({ grids, detail }) => [grids[0], detail.missing])).toEqual([
        [`${COMMUNITY}002`, ['leader']],
        [`${COMMUNITY}003`, ['leader', 'worker']],
      ]);
      // b3 is put into the second grid by hand, so the third has no place whose households are known.
      expect(bands.map(({ grid, households, min, max }) => [grid.slice(12), households, min, max])).toEqual([
        ['001', 200, 150, 400],
        ['002', 200, 150, 400],
        ['003', 0, 150, 400],
        ['00101', 200, 30, 100],
      ]);
      expect(of('households-over')).toMatchObject([{ severity: 'info', grids: [`${COMMUNITY}00101`] }]);
    });

    it('counts what each grid holds as the register does', async () => {
      const { bands } = await report(`area=${COUNTY}`);
      const tallies = await service.db.query<{
        code: string;
        households: number;
        shops: number;
        uncounted: number;
      }>(sql`
        select g.code, t.households, t.shops, t.uncounted from grid g join grid_tally t on t.grid_id = g.id
        where g.county_code = ${COUNTY} and g.to_edition is null order by g.kind = 'micro', g.code`);
      expect(
        bands.map(({ grid, households, shops, uncounted }) => ({ code: grid, households, shops, uncounted })),
      ).toEqual(tallies);
    });

    it('is drilled down from county to grid', async () => {
      const lines = async (area: string) =>
        (await report(`area=${area}`)).parts.map(({ level, code, grids, households, householdsCovered }) => [
          level,
          code,
          grids,
          households,
          householdsCovered,
        ]);
      expect(await lines(COUNTY)).toEqual([['town', '990101001', 3, 400, 400]]);
      expect(await lines('990101001')).toEqual([['community', COMMUNITY, 3, 400, 400]]);
      expect(await lines(COMMUNITY)).toEqual([
        ['grid', `${COMMUNITY}001`, 1, 200, 200],
        ['grid', `${COMMUNITY}002`, 1, 200, 200],
        ['grid', `${COMMUNITY}003`, 1, 0, 0],
      ]);
      const { parts, totals } = await report(`area=${COMMUNITY}`);
      expect(totals).toMatchObject({ places: 4, placesUncovered: 1, households: 400 });
      expect(parts[2]!.findings.error).toBe(1);
    });

    it('of a past day is of that edition', async () => {
      const past = await report(`area=${COUNTY}&asOf=${firstEdition.toISOString()}`);
      expect([past.editionNumber, past.counts['building-uncovered'], past.totals.coveredShare]).toEqual([1, 0, 1]);
      const now = await report(`area=${COUNTY}`);
      expect(past.dataHash).not.toBe(now.dataHash);
    });

    it('filters what is listed, not what is counted', async () => {
      const all = await report(`area=${COUNTY}`);
      const errors = await report(`area=${COUNTY}&severity=error`);
      expect(new Set(errors.findings.map(({ severity }) => severity))).toEqual(new Set(['error']));
      expect([errors.counts, errors.clean]).toEqual([all.counts, false]);
      const kinds = await report(`area=${COUNTY}&kind=building-uncovered,grid-unstaffed`);
      expect(kinds.findings.map(({ kind }) => kind)).toEqual([
        'building-uncovered',
        'grid-unstaffed',
        'grid-unstaffed',
      ]);
      const sized = await report(`area=${COUNTY}&maxArea=10`);
      expect(sized.findings.some(({ areaM2 }) => areaM2 !== null)).toBe(false);
      const refused = await get(`/api/coverage?area=${COUNTY}&kind=holes`);
      expect([refused.statusCode, refused.json().errors[0].pointer]).toEqual([400, 'kind']);
    });

    it('as features has every property, with places to draw', async () => {
      const answer = await get(`/api/coverage?area=${COUNTY}`, { accept: 'application/geo+json' });
      const collection = answer.json();
      const { findings } = await report(`area=${COUNTY}`);
      expect(collection.type).toBe('FeatureCollection');
      expect(collection.features.map(({ id }: { id: string }) => id)).toEqual(findings.map(({ id }) => id));
      const [gap] = collection.features;
      expect(typeof gap.properties.areaM2).toBe('number');
      expect(['Polygon', 'MultiPolygon']).toContain(gap.geometry.type);
    });
  });

  describe('the tag', () => {
    it('holds while nothing changes, for this caller alone', async () => {
      const first = await get(`/api/coverage?area=${COUNTY}`);
      expect(first.headers['cache-control']).toBe('private, no-cache');
      const again = await get(`/api/coverage?area=${COUNTY}`, { 'if-none-match': String(first.headers.etag) });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      const other = await get(`/api/coverage?area=${COUNTY}&minArea=2`, {
        'if-none-match': String(first.headers.etag),
      });
      expect(other.statusCode).toBe(200);
    });

    it('changes with a band, and so does the report', async () => {
      const { etag } = (await get(`/api/coverage?area=${COUNTY}`)).headers;
      const put = await service.app.inject({
        method: 'PUT',
        url: '/api/bands',
        headers: asAdmin,
        payload: { areaCode: COMMUNITY, kind: 'basic', households: { min: 210, max: 300 }, shops: null },
      });
      expect(put.statusCode).toBeLessThan(300);
      const after = await get(`/api/coverage?area=${COUNTY}`, { 'if-none-match': String(etag) });
      expect([after.statusCode, after.json().counts['households-under']]).toEqual([200, 2]);
    });
  });

  it('refuses an area it does not know, and a day that is none', async () => {
    const codes = async (query: string) => (await get(`/api/coverage?${query}`)).json().code;
    expect(await codes('area=990199')).toBe('area-unknown');
    expect(await codes(`area=${COUNTY}&asOf=2026-02-30`)).toBe('date-invalid');
  });
});
