/** Generated garbage at every route of the OpenAPI document: whatever comes, the answer is no 5xx, and a problem says its code. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asAdmin, openApp, type TestApp } from '../support/app.ts';
import { eachDatabase } from '../support/database.ts';
import { AREAS, COUNTY, gridsFile, PLACES } from '../support/small-county.ts';

interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string }[];
}

const SEED = 20261122;

/** Texts that break naive readers: numbers that are none, SQL, control characters, long, other scripts, almost right. */
const nasty = fc.oneof(
  fc.constantFrom(
    'NaN',
    'Infinity',
    '-Infinity',
    '1e999',
    '-0',
    '0x10',
    '',
    ' ',
    '%',
    '%00',
    '\u0000',
    '\ud800',
    "'; drop table grid; --",
    '" or 1=1',
    '../../etc/passwd',
    '990101',
    '990101001001001',
    '117.002',
    '30.002',
    '117,30,118,31',
    '118,31,117,30',
    '2026-02-30',
    '9999-12-31',
    '0000-00-00',
    '格'.repeat(300),
    '𠮷',
    'true',
    '[]',
    '{}',
    'null',
    '-1',
    '99999999999999999999',
  ),
  fc.string({ maxLength: 30 }),
  fc.double().map(String),
);

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    nasty,
    fc.double(),
    fc.constant(null),
    fc.boolean(),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 8 }), tie('any'), { maxKeys: 4 }),
  ),
})).any;

/** encodeURIComponent throws on half a surrogate pair. */
function percent(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString('utf8'));
}

eachDatabase((_name, open) => {
  let service: TestApp;
  let operations: Operation[];

  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
    await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
    await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
    const document = (await service.app.inject('/api/openapi.json')).json() as {
      paths: Record<string, Record<string, { parameters?: Operation['parameters'] }>>;
    };
    // a stream that is granted has no end; what it refuses is asked in coverage/automatic.test.ts
    const { '/api/live': _endless, ...paths } = document.paths;
    operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { parameters = [] }]) => ({
        method: method.toUpperCase(),
        path,
        parameters,
      })),
    );
  });
  afterAll(() => service.close());

  describe('garbage', () => {
    it('in parameters and bodies of every route is refused with a problem or answered, never a 5xx', async () => {
      expect(operations.length).toBeGreaterThan(20);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(operations.length - 1),
          fc.array(nasty, { minLength: 12, maxLength: 12 }),
          fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
          value,
          fc.constantFrom(
            'application/json',
            'text/csv',
            'application/x-ndjson',
            'application/octet-stream',
            'multipart/form-data; boundary=x',
            'text/plain',
          ),
          fc.boolean(),
          async (which, texts, given, body, type, signedIn) => {
            const { method, path, parameters } = operations[which]!;
            let next = 0;
            const text = () => texts[next++ % texts.length]!;
            const url = path.replaceAll(/\{\w+\}/g, () => percent(text()) || 'x');
            const query = parameters
              .filter((parameter, i) => parameter.in === 'query' && given[i % given.length])
              .map(({ name }) => `${name}=${percent(text())}`);
            const answer = await service.app.inject({
              method: method as 'GET',
              url: `${url}?${query.join('&')}`,
              headers: { ...(signedIn ? asAdmin : {}), ...(method === 'GET' ? {} : { 'content-type': type }) },
              ...(method === 'GET' ? {} : { payload: type === 'application/json' ? JSON.stringify(body) : text() }),
            });
            const problem = answer.statusCode >= 400 ? (answer.json() as { code?: string; status?: number }) : null;
            expect(answer.statusCode, `${method} ${url}?${query.join('&')} ${answer.body.slice(0, 300)}`).toBeLessThan(
              500,
            );
            if (problem) expect([problem.status, typeof problem.code]).toEqual([answer.statusCode, 'string']);
          },
        ),
        { seed: SEED, numRuns: 1500 },
      );
    });

    it('leaves what is published as it was', async () => {
      const answer = await service.app.inject('/api/locate?lon=117.002&lat=30.002');
      expect(answer.json().grid.code).toBe('990101001001001');
    });
  });
});
