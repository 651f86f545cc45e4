/** Files out, over HTTP and from a terminal: which state is in them, who took them, what is refused. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportCommand } from '../../../server/cli/export.ts';
import { UsageError } from '../../../server/cli/terminal.ts';
import { openPostgres } from '../../../server/database/postgres.ts';
import { Exports } from '../../../server/export/exports.ts';
import { ADMIN_TOKEN, asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase, makePlace } from '../../support/database.ts';
import { readAll } from '../../support/read-all.ts';
import { scratch } from '../../support/scratch.ts';
import { AREAS, COUNTY, GRIDS, gridsFile, PLACES } from '../../support/small-county.ts';
import { terminal } from '../../support/terminal.ts';

describe('words that are wrong', () => {
  it.each([
    [[]],
    [['grids']],
    [['people', 'x.csv', '--area', COUNTY]],
    [['grids', 'x.csv']],
    [['grids', 'x.csv', '--area', '12']],
    [['grids', 'x.dxf', '--area', COUNTY]],
    [['grids', 'x', '--area', COUNTY]],
    [['grids', 'x.csv', '--area', COUNTY, '--crs', 'EPSG:2056']],
    [['grids', 'x.csv', '--area', COUNTY, '--edition', 'first']],
    [['grids', 'x.csv', 'y.csv', '--area', COUNTY]],
    [['grids', 'x.csv', '--area', COUNTY, '--all']],
  ])('%j are a usage error', async (args) => {
    await expect(exportCommand(args, terminal())).rejects.toBeInstanceOf(UsageError);
  });
});

eachDatabase((name, open) => {
  const { folder } = scratch();
  let service: TestApp;
  let editions: number[];
  const get = (query: string, headers: Record<string, string> = {}) =>
    service.app.inject({ url: `/api/exports?${query}`, headers });
  const rows = async (query: string) => {
    const answer = await get(query);
    expect(answer.statusCode, answer.body.slice(0, 300)).toBe(200);
    const path = join(mkdtempSync(join(folder, 'f-')), 'out.geojson');
    writeFileSync(path, answer.rawPayload);
    return (await readAll(path, 'out.geojson')).features.map(({ properties }) => properties);
  };

  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
    const second = GRIDS.map((grid, i) => (i === 0 ? { ...grid, name: '第一网格' } : grid));
    await service.importText('grids', 'grids.geojson', gridsFile(second), { county: COUNTY });
    const list = (await service.app.inject('/api/editions')).json<{ editions: { id: number }[] }>().editions;
    editions = list.map(({ id }) => id).sort((a, b) => a - b);
    return () => service.close();
  });

  it('hold what is in force, or an edition, or what was in force at an instant', async () => {
    const nameOf = async (more: string) =>
      (await rows(`layer=grids&format=geojson&area=${COUNTY}${more}`)).find(({ code }) => code === GRIDS[0]!.code)
        ?.name;
    expect(await nameOf('')).toBe('第一网格');
    expect(await nameOf(`&edition=${editions[0]}`)).toBe('第1网格');
    expect(await nameOf(`&edition=${editions[1]}`)).toBe('第一网格');
    const inForce = (await rows(`layer=grids&format=geojson&area=${COUNTY}&edition=${editions[0]}`))[0]!;
    expect(await nameOf(`&asOf=${inForce.validFrom}`)).toBe('第1网格');
  });

  it('hold what lies in the area, every row of it', async () => {
    expect(await rows(`layer=grids&format=geojson&area=${COUNTY}001001`)).toHaveLength(GRIDS.length);
    expect(await rows(`layer=areas&format=geojson&area=${COUNTY}001`)).toHaveLength(2);
    const places = await rows(`layer=places&format=geojson&area=${COUNTY}`);
    expect(places.map((place) => [place.name, place.households])).toEqual([
      ['1号楼', 200],
      ['2号楼', 120],
      ['3号楼', 80],
      ['4号楼', null],
    ]);
  });

  it('come with a name, a type and a length, and say who took them', async () => {
    const answer = await get(
      `layer=places&format=shapefile&area=${COUNTY}&crs=EPSG:4548&edition=${editions[0]}`,
      asAdmin,
    );
    expect(answer.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition': `attachment; filename="places-${COUNTY}-e${editions[0]}-4548.shp.zip"`,
      'content-length': String(answer.rawPayload.length),
      'cache-control': 'private, no-store',
    });
    const taken = (await get(`layer=grids&format=geojson&area=${COUNTY}`, asAdmin)).json();
    expect(taken).toMatchObject({ exportedBy: expect.stringMatching(/^token:/), edition: null });
    expect((await get(`layer=grids&format=geojson&area=${COUNTY}`)).json().exportedBy).toBe('public');
  });

  it.each([
    ['', 400, 'request-invalid'],
    ['layer=grids&format=geojson', 400, 'request-invalid'],
    [`layer=people&format=geojson&area=${COUNTY}`, 400, 'request-invalid'],
    [`layer=grids&format=dxf&area=${COUNTY}`, 400, 'request-invalid'],
    [`layer=grids&format=csv&area=${COUNTY}&crs=EPSG:2056`, 400, 'request-invalid'],
    [`layer=grids&format=csv&area=${COUNTY}&edition=1&asOf=2026-01-01`, 400, 'request-invalid'],
    [`layer=grids&format=csv&area=${COUNTY}&edition=999999`, 404, 'edition-unknown'],
    [`layer=grids&format=csv&area=${COUNTY}&asOf=2026-02-30`, 422, 'date-invalid'],
    [`layer=grids&format=csv&area=${COUNTY}&asOf=2020-01-01`, 404, 'area-unknown'],
    ['layer=grids&format=csv&area=990102', 404, 'area-unknown'],
  ])('%s is refused', async (query, status, code) => {
    const answer = await get(query);
    expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
  });

  it('leave nothing behind', async () => {
    await get(`layer=grids&format=geopackage&area=${COUNTY}`);
    await get('layer=grids&format=csv&area=990102');
    const folder = join(service.config.dataFolder, 'exports');
    await expect.poll(() => readdirSync(folder), { timeout: 60_000 }).toEqual([]);
    // by a process that was killed
    mkdirSync(join(folder, 'left'));
    const next = new Exports(service.db, () => new Date(), service.config.dataFolder);
    await next.recover();
    expect(readdirSync(folder)).toEqual(name === 'embedded' ? [] : ['left']);
    rmSync(join(folder, 'left'), { recursive: true, force: true });
  });

  it('come to a terminal from a running service', async () => {
    await service.app.listen({ host: '127.0.0.1', port: 0 });
    const address = service.app.server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const path = join(folder, `${address && typeof address === 'object' ? address.port : 0}.gpkg`);
    const io = terminal({ GEZHONG_ADMIN_TOKEN: ADMIN_TOKEN });
    const args = ['grids', path, '--area', COUNTY, '--edition', String(editions[0]), '--crs', '4547', '--url', url];
    expect(await exportCommand(args, io)).toBe(0);
    expect(io.text()).toContain(path);
    const { info, features } = await readAll(path, 'x.gpkg');
    expect([info.crs?.code, features.length]).toEqual(['EPSG:4547', GRIDS.length]);
    expect(readFileSync(path).subarray(68, 72).toString('latin1')).toBe('GPKG');
    await expect(exportCommand(['grids', path, '--area', '990102', '--url', url], io)).rejects.toThrow('area-unknown');
  });

  it.skipIf(name !== 'postgres')('come to a terminal from the database itself', async () => {
    const place = await makePlace('postgres');
    const db = await openPostgres(place.at);
    try {
      const other = await openApp(db);
      await other.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
      const job = await other.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
      expect(job.state).toBe('done');
      await other.close();
      const path = join(folder, 'here.csv');
      const io = terminal({ DATABASE_URL: place.at, GEZHONG_DATA: folder, GEZHONG_LOG: 'silent' });
      expect(await exportCommand(['grids', path, '--area', COUNTY], io)).toBe(0);
      expect((await readAll(path, 'here.csv')).features).toHaveLength(GRIDS.length);
      await expect(exportCommand(['grids', path, '--area', '990102'], io)).rejects.toBeInstanceOf(UsageError);
    } finally {
      await db.close();
      await place.remove();
    }
  });
});
