/** OGC API – Features over HTTP: what each conformance class asks, what is refused, and who sees what. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { OgcCollection, OgcLink } from '../../../server/contract/ogc.ts';
import { addToken } from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';
import { POINT } from '../../support/event-desk.ts';
import { CRS84, EPSG, type Feature, FIRST, type OgcDesk, openOgc, type Page, uri } from '../../support/ogc-desk.ts';
import { box, COUNTY, GRIDS, gridsFile } from '../../support/small-county.ts';

eachDatabase((_name, open) => {
  let desk: OgcDesk['desk'];
  let between: OgcDesk['between'];
  let get: OgcDesk['get'];
  let page: OgcDesk['page'];
  let ids: OgcDesk['ids'];
  let names: OgcDesk['names'];
  let follow: OgcDesk['follow'];
  beforeAll(async () => {
    ({ desk, between, get, page, ids, names, follow } = await openOgc(await open()));
    return () => desk.close();
  });

  describe('core', () => {
    it('leads from the landing page to everything, and every link answers as it says', async () => {
      const { links } = (await get('')).json<{ links: OgcLink[] }>();
      expect(links.map(({ rel }) => rel)).toEqual(
        expect.arrayContaining(['self', 'service-desc', 'conformance', 'data', 'related']),
      );
      for (const { href, type, rel } of links.filter(({ rel }) => rel !== 'service-doc')) {
        const answer = await desk.service.app.inject(new URL(href).pathname);
        expect([rel, answer.statusCode]).toEqual([rel, 200]);
        expect(answer.headers['content-type']).toContain(type!);
      }
      expect((await get('/')).json()).toEqual((await get('')).json());
    });

    it('declares the classes that are tested here, and no other', async () => {
      expect((await get('/conformance')).json()).toEqual({
        conformsTo: [
          'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core',
          'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30',
          'http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson',
          'http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs',
        ],
      });
    });

    it('tells of each collection where and since when there is something, alike in the list and by itself', async () => {
      const { collections } = (await get('/collections')).json<{ collections: OgcCollection[] }>();
      expect(collections.map(({ id }) => id)).toEqual(['grids', 'areas', 'places']);
      for (const collection of collections) {
        const rels = collection.links.map(({ rel, href, type }) => [rel, href.split('/ogc')[1], type]);
        expect(rels).toEqual([
          ['self', `/collections/${collection.id}`, 'application/json'],
          ['items', `/collections/${collection.id}/items`, 'application/geo+json'],
          ['describedBy', `/collections/${collection.id}/schema`, 'application/schema+json'],
        ]);
        expect((await get(`/collections/${collection.id}`)).json()).toEqual(collection);
        expect(collection).toMatchObject({ itemType: 'feature', storageCrs: CRS84 });
      }
      const { spatial, temporal } = collections[0]!.extent;
      expect(spatial).toEqual({ bbox: [[117, 30, 117.03, 30.01]], crs: CRS84 });
      expect(Date.parse(temporal!.interval[0]![0]!)).toBeLessThan(Date.parse(between));
    });

    it('tells the type of every field, whatever its first values are', async () => {
      for (const id of ['grids', 'areas', 'places']) {
        const answer = await get(`/collections/${id}/schema`);
        expect(answer.headers['content-type']).toContain('application/schema+json');
        const fields = answer.json().properties.properties.properties;
        const [feature] = (await page(`${id}/items?limit=1`)).features;
        expect(Object.keys(fields).sort()).toEqual(Object.keys(feature!.properties).sort());
        for (const [name, value] of Object.entries(feature!.properties)) {
          const told = { integer: 'number', number: 'number', string: 'string', boolean: 'boolean' }[
            fields[name].type as 'string'
          ];
          if (value !== null) expect([name, typeof value]).toEqual([name, told]);
        }
        expect(fields.validTo).toMatchObject({ type: 'string', format: 'date-time' });
      }
    });

    it('says how many there are, when it was asked, and where the page is', async () => {
      const before = Date.now();
      const answer = await get('/collections/grids/items?limit=2');
      const { timeStamp, ...found } = answer.json<Page>();
      expect(found).toMatchObject({ numberMatched: 4, numberReturned: 2 });
      expect(found.features).toHaveLength(2);
      expect(Date.parse(timeStamp)).toBeGreaterThanOrEqual(before - 1);
      expect(found.links.map(({ rel, type }) => [rel, type])).toEqual([
        ['self', 'application/geo+json'],
        ['collection', 'application/json'],
        ['next', 'application/geo+json'],
      ]);
      expect(found.links[0]!.href).toMatch(/\/ogc\/collections\/grids\/items\?limit=2$/);
      expect(answer.headers.link).toContain('rel="next"');
    });

    it('goes on page by page to the end, everything once', async () => {
      for (const path of [
        'grids/items',
        'areas/items',
        'places/items',
        `grids/items?datetime=2020-01-01T00:00:00Z/..`,
      ]) {
        const whole = await page(path);
        const pages = await follow(`${path}${path.includes('?') ? '&' : '?'}limit=1`);
        expect(pages.flatMap(({ features }) => features)).toEqual(whole.features);
        expect(new Set(pages.map(({ numberMatched }) => numberMatched))).toEqual(new Set([whole.features.length]));
        expect(new Set(whole.features.map(({ id }) => id)).size).toBe(whole.features.length);
      }
    });

    it('takes more than the greatest page for the greatest page', async () => {
      expect((await page('grids/items?limit=1000000')).numberReturned).toBe(4);
    });

    it('answers one feature as it is in the list', async () => {
      for (const path of ['grids/items', 'areas/items', 'places/items']) {
        for (const feature of (await page(path)).features) {
          const answer = await get(`/collections/${path}/${uri(feature.id)}`);
          const { links, ...one } = answer.json<Feature>();
          expect(one).toEqual(feature);
          expect(links!.map(({ rel }) => rel)).toEqual(['self', 'collection']);
          expect(answer.headers['content-crs']).toBe(`<${CRS84}>`);
        }
      }
    });

    it.each([
      ['/collections/nothing', 404, 'collection-unknown'],
      ['/collections/nothing/schema', 404, 'collection-unknown'],
      ['/collections/nothing/items', 404, 'collection-unknown'],
      ['/collections/nothing/items/1', 404, 'collection-unknown'],
      ['/collections/grids/items/990101001001999', 404, 'feature-unknown'],
      ['/collections/grids/items/~999999', 404, 'feature-unknown'],
      ['/collections/places/items/b1', 404, 'feature-unknown'],
      ['/collections/areas/items/999999', 404, 'feature-unknown'],
      ['/collections/grids/items/%00', 400, 'request-invalid'],
      ['?f=json', 400, 'request-invalid'],
      ['/conformance?x=1', 400, 'request-invalid'],
      ['/collections?x=1', 400, 'request-invalid'],
      ['/collections/grids?x=1', 400, 'request-invalid'],
      ['/collections/grids/items?nothing=1', 400, 'request-invalid'],
      ['/collections/grids/items?level=county', 400, 'request-invalid'],
      ['/collections/grids/items?limit=0', 400, 'request-invalid'],
      ['/collections/grids/items?limit=-1', 400, 'request-invalid'],
      ['/collections/grids/items?limit=x', 400, 'request-invalid'],
      ['/collections/grids/items?limit=1.5', 400, 'request-invalid'],
      ['/collections/grids/items?limit=1&limit=2', 400, 'request-invalid'],
      ['/collections/grids/items?bbox=1,2,3', 400, 'request-invalid'],
      ['/collections/grids/items?bbox=', 400, 'request-invalid'],
      ['/collections/grids/items?bbox=118,30,117,29', 400, 'request-invalid'],
      ['/collections/grids/items?datetime=yesterday', 400, 'request-invalid'],
      ['/collections/grids/items?datetime=', 400, 'request-invalid'],
      ['/collections/grids/items?kind=round', 400, 'request-invalid'],
      ['/collections/grids/items?area=99', 400, 'request-invalid'],
      [`/collections/grids/items?crs=${uri(EPSG(2056))}`, 400, 'request-invalid'],
      ['/collections/grids/items?crs=EPSG:4326', 400, 'request-invalid'],
      [`/collections/grids/items?bbox=117,30,118,31&bbox-crs=${uri(EPSG(9999))}`, 400, 'request-invalid'],
      [`/collections/grids/items/${FIRST}?crs=x`, 400, 'request-invalid'],
      [`/collections/grids/items/${FIRST}?limit=1`, 400, 'request-invalid'],
      ['/collections/grids/items?next=x', 400, 'cursor-invalid'],
    ])('%s is refused', async (path, status, code) => {
      const answer = await get(path);
      expect([answer.statusCode, answer.json().code]).toEqual([status, code]);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    });

    it('gives the mark of a page to one question only', async () => {
      const { links } = await page('grids/items?limit=1&kind=basic');
      const next = new URL(links.find(({ rel }) => rel === 'next')!.href).searchParams.get('next')!;
      expect((await get(`/collections/grids/items?limit=3&kind=basic&next=${next}`)).statusCode).toBe(200);
      for (const path of [
        `grids/items?next=${next}`,
        `places/items?next=${next}`,
        `grids/items?kind=micro&next=${next}`,
      ])
        expect((await get(`/collections/${path}`)).json().code).toBe('cursor-invalid');
    });
  });

  describe('GeoJSON', () => {
    it('is flat, with the same values as the API', async () => {
      const answer = await get(`/collections/grids/items?code=${FIRST}`);
      expect(answer.headers['content-type']).toContain('application/geo+json');
      const [{ properties, geometry }] = answer.json<Page>().features as [Feature];
      const api = (await desk.service.app.inject(`/api/grids/${FIRST}`)).json();
      const { band, leader, worker, label, ...plain } = api.properties;
      expect(properties).toEqual({
        ...plain,
        ...{ bandMin: band.min, bandMax: band.max, leader: leader.name, leaderPhone: leader.phone },
        ...{ worker: worker.name, workerPhone: worker.phone },
        ...{ validFrom: properties.validFrom, validTo: null },
      });
      expect(geometry).toEqual(api.geometry);
      for (const value of Object.values(properties)) expect(value === null || typeof value !== 'object').toBe(true);
    });

    it('of places holds counts and no person', async () => {
      const [place] = (await page('places/items?code=b1')).features;
      const api = (await desk.service.app.inject('/api/places/b1')).json();
      expect(place!.properties).toEqual({ ...api.properties, validFrom: place!.properties.validFrom, validTo: null });
      expect(place!.geometry).toEqual(api.geometry);
    });
  });

  describe('the API definition', () => {
    it('is OpenAPI 3.0, and what it refers to is there', async () => {
      const text = (await get('/api')).body;
      const document = JSON.parse(text) as { openapi: string; paths: object; components: { schemas: object } };
      expect(document.openapi).toMatch(/^3\.0\./);
      expect(Object.keys(document.paths)).toEqual(
        expect.arrayContaining(['/', '/api', '/conformance', '/collections', '/collections/grids/items']),
      );
      const known = Object.keys(document.components.schemas);
      for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)) expect(known).toContain(name);
      // words that OpenAPI 3.0 does not know
      for (const word of ['"const"', '"$id"', '"patternProperties"', '"type":"null"', '"type":['])
        expect(text.includes(word), word).toBe(false);
    });

    it('names every parameter that a collection takes, and no other', async () => {
      const { paths } = (await get('/api')).json<{
        paths: Record<string, { get: { parameters: { name: string; in: string }[] } }>;
      }>();
      for (const [path, { get: operation }] of Object.entries(paths)) {
        const asked = path.replace(
          '{featureId}',
          path.includes('grids') ? FIRST : path.includes('areas') ? COUNTY : '990101.b1',
        );
        const values: Record<string, string> = {
          ...{ limit: '1', bbox: '117,30,118,31', 'bbox-crs': uri(CRS84), crs: uri(CRS84), datetime: between },
          ...{ area: COUNTY, code: COUNTY, name: 'x', level: 'town', parentCode: COUNTY, countyCode: COUNTY, q: 'x' },
          ...{ kind: path.includes('grids') ? 'basic' : 'shop', compound: 'x', grid: FIRST },
        };
        const query = operation.parameters.filter((one) => one.in === 'query' && one.name !== 'next');
        const words = query.map(({ name }) => `${name}=${values[name]}`);
        expect([path, (await get(`${asked === '/' ? '' : asked}?${words.join('&')}`)).statusCode]).toEqual([path, 200]);
      }
    });
  });

  describe('events', () => {
    it('are not there for who has no role', async () => {
      await desk.reported({ text: '井盖缺失' });
      const nobody = await addToken(desk.service.db, `planner ${Math.random()}`, [{ role: 'planner', area: COUNTY }]);
      for (const token of [undefined, nobody]) {
        for (const path of ['', '/schema', '/items', '/items/x'].map((rest) => `/collections/events${rest}`))
          expect((await get(path, token)).json()).toMatchObject({ status: 404, code: 'collection-unknown' });
        expect((await get('/collections', token)).body).not.toContain('events');
        expect((await get('/api', token)).body).not.toContain('/collections/events');
      }
      expect((await get('/collections/events/items', 'gz_wrong')).statusCode).toBe(401);
    });

    it('are those of the areas of who asks, as the API lists them, in no shared cache', async () => {
      const { viewer } = desk.tokens;
      const answer = await get('/collections/events/items', viewer);
      expect(answer.headers['cache-control']).toBe('private, no-store');
      const { features } = answer.json<Page>();
      const api = await desk.ask('GET', '/api/events', undefined, viewer);
      expect(features.map(({ id }) => id)).toEqual(api.body.events.map(({ id }: { id: string }) => id));
      expect(features[0]).toMatchObject({
        properties: { text: '井盖缺失', category: '0103', state: 'reported', grid: FIRST, handler: null },
        geometry: { type: 'Point', coordinates: [POINT.lon, POINT.lat] },
      });
      const one = await get(`/collections/events/items/${features[0]!.id}`, viewer);
      expect(one.json()).toMatchObject({ id: features[0]!.id, properties: features[0]!.properties });
      const listed = (await get('/collections', viewer)).json<{ collections: OgcCollection[] }>().collections;
      expect(listed.at(-1)).toMatchObject({ id: 'events', extent: { spatial: { crs: CRS84 } } });
    });

    it('of another area are neither listed, nor found by id, nor given for their area', async () => {
      const elsewhere = await addToken(desk.service.db, `viewer ${Math.random()}`, [
        { role: 'viewer', area: '310000' },
      ]);
      const [known] = await ids('events/items', desk.tokens.viewer);
      expect(await page('events/items', elsewhere)).toMatchObject({ features: [], numberMatched: 0 });
      expect((await get(`/collections/events/items/${known}`, elsewhere)).json().code).toBe('feature-unknown');
      expect((await get(`/collections/events/items?area=${COUNTY}`, elsewhere)).json().code).toBe('area-forbidden');
      const { extent } = (await get('/collections/events', elsewhere)).json<OgcCollection>();
      expect(extent).toEqual({});
    });

    it('are found by place, time of report and state, page by page', async () => {
      const { viewer } = desk.tokens;
      const last = await desk.reported({ text: '树枝折断', lon: 117.025, lat: 30.005 });
      expect(await ids('events/items?bbox=117.02,30,117.03,30.01', viewer)).toEqual([last.id]);
      expect(await ids(`events/items?grid=990101001001003&state=reported&open=true`, viewer)).toEqual([last.id]);
      expect(await ids('events/items?open=false', viewer)).toEqual([]);
      expect(await ids(`events/items?datetime=${last.reportedAt}/..`, viewer)).toEqual([last.id]);
      expect(await ids(`events/items?datetime=${last.reportedAt}`, viewer)).toEqual([last.id]);
      expect(await ids('events/items?datetime=../2020-01-01', viewer)).toEqual([]);
      const today = new Date(Date.parse(last.reportedAt) + 8 * 3600_000).toISOString().slice(0, 10);
      expect(await ids(`events/items?datetime=${today}`, viewer)).toContain(last.id);
      const pages = await follow('events/items?limit=1', viewer);
      expect(pages.flatMap(({ features }) => features.map(({ id }) => id))).toEqual(await ids('events/items', viewer));
    });
  });

  // Last: it publishes.
  it('keeps to the edition of the first page when another one is published meanwhile', async () => {
    const first = await page('grids/items?limit=2&kind=basic');
    const third = [
      ...GRIDS.filter(({ code }) => code !== '990101001001003'),
      { code: '990101001001004', name: '第4网格', box: box(117.02, 30, 117.03, 30.01) },
    ];
    const job = await desk.service.importText('grids', 'grids.geojson', gridsFile(third), { county: COUNTY });
    expect(job.state).toBe('done');
    const next = first.links.find(({ rel }) => rel === 'next')!.href.split('/ogc/collections/')[1]!;
    const second = await page(next);
    expect(second.features.map(({ properties }) => properties.name)).toEqual(['第3网格']);
    expect([first.numberMatched, second.numberMatched]).toEqual([3, 3]);
    expect(await names('grids/items?kind=basic')).toEqual(['第1网格', '第2网格', '第4网格']);
  });
});
