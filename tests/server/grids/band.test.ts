/** A band that is set is a published change: what says how a grid stands to it is another, whoever kept the old answer. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, COUNTY, gridsFile, PLACES } from '../../support/small-county.ts';

const COMMUNITY = `${COUNTY}001001`;
/** Tiles of level 16 inside grid 001 and inside grid 003. */
const tile = (lon: number): string => {
  const x = Math.floor(((lon + 180) / 360) * 2 ** 16);
  const radians = (30.005 * Math.PI) / 180;
  const y = Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** 16);
  return `/tiles/grids/16/${x}/${y}.mvt`;
};

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
    await set(COMMUNITY, 0, 10_000);
  });
  afterAll(() => service.close());

  const set = async (areaCode: string, min: number, max: number) => {
    const payload = { areaCode, kind: 'basic', households: { min, max }, shops: null };
    const { statusCode } = await service.app.inject({ method: 'PUT', url: '/api/bands', headers: asAdmin, payload });
    expect(statusCode).toBe(204);
  };
  const get = (url: string, tag?: unknown) =>
    service.app.inject({
      url,
      headers: { ...asAdmin, ...(tag === undefined ? {} : { 'if-none-match': String(tag) }) },
    });
  const resultOf = (answer: Awaited<ReturnType<typeof get>>) => answer.json().properties.bandResult;
  const revision = async () =>
    (
      await service.db.query<{ revision: number }>(sql`
      select revision from county_revision where county_code = ${COUNTY}`)
    )[0]!.revision;

  it('a reader who names the old tag gets the new result at once', async () => {
    const url = `/api/grids/${COMMUNITY}001`;
    const before = await get(url);
    expect(resultOf(before)).toBe('in');
    expect((await get(url, before.headers.etag)).statusCode).toBe(304);
    await set(COMMUNITY, 9000, 10_000);
    const after = await get(url, before.headers.etag);
    expect([after.statusCode, resultOf(after)]).toEqual([200, 'under']);
    expect((await get(url, after.headers.etag)).statusCode).toBe(304);
    await set(COMMUNITY, 0, 10_000);
  });

  it('tiles of the grids whose result is another are drawn anew, and no others', async () => {
    // grid 003 has a building nobody has counted: it is open how it stands, whatever the band
    const seen = async () => [
      resultOf(await get(`/api/grids/${COMMUNITY}001`)),
      resultOf(await get(`/api/grids/${COMMUNITY}003`)),
      (await get(tile(117.005))).headers.etag,
      (await get(tile(117.025))).headers.etag,
    ];
    const before = await seen();
    await set(COMMUNITY, 9000, 10_000);
    const after = await seen();
    expect(before.map((one, i) => one === after[i])).toEqual([false, true, false, true]);
    await set(COMMUNITY, 0, 10_000);
  });

  it('moves the revision of the counties that the band reaches, and of no other', async () => {
    const before = await revision();
    await set(`${COUNTY}001`, 1, 2);
    await set('', 1, 2);
    expect(await revision()).toBe(before + 2);
    await set('990202', 1, 2);
    expect(await revision()).toBe(before + 2);
  });
});
