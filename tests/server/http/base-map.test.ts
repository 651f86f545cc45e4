/** What a page may ask, and is told, where a base map is configured; the file that the service gives out. */
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { baseMapRoutes } from '../../../server/base-map/routes.ts';
import { readConfig } from '../../../server/config.ts';
import { plainApp } from './plain-app.ts';

const WHOSE = { GEZHONG_BASE_MAP_ATTRIBUTION: '测试地图' };
const FILE = Buffer.concat([
  Buffer.from('PMTiles\x03', 'latin1'),
  Buffer.from(Array.from({ length: 992 }, (_, i) => i % 256)),
]);

async function served(environment: Record<string, string>): Promise<FastifyInstance> {
  const app = Fastify();
  await baseMapRoutes(app, readConfig(environment).baseMap);
  return app;
}

describe('a configured base map', () => {
  let folder: string;
  let path: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'gezhong-base-map-'));
    path = join(folder, 'ground.pmtiles');
    writeFileSync(path, FILE);
    writeFileSync(join(folder, 'index.html'), '<!doctype html>');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is told to the page, and none by default', async () => {
    const none = await served({});
    expect((await none.inject('/api/base-map')).json()).toEqual({ baseMap: null });
    expect((await none.inject('/tiles/base-map.pmtiles')).statusCode).toBe(404);
    await none.close();
    const settings = {
      GEZHONG_BASE_MAP: 'https://t{0-1}.example/{z}/{x}/{-y}.png?t={key}',
      GEZHONG_BASE_MAP_KEY: 'k',
      ...WHOSE,
    };
    const some = await served(settings);
    const answer = await some.inject('/api/base-map');
    expect(answer.headers['cache-control']).toBe('no-cache');
    // whole, as the schema lets it through
    expect(answer.json()).toEqual({ baseMap: readConfig(settings).baseMap!.told });
    await some.close();
  });

  it('lets pages ask its origins for tiles, and nothing else', async () => {
    const policyWith = async (tileOrigins: string[]): Promise<string> => {
      const { app } = await plainApp({ clientFolder: folder, tileOrigins });
      const page = await app.inject({ url: '/', headers: { accept: 'text/html' } });
      await app.close();
      return String(page.headers['content-security-policy']);
    };
    const plain = await policyWith([]);
    const origins = readConfig({ GEZHONG_BASE_MAP: 'https://t{0-1}.example/{z}/{x}/{y}', ...WHOSE }).baseMap!.origins;
    expect(await policyWith([...origins])).toBe(
      plain
        .replace("img-src 'self' data: blob:", "img-src 'self' data: blob: https://t0.example https://t1.example")
        .replace("connect-src 'self'", "connect-src 'self' https://t0.example https://t1.example"),
    );
    expect(plain).not.toContain('example');
  });

  it('may be a file, given out by ranges under a tag that changes with it', async () => {
    const app = await served({ GEZHONG_BASE_MAP: path, ...WHOSE });
    const get = (range?: string) =>
      app.inject({ url: '/tiles/base-map.pmtiles', headers: range === undefined ? {} : { range } });
    const part = await get('bytes=10-19');
    expect([part.statusCode, part.headers['content-range'], part.headers['content-length']]).toEqual([
      206,
      'bytes 10-19/1000',
      '10',
    ]);
    expect(part.rawPayload.equals(FILE.subarray(10, 20))).toBe(true);
    expect(part.headers['content-encoding']).toBeUndefined();
    const whole = await get();
    expect([whole.statusCode, whole.rawPayload.equals(FILE), whole.headers['accept-ranges']]).toEqual([
      200,
      true,
      'bytes',
    ]);
    const beyond = await get('bytes=1000-');
    expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, 'bytes */1000']);
    expect(part.headers.etag).toMatch(/^"[\w-]+"$/);
    expect(whole.headers.etag).toBe(part.headers.etag);
    utimesSync(path, new Date(1e12), new Date(1e12));
    expect((await get()).headers.etag).not.toBe(part.headers.etag);
    rmSync(path);
    expect((await get()).statusCode).toBe(404);
    await app.close();
  });
});
