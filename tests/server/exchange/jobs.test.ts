/** Imports over HTTP: uploads, jobs, who may, limits, cancel, and what is left behind. */
import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportJob } from '../../../server/contract/imports.ts';
import { sql } from '../../../server/database/sql.ts';
import { asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { cell, collection, feature, grids, nextCounty, polygon, tableCounts } from '../../support/import-samples.ts';
import { multipartOf, type Part } from '../../support/multipart.ts';

/** More rows than a batch, so that a job is under way for a while. */
const many = (count: number) =>
  collection(
    Array.from({ length: count }, (_, n) => feature({ code: `p${n}`, kind: 'building' }, polygon(cell(1 + (n % 50))))),
  );

eachDatabase((_name, open) => {
  let service: TestApp;
  beforeAll(async () => {
    service = await openApp(await open(), { GEZHONG_MAX_UPLOAD_MB: '4' });
  });
  afterAll(() => service.close());

  const post = (url: string, parts: Part[], headers: Record<string, string> = asAdmin) => {
    const body = multipartOf(parts);
    return service.app.inject({ method: 'POST', url, payload: body.payload, headers: { ...body.headers, ...headers } });
  };
  const parts = (options: object, content: string | Uint8Array, fileName = 'g.geojson'): Part[] => [
    { name: 'options', content: JSON.stringify(options) },
    { name: 'file', content, fileName },
  ];
  const uploads = () => readdirSync(service.imports.uploadFolder());
  const tokenFor = async (role: string, area: string | null): Promise<Record<string, string>> => {
    const answer = await service.app.inject({
      method: 'POST',
      url: '/api/tokens',
      headers: asAdmin,
      payload: { name: `${role} ${randomUUID()}`, grants: [{ role, area }] },
    });
    expect(answer.statusCode).toBe(201);
    return { authorization: `Bearer ${answer.json<{ token: string }>().token}` };
  };

  it('a file is taken, 202 names the job, and the job ends with its report', async () => {
    const county = nextCounty();
    const answer = await post('/api/imports?layer=grids', parts({ county: `${county}:县` }, grids(county, 1)));
    expect(answer.statusCode).toBe(202);
    const started = answer.json<ImportJob>();
    expect(started).toMatchObject({ layer: 'grids', state: 'running', stage: 'reading', dryRun: false, report: null });
    expect(answer.headers.location).toBe(`/api/imports/${started.id}`);
    await service.imports.wait(started.id);
    const over = await service.app.inject({ url: answer.headers.location!, headers: asAdmin });
    expect(over.headers['content-type']).toMatch(/^application\/json/);
    expect(over.json()).toMatchObject({
      id: started.id,
      state: 'done',
      stage: 'finished',
      rowsDone: 1,
      report: { added: 1, items: [] },
    });
    expect(over.json<ImportJob>().finishedAt).toMatch(/Z$/);
    expect(uploads()).toEqual([]);
    const [audit] = await service.db.query(sql`select action, target, area_code from audit order by id desc limit 1`);
    expect(audit).toEqual({ action: 'import.grids', target: 'g.geojson', area_code: county });
  });

  it('the file may come before the options', async () => {
    const county = nextCounty();
    const answer = await post(
      '/api/imports?layer=grids',
      parts({ county: `${county}:县` }, grids(county, 1)).reverse(),
    );
    expect(answer.statusCode).toBe(202);
    expect(await service.imports.wait(answer.json<ImportJob>().id)).toMatchObject({ state: 'done' });
  });

  it.each(['../../../tmp/evil.geojson', '/etc/evil.geojson', 'C:\\x\\evil.geojson', '..\\..\\evil.geojson'])(
    'a file called %s is told by its last name and lies under one of ours',
    async (fileName) => {
      const county = nextCounty();
      const options = { county: `${county}:县` };
      const answer = await post('/api/imports?layer=grids', parts(options, grids(county, 1), fileName));
      const lying = uploads();
      await service.imports.wait(answer.json<ImportJob>().id);
      const told = sql`select target from audit where action = 'import.grids' order by id desc limit 1`;
      expect(await service.db.query(told)).toEqual([{ target: 'evil.geojson' }]);
      expect(lying.filter((name) => !/^[0-9a-f-]{36}/.test(name))).toEqual([]);
      expect(uploads()).toEqual([]);
    },
  );

  describe('bodies that are refused', () => {
    const county = '990299';
    const good = grids(county, 1);
    it.each<[string, string, Part[], number, string]>([
      ['without a file', '/api/imports?layer=grids', [{ name: 'options', content: '{}' }], 400, 'file-missing'],
      [
        'with another part',
        '/api/imports?layer=grids',
        [...parts({}, good), { name: 'extra', content: 'x' }],
        400,
        'body-invalid',
      ],
      [
        'with options that are no JSON',
        '/api/imports?layer=grids',
        [
          { name: 'options', content: '{' },
          { name: 'file', content: good, fileName: 'a' },
        ],
        400,
        'body-invalid',
      ],
      [
        'with an option nobody knows',
        '/api/imports?layer=grids',
        parts({ county: `${county}:县`, zz: 1 }, good),
        400,
        'body-invalid',
      ],
      [
        'with options that are a list',
        '/api/imports?layer=grids',
        [
          { name: 'options', content: '[]' },
          { name: 'file', content: good, fileName: 'a' },
        ],
        400,
        'body-invalid',
      ],
      ['without a layer', '/api/imports', parts({ county: `${county}:县` }, good), 400, 'request-invalid'],
      [
        'with a layer nobody knows',
        '/api/imports?layer=people',
        parts({ county: `${county}:县` }, good),
        400,
        'request-invalid',
      ],
      ['for a county that does not exist', '/api/imports?layer=grids', parts({ county }, good), 404, 'area-unknown'],
      [
        'with a mapping to a field nobody knows',
        '/api/imports?layer=grids',
        parts({ county: `${county}:县`, mapping: { zz: 'a' } }, good),
        422,
        'import-mapping-invalid',
      ],
      [
        'beyond the limit',
        '/api/imports?layer=grids',
        parts({ county: `${county}:县` }, Buffer.alloc(4 * 1024 * 1024 + 1, 0x20)),
        413,
        'body-too-large',
      ],
    ])('%s', async (_what, url, body, status, code) => {
      const before = await tableCounts(service.db);
      const answer = await post(url, body);
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      if (code === 'body-too-large') expect(answer.json()).toMatchObject({ params: { limitBytes: 4 * 1024 * 1024 } });
      expect(uploads()).toEqual([]);
      expect(await tableCounts(service.db)).toEqual(before);
    });

    it('a body of 2 GB is refused by what it declares', async () => {
      const { payload, headers } = multipartOf(parts({ county: `${county}:县` }, good));
      const answer = await service.app.inject({
        method: 'POST',
        url: '/api/imports?layer=grids',
        payload,
        headers: { ...headers, ...asAdmin, 'content-length': String(2 ** 31) },
      });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([413, 'body-too-large']);
    });

    it('that is no multipart', async () => {
      const answer = await service.app.inject({
        method: 'POST',
        url: '/api/imports?layer=grids',
        headers: asAdmin,
        payload: { file: 'x' },
      });
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([415, 'media-type-unsupported']);
    });

    it('a 4xx status is what a file gets that turns out unreadable on inspection', async () => {
      const answer = await post('/api/imports/inspect', parts({}, 'nothing at all', 'a.bin'));
      expect(answer.statusCode).toBe(422);
      expect(answer.json()).toMatchObject({ code: 'file-unreadable' });
      expect(uploads()).toEqual([]);
    });
  });

  describe('who may', () => {
    it.each<[string, string | null, number]>([
      ['planner', '990298', 202],
      ['planner', null, 202],
      ['admin', '990298', 202],
      ['planner', '990297', 403],
      ['planner', '990298001', 403],
      ['viewer', '990298', 403],
      ['auditor', null, 403],
    ])('a %s over %s gets %i for county 990298', async (role, area, status) => {
      const headers = await tokenFor(role, area);
      const answer = await post(
        '/api/imports?layer=grids',
        parts({ county: '990298:县', dryRun: true }, grids('990298', 1)),
        headers,
      );
      expect(answer.statusCode).toBe(status);
      if (status !== 202) return expect(uploads()).toEqual([]);
      const { id } = answer.json<ImportJob>();
      await service.imports.wait(id);
      expect((await service.app.inject({ url: `/api/imports/${id}`, headers })).statusCode).toBe(200);
      const stranger = await tokenFor('planner', '990297');
      expect((await service.app.inject({ url: `/api/imports/${id}`, headers: stranger })).statusCode).toBe(403);
      expect(
        (await service.app.inject({ method: 'DELETE', url: `/api/imports/${id}`, headers: stranger })).statusCode,
      ).toBe(403);
    });

    it('nobody without a login, and areas of any county only with a role over everything', async () => {
      expect((await post('/api/imports?layer=grids', parts({ county: '990298:县' }, '{}'), {})).statusCode).toBe(401);
      const planner = await tokenFor('planner', '990298');
      expect(
        (await post('/api/imports?layer=areas', parts({}, 'code,name\n990298,县', 'a.csv'), planner)).statusCode,
      ).toBe(403);
    });
  });

  it('an unknown job is 404', async () => {
    const answer = await service.app.inject({ url: `/api/imports/${randomUUID()}`, headers: asAdmin });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'import-unknown']);
  });

  it('a county has one import at a time; a cancelled one leaves nothing and makes room', async () => {
    const county = nextCounty();
    const before = await tableCounts(service.db);
    const path = `${service.config.dataFolder}/many.geojson`;
    writeFileSync(path, many(8_000));
    const request = {
      layer: 'places',
      path,
      fileName: 'many.geojson',
      options: { county: `${county}:县` },
      author: 'test',
    } as const;
    const job = await service.imports.start(request);
    await expect(service.imports.start(request)).rejects.toMatchObject({
      code: 'import-running',
      params: { job: job.id },
    });
    await expect(service.imports.start({ ...request, layer: 'areas', options: {} })).rejects.toMatchObject({
      code: 'import-running',
    });
    const answer = await service.app.inject({ method: 'DELETE', url: `/api/imports/${job.id}`, headers: asAdmin });
    expect(answer.json()).toMatchObject({ state: 'cancelled', stage: 'finished', report: null });
    expect(await tableCounts(service.db)).toEqual(before);
    const again = await service.imports.start({ ...request, options: { ...request.options, dryRun: true } });
    expect(await service.imports.wait(again.id)).toMatchObject({
      state: 'done',
      rowsDone: 8_000,
      report: { added: 8_000 },
    });
    expect(await tableCounts(service.db)).toEqual(before);
    const late = await service.app.inject({ method: 'DELETE', url: `/api/imports/${again.id}`, headers: asAdmin });
    expect(late.json()).toMatchObject({ state: 'done' });
  });

  it('a job that lost its process is failed at the next start, and its rows are cleared', async () => {
    const id = randomUUID();
    await service.db.query(sql`
      insert into import_job (id, layer, county_code, file_name, options, author, state, started_at, report)
      values (${id}, 'places', '990296', 'x', '{}', 'test', 'running', now() - interval '1 hour',
              '{"process": "gone", "heard": "2026-01-01T00:00:00Z", "stage": "reading", "rowsDone": 7}')`);
    await service.db.query(sql`insert into import_row (job_id, seq, data) values (${id}, 0, '{}')`);
    expect(await service.imports.get(id)).toMatchObject({
      state: 'running',
      stage: 'reading',
      rowsDone: 7,
      report: null,
    });
    await service.imports.recover(service.db);
    expect(await service.imports.get(id)).toMatchObject({
      state: 'failed',
      problem: { code: 'import-interrupted' },
      report: null,
    });
    const rows = await service.db.query(sql`select from import_row where job_id = ${id}`);
    expect(rows).toEqual([]);
  });

  it('looks into a file without keeping it', async () => {
    const before = await tableCounts(service.db);
    const table = '楼栋编码,户数,经度,纬度\nb1,12,117.1,30.2\nb2,,117.3,30.1';
    const answer = await post('/api/imports/inspect', parts({}, table, '楼栋.csv'));
    expect(answer.json()).toMatchObject({
      format: 'csv',
      fields: ['楼栋编码', '户数', '经度', '纬度'],
      rows: 2,
      geometryTypes: ['Point'],
      bounds: [117.1, 30.1, 117.3, 30.2],
      mapping: { code: '楼栋编码', households: '户数' },
      layerGuess: 'places',
    });
    const asGrids = await post('/api/imports/inspect?layer=grids', parts({}, grids('990201', 1)));
    expect(asGrids.json()).toMatchObject({
      format: 'geojson',
      mapping: { code: 'code', name: 'name' },
      layerGuess: 'grids',
    });
    expect(uploads()).toEqual([]);
    expect(await tableCounts(service.db)).toEqual(before);
  });
});
