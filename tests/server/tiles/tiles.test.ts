/** Vector tiles over HTTP: what is in them, how they are kept and forgotten, and what is refused. */

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { boundsOf } from '../../../client/state/bounds-of.ts';
import type { GridCollection } from '../../../server/contract/grids.ts';
import { sql } from '../../../server/database/sql.ts';
import { asAdmin, openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { decodeTile, featuresOf } from '../../support/decoded-tile.ts';
import { AREAS, box, COUNTY, GRIDS, gridsFile, PLACES } from '../../support/small-county.ts';

const WHERE = { county: COUNTY, datum: 'wgs84' } as const;

/** A tile of the first grid at zoom 15, and one far from everything. */
const HERE = tileOf(117.003, 30.003, 15);
const FAR = tileOf(110, 25, 15);

function tileOf(lon: number, lat: number, z: number): string {
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(((lon + 180) / 360) * 2 ** z);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z);
  return `${z}/${x}/${y}`;
}

eachDatabase((_, open) => {
  let service: TestApp;
  const get = (url: string, headers: Record<string, string> = {}) => service.app.inject({ url, headers });
  const codesAt = async (path: string, layer = 'grids') =>
    featuresOf((await get(path)).rawPayload, layer).map(({ properties }) => properties.code);

  beforeAll(async () => {
    service = await openApp(await open());
    await service.importText('areas', 'areas.geojson', AREAS, { datum: 'wgs84' });
    await service.importText('grids', 'grids.geojson', gridsFile(), WHERE);
    await service.importText('places', 'places.csv', PLACES, WHERE);
    return () => service.close();
  });

  describe('a tile of grids', () => {
    it('has the grids with their ids and fields', async () => {
      const answer = await get(`/tiles/grids/${HERE}.mvt`);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toBe('application/vnd.mapbox-vector-tile');
      expect(Object.keys(decodeTile(answer.rawPayload)).sort()).toEqual(['borders', 'grids']);
      const middle = await get(`/tiles/grids/${tileOf(117.005, 30.005, 15)}.mvt`);
      const labelled = featuresOf(middle.rawPayload, 'labels').map(({ properties }) => properties.code);
      expect(labelled).toContain(GRIDS[0]!.code);
      const [row] = await service.db.query<{ id: number }>(sql`select id from grid where code = ${GRIDS[0]!.code}`);
      const first = featuresOf(answer.rawPayload, 'grids').find(
        ({ properties }) => properties.code === GRIDS[0]!.code,
      )!;
      expect(first.id).toBe(row!.id);
      expect(first.properties).toEqual({
        code: '990101001001001',
        name: '第1网格',
        kind: 'basic',
        parentCode: '990101001001',
        county: '990101',
        colour: first.properties.colour,
        households: 200,
        bandResult: 'in',
      });
      expect(await codesAt(`/tiles/grids/${HERE}.mvt`)).toContain('99010100100100101');
    });

    it('may be read by the page of another origin: full, unchanged, empty and refused', async () => {
      const url = `/tiles/grids/${HERE}.mvt`;
      const { headers } = await get(url);
      const answers = [
        await get(url, { origin: 'https://map.example' }),
        await get(url, { 'if-none-match': String(headers.etag) }),
        await get(`/tiles/grids/${FAR}.mvt`),
        await get('/tiles/grids/99/0/0.mvt'),
        await get('/tiles/grids'),
        await get('/tiles/style.json'),
      ];
      expect(answers.map((one) => [one.statusCode, one.headers['access-control-allow-origin']])).toEqual(
        [200, 304, 204, 404, 200, 200].map((status) => [status, '*']),
      );
      expect(answers[0]!.headers['access-control-expose-headers']).toContain('ETag');
    });

    it('tells a label how large its grid is, and a fill not', async () => {
      const { rawPayload } = await get(`/tiles/grids/${tileOf(117.005, 30.005, 15)}.mvt`);
      const first = (layer: string) =>
        featuresOf(rawPayload, layer).find(({ properties }) => properties.kind === 'basic')!;
      expect(first('labels').properties.areaM2).toBeGreaterThan(1_000_000);
      expect(first('grids').properties).not.toHaveProperty('areaM2');
    });

    it('has the list of its grids as boxes, for who has the shapes from tiles', async () => {
      const list = async (shapes: string) =>
        (await get(`/api/grids?area=${COUNTY}&shapes=${shapes}`)).json<GridCollection>().features;
      const [exact, boxes] = [await list('exact'), await list('box')];
      expect(boxes.map(({ properties }) => properties)).toEqual(exact.map(({ properties }) => properties));
      expect(boxes.map(({ geometry }) => boundsOf(geometry))).toEqual(exact.map(({ geometry }) => boundsOf(geometry)));
      expect(boxes.every(({ geometry }) => geometry.coordinates.flat(2).length <= 10)).toBe(true);
    });

    it('draws a border once, with who is on either side', async () => {
      const tile = tileOf(117.01, 30.005, 13);
      const borders = featuresOf((await get(`/tiles/grids/${tile}.mvt`)).rawPayload, 'borders');
      const between = borders.filter(({ properties }) => properties.left === '990101001001001' && properties.right);
      expect(between.map(({ properties }) => properties)).toEqual([
        { left: '990101001001001', right: '990101001001002', kind: 'grid' },
      ]);
      expect(between[0]!.paths).toHaveLength(1);
    });

    it('leaves micro grids out where they would be specks', async () => {
      expect(await codesAt(`/tiles/grids/${tileOf(117.003, 30.003, 13)}.mvt`)).not.toContain('99010100100100101');
    });

    it('holds only the fields asked for, and names those there are when one is unknown', async () => {
      const trimmed = await get(`/tiles/grids/${HERE}.mvt?properties=code,kind`);
      expect(Object.keys(featuresOf(trimmed.rawPayload, 'grids')[0]!.properties).sort()).toEqual(['code', 'kind']);
      const swapped = await get(`/tiles/grids/${HERE}.mvt?properties=kind,code`);
      expect(swapped.headers.etag).toBe(trimmed.headers.etag);
      const refused = await get(`/tiles/grids/${HERE}.mvt?properties=code,leader`);
      expect(refused.statusCode).toBe(400);
      expect(refused.json()).toMatchObject({ code: 'request-invalid', params: { unknown: ['leader'] } });
      expect(refused.json<{ params: { known: string[] } }>().params.known).toContain('households');
    });
  });

  describe('the other sets', () => {
    it('have areas with each boundary once, of the highest level that changes', async () => {
      const { rawPayload } = await get(`/tiles/areas/${HERE}.mvt`);
      expect(featuresOf(rawPayload, 'areas').map(({ properties }) => properties.level)).toEqual([
        'county',
        'town',
        'community',
      ]);
      expect(featuresOf(rawPayload, 'boundaries').map(({ properties }) => properties)).toEqual([
        { left: COUNTY, level: 'county' },
      ]);
    });

    it('have buildings with their households', async () => {
      const { rawPayload } = await get(`/tiles/buildings/${tileOf(117.002, 30.002, 15)}.mvt`);
      expect(featuresOf(rawPayload, 'points').map(({ properties }) => properties)).toEqual([
        { code: 'b1', name: '1号楼', households: 200 },
      ]);
    });

    it('say what they hold as TileJSON', async () => {
      const answer = await get('/tiles/grids');
      expect(answer.json()).toMatchObject({
        tilejson: '3.0.0',
        name: 'grids',
        minzoom: 8,
        maxzoom: 18,
        edition: service.maps.edition(),
      });
      const { bounds, tiles } = answer.json<{ bounds: number[]; tiles: string[] }>();
      expect(tiles[0]).toMatch(/^http:\/\/.+\/tiles\/grids\/\{z\}\/\{x\}\/\{y\}\.mvt$/);
      [117, 30, 117.03, 30.01].forEach((degrees, i) => {
        expect(bounds[i]).toBeCloseTo(degrees, 6);
      });
      const again = await get('/tiles/grids', { 'if-none-match': String(answer.headers.etag) });
      expect(again.statusCode).toBe(304);
    });
  });

  describe('how it is kept', () => {
    it('is asked for again each time, by a strong tag, one for each coding', async () => {
      const plain = await get(`/tiles/grids/${HERE}.mvt`);
      const gzip = await get(`/tiles/grids/${HERE}.mvt`, { 'accept-encoding': 'gzip' });
      const br = await get(`/tiles/grids/${HERE}.mvt`, { 'accept-encoding': 'gzip, deflate, br' });
      expect(plain.headers['cache-control']).toBe('no-cache');
      expect(plain.headers.vary).toBe('accept-encoding');
      expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
      expect(String(plain.headers.etag)).toMatch(/^"[\w-]{22}"$/);
      expect(gzip.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(gzip.rawPayload)).toEqual(plain.rawPayload);
      expect(brotliDecompressSync(br.rawPayload)).toEqual(plain.rawPayload);
      for (const [answer, coding] of [
        [plain, 'identity'],
        [gzip, 'gzip'],
        [br, 'br'],
      ] as const) {
        const tag = String(answer.headers.etag);
        const same = await get(`/tiles/grids/${HERE}.mvt`, { 'accept-encoding': coding, 'if-none-match': tag });
        expect(same.statusCode).toBe(304);
        expect(same.body).toBe('');
        expect(same.headers.etag).toBe(tag);
      }
      const crossed = { 'accept-encoding': 'gzip', 'if-none-match': String(br.headers.etag) };
      expect((await get(`/tiles/grids/${HERE}.mvt`, crossed)).statusCode).toBe(200);
    });

    it('is nothing where nothing is, and no cache keeps that but for a named edition', async () => {
      const answer = await get(`/tiles/grids/${FAR}.mvt`);
      expect(answer.statusCode).toBe(204);
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.headers.etag).toBeUndefined();
      const pinned = await get(`/tiles/grids/${service.maps.edition()}/${FAR}.mvt`);
      expect([pinned.statusCode, pinned.headers['cache-control']]).toEqual([204, 'public, max-age=86400']);
    });

    it('never changes under the name of an edition, and has no counts there', async () => {
      const edition = service.maps.edition();
      const answer = await get(`/tiles/grids/${edition}/${HERE}.mvt`);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
      const [first] = featuresOf(answer.rawPayload, 'grids');
      expect(first!.properties).not.toHaveProperty('households');
      expect(first!.properties).toHaveProperty('code');
    });
  });

  it.each([
    [`/tiles/roads/${HERE}.mvt`, 404, 'layer-unknown'],
    ['/tiles/roads', 404, 'layer-unknown'],
    [`/tiles/events/${HERE}.mvt`, 401, 'login-required'],
    [`/tiles/buildings/1/${HERE}.mvt`, 404, 'layer-unknown'],
    ['/tiles/grids/19/1/1.mvt', 404, 'tile-outside'],
    ['/tiles/grids/3/1/1.mvt', 404, 'tile-outside'],
    ['/tiles/grids/15/x/1.mvt', 400, 'request-invalid'],
    ['/tiles/grids/1.5/1/1.mvt', 400, 'request-invalid'],
    ['/tiles/grids/-1/1/1.mvt', 400, 'request-invalid'],
    ['/tiles/grids/15/1/1e3.mvt', 400, 'request-invalid'],
    ['/tiles/grids/8/256/1.mvt', 400, 'request-invalid'],
    ['/tiles/grids/8/1/256.mvt', 400, 'request-invalid'],
    [`/tiles/grids/one/${HERE}.mvt`, 400, 'request-invalid'],
    [`/tiles/grids/${HERE}`, 404, 'not-found'],
    [`/tiles/grids/${HERE}.pbf`, 404, 'not-found'],
  ])('refuses %s with %i %s', async (url, status, code) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([status, code]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  it('says that an edition is gone, and which is in force', async () => {
    const answer = await get(`/tiles/grids/999999999/${HERE}.mvt`);
    expect(answer.statusCode).toBe(410);
    expect(answer.json()).toMatchObject({
      code: 'edition-gone',
      params: { edition: 999999999, current: service.maps.edition() },
    });
  });

  describe('after a publish', () => {
    it('has the new grids at once, keeps the tag of what is the same, and tells which tiles changed', async () => {
      const old = service.maps.edition()!;
      const elsewhere = tileOf(117.002, 30.002, 17);
      const before = await get(`/tiles/grids/${elsewhere}.mvt`);
      const changed = tileOf(117.025, 30.005, 17);
      const beforeThere = await get(`/tiles/grids/${changed}.mvt`);
      const pinned = await get(`/tiles/grids/${old}/${changed}.mvt`);
      const news: { layers: string[]; minZoom: number; tiles: string[] | null }[] = [];
      const stream = await listen(service, (kind, data) => {
        if (kind === 'tiles') news.push(data as never);
      });
      const moved = GRIDS.map((grid) =>
        grid.code.endsWith('003') ? { ...grid, box: box(117.02, 30, 117.03, 30.009) } : grid,
      );
      await service.importText('grids', 'grids.geojson', gridsFile(moved), WHERE);
      expect(service.maps.edition()).not.toBe(old);

      const after = await get(`/tiles/grids/${elsewhere}.mvt`);
      expect(after.headers.etag).toBe(before.headers.etag);
      const there = await get(`/tiles/grids/${changed}.mvt`);
      expect(there.headers.etag).not.toBe(beforeThere.headers.etag);
      const pinnedAfter = await get(`/tiles/grids/${old}/${changed}.mvt`);
      expect(pinnedAfter.headers.etag).toBe(pinned.headers.etag);

      await expect.poll(() => news.length, { timeout: 20_000 }).toBeGreaterThan(0);
      await expect.poll(() => news.find(({ minZoom }) => minZoom === 17), { timeout: 20_000 }).toBeDefined();
      const near = news.find(({ layers, minZoom }) => layers[0] === 'grids' && minZoom === 17)!;
      expect(near.tiles).toContain(changed);
      expect(near.tiles).not.toContain(elsewhere);
      await stream.close();
    });

    it('counts what became of tiles', async () => {
      const { body } = await get('/metrics');
      expect(body).toMatch(/gezhong_tiles_total\{what="built"\} [1-9]/);
      expect(body).toMatch(/gezhong_tiles_total\{what="forgotten"\} [1-9]/);
      expect(body).toMatch(/gezhong_tiles_total\{what="unchanged"\} [1-9]/);
      expect(body).toMatch(/gezhong_tile_cache_bytes [1-9]/);
    });
  });
});

/** Hears the live stream as one with every right. */
async function listen(service: TestApp, heard: (kind: string, data: unknown) => void) {
  const url = await service.app.listen({ port: 0, host: '127.0.0.1' });
  const abort = new AbortController();
  const answer = await fetch(`${url}/api/live`, { headers: asAdmin, signal: abort.signal });
  const reading = (async () => {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream() as never) as AsyncIterable<string>) {
      text += chunk;
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const frame = text.slice(0, end);
        text = text.slice(end + 2);
        const kind = /^event: (.+)$/m.exec(frame)?.[1];
        const data = /^data: (.+)$/m.exec(frame)?.[1];
        if (kind !== undefined && data !== undefined) heard(kind, JSON.parse(data));
      }
    }
  })().catch(() => {});
  return {
    async close() {
      abort.abort();
      await reading;
    },
  };
}
