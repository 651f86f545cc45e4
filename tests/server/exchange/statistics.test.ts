/** On both databases: what was loaded is known to the planner when it can be seen. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../../server/database/sql.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { AREAS, COUNTY, gridsFile } from '../../support/small-county.ts';

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
  });
  afterAll(() => service.close());

  it('the joined columns of a layer have statistics at once', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `B${i},building,${117.001 + i / 10_000},30.005,${i % 7}`);
    const places = ['code,kind,lon,lat,households', ...rows].join('\n');
    await service.importText('places', 'places.csv', places, { county: COUNTY, datum: 'wgs84' });
    const known = await service.db.query<{ name: string }>(sql`
      select tablename || '.' || attname as name from pg_stats
      where (tablename, attname) in (('area', 'code'), ('grid', 'code'), ('place', 'code'), ('place', 'grid_code'))
      order by 1`);
    expect(known.map(({ name }) => name)).toEqual(['area.code', 'grid.code', 'place.code', 'place.grid_code']);
  });
});
