/** The places of a check, read in pages that are smaller than the county, on both databases. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placesOf } from '../../../server/coverage/place-pages.ts';
import { idsOfPlaces, type PlacesQuestion, placesById } from '../../../server/coverage/repository.ts';
import { type Sql, sql } from '../../../server/database/sql.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { COMMUNITIES, COUNTY, importPlannedCounty } from '../../support/planned-county.ts';

/** Whose order differs between code points, UTF-16 units and the orders of languages. */
const CODES = ['a', 'B', 'Z', '_', '10', '9', 'é', '号', '\u{20000}号', 'ＡＢ', '\u{ff21}', 'a b', 'ab'];
const [FIRST] = COMMUNITIES;

eachDatabase((_name, open) => {
  let service: TestApp;
  const earlier = new Date('2020-01-01T00:00:00Z');
  const question = (more: Partial<PlacesQuestion> = {}): PlacesQuestion => ({
    area: COUNTY,
    edition: null,
    at: null,
    box: null,
    grids: [],
    ...more,
  });
  const insert = (rows: Sql) =>
    service.db.query(sql`
      insert into place (county_code, code, kind, geom, grid_override, valid_from, valid_to) ${rows}`);

  beforeAll(async () => {
    service = await openApp(await open());
    await importPlannedCounty(service);
    // another county between, what ended, and what a day long past knew
    for (const [n, code] of CODES.entries()) {
      const lon = 117 + n / 1000;
      await insert(sql`values
        ('990102', ${code}, 'shop', ST_SetSRID(ST_MakePoint(${lon}, 30.001), 4326), ${n % 3 === 0 ? `${FIRST}001` : null}, now(), null),
        ('990999', ${code}, 'shop', ST_SetSRID(ST_MakePoint(${lon}, 30.001), 4326), null, now(), null),
        ('990102', ${code}, 'unit', ST_SetSRID(ST_MakePoint(${lon}, 30.001), 4326), null, ${new Date('2019-01-01')}, ${new Date('2021-01-01')})`);
    }
  });
  afterAll(() => service.close());

  const codes = async (asked: PlacesQuestion, aPage?: number) =>
    (await placesOf(service.db, asked, aPage)).map(({ code }) => code);

  describe('the places of a county', () => {
    it.each([1, 2, 7, 50])('in pages of %i are what one page has, by code as the database orders it', async (aPage) => {
      const rows = await service.db.query<{ code: string }>(sql`
        select code from place where county_code = ${COUNTY} and valid_to is null order by code collate "C"`);
      expect(rows.length).toBe(COMMUNITIES.length * 24 + CODES.length);
      expect(await codes(question(), aPage)).toEqual(rows.map(({ code }) => code));
      expect(await placesOf(service.db, question(), aPage)).toEqual(await placesOf(service.db, question()));
    });

    it('carry what a check looks at, and no number of a row', async () => {
      const found = (await placesOf(service.db, question({ edition: 1 }), 5)).find(({ code }) => code === 'a');
      expect(Object.keys(found!)).not.toContain('id');
      expect(found).toMatchObject({ kind: 'shop', lat: 30.001, gridOverride: `${FIRST}001`, footprint: null });
    });

    it('are those of the day asked for', async () => {
      const past = await placesOf(service.db, question({ at: earlier }), 4);
      expect(past.map(({ kind }) => kind)).toEqual(CODES.map(() => 'unit'));
    });

    it('end with the last page, be it full or empty', async () => {
      expect(await codes(question({ area: '990999' }), CODES.length)).toHaveLength(CODES.length);
      expect(await codes(question({ area: '990888' }), 3)).toEqual([]);
    });
  });

  it('of a community are those in its box and those put into its grids by hand', async () => {
    const box = [117, 30, 117.0045, 30.0015] as const;
    const asked = question({ area: FIRST, box, grids: [`${FIRST}001`] });
    const all = (await placesById(service.db, null, await idsOfPlaces(service.db, asked))).map(({ code }) => code);
    expect(all.length).toBeGreaterThan(8);
    const paged = await codes(asked, 2);
    expect([...paged].sort()).toEqual([...all].sort());
    expect(paged).toContain(CODES[12]);
    expect(paged).not.toContain(CODES[11]);
  });
});
