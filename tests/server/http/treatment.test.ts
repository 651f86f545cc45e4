import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeServer } from '../../../server/http/server-options.ts';
import { type PlainApp, plainApp } from './plain-app.ts';

let a: PlainApp;
beforeAll(async () => {
  a = await plainApp();
});
afterAll(() => a.app.close());

describe('an answer of the API', () => {
  it('tells browsers to make nothing of it but data', async () => {
    const { headers } = await a.app.inject('/api/things');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
    });
  });

  it('of a route behind a role is kept out of caches', async () => {
    const response = await a.app.inject({ method: 'PUT', url: '/api/things/1' });
    expect(response.headers['cache-control']).toBe('no-store');
  });
});

describe('compression', () => {
  const get = (url: string, coding: string) => a.app.inject({ url, headers: { 'accept-encoding': coding } });

  it('is used from 2 kB on, where the caller takes it, and tags each coding apart', async () => {
    const plain = await get('/api/things', 'identity');
    const gzip = await get('/api/things', 'gzip');
    const br = await get('/api/things', 'gzip, br');
    expect([plain, gzip, br].map((one) => one.headers['content-encoding'])).toEqual([undefined, 'gzip', 'br']);
    expect(gunzipSync(gzip.rawPayload).toString()).toBe(plain.body);
    expect(brotliDecompressSync(br.rawPayload).toString()).toBe(plain.body);
    const tag = String(plain.headers.etag);
    expect([gzip.headers.etag, br.headers.etag]).toEqual([`${tag.slice(0, -1)}.gzip"`, `${tag.slice(0, -1)}.br"`]);
    for (const one of [plain, gzip, br]) expect(String(one.headers.vary).toLowerCase()).toContain('accept-encoding');
  });

  it('leaves small answers and fast routes alone', async () => {
    expect((await get('/api/echo', 'br')).headers['content-encoding']).toBeUndefined();
    const fast = await get('/api/fast', 'br');
    expect(fast.body.length).toBeGreaterThan(4000);
    expect(fast.headers['content-encoding']).toBeUndefined();
  });

  it('does not unpack bodies of requests', async () => {
    const response = await a.app.inject({
      method: 'POST',
      url: '/api/things',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      payload: Buffer.from('1f8b0800000000000003', 'hex'),
    });
    expect(response.statusCode).toBe(400);
  });
});

describe('an entity tag', () => {
  it('answers 304 with the same caching headers and no body, for every coding of the same version', async () => {
    for (const coding of ['identity', 'gzip', 'br']) {
      const first = await a.app.inject({ url: '/api/things?limit=3', headers: { 'accept-encoding': coding } });
      const again = await a.app.inject({
        url: '/api/things?limit=3',
        headers: { 'accept-encoding': coding, 'if-none-match': `"other", ${first.headers.etag}` },
      });
      expect([again.statusCode, again.body]).toEqual([304, '']);
      for (const name of ['etag', 'cache-control', 'vary']) expect(again.headers[name], name).toBe(first.headers[name]);
      expect(first.headers['cache-control']).toBe('public, max-age=60');
    }
  });

  it('is another one for another question, and the same for the same question in another order', async () => {
    const tag = async (url: string) => (await a.app.inject(url)).headers.etag;
    expect(await tag('/api/things?limit=3&deep=true')).toBe(await tag('/api/things?deep=true&limit=3'));
    expect(await tag('/api/things?limit=3')).not.toBe(await tag('/api/things?limit=4'));
    expect(await tag('/api/things')).not.toBe(await tag('/api/things?limit=3'));
  });
});

describe('the rate limit', () => {
  it('refuses an address after so many requests a minute, and no other address', async () => {
    const b = await plainApp({ perMinute: 3 });
    const ask = (url: string, remoteAddress = '192.0.2.1') => b.app.inject({ url, remoteAddress });
    for (let i = 0; i < 3; i++) expect((await ask('/api/echo')).statusCode).toBe(200);
    const refused = await ask('/api/things');
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'too-many-requests']);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('/api/echo', '192.0.2.2')).statusCode).toBe(200);
    for (const free of ['/api/fast', '/api/free', '/metrics']) {
      for (let i = 0; i < 5; i++) expect((await ask(free)).statusCode, free).toBe(200);
    }
    await b.app.close();
  });

  it('counts paths that do not exist, so that guessing them ends', async () => {
    const b = await plainApp({ perMinute: 3 });
    const codes: number[] = [];
    for (let i = 0; i < 5; i++) codes.push((await b.app.inject(`/api/guess-${i}`)).statusCode);
    expect(codes).toEqual([404, 404, 404, 429, 429]);
    await b.app.close();
  });
});

describe('the log', () => {
  it('has one line a request, without query, header or body', async () => {
    a.log.length = 0;
    await a.app.inject({
      method: 'POST',
      url: '/api/things?token=hush',
      payload: { count: 'hush' },
      headers: { authorization: 'Bearer hush', cookie: 'gezhong=hush' },
    });
    await a.app.inject('/api/nothing?token=hush');
    expect(a.log).toHaveLength(2);
    expect(a.log[0]).toMatchObject({
      msg: 'request',
      method: 'POST',
      path: '/api/things',
      route: '/api/things',
      status: 400,
    });
    expect(a.log[1]).toMatchObject({ path: '/api/nothing', status: 404 });
    expect(JSON.stringify(a.log)).not.toContain('hush');
  });

  it('names who asked', async () => {
    a.log.length = 0;
    await a.app.inject({ method: 'PUT', url: '/api/things/1', headers: { authorization: `Bearer ${'x'.repeat(24)}` } });
    expect(a.log.find((line) => line.msg === 'request')).toMatchObject({ actor: 'token:GEZHONG_ADMIN_TOKEN' });
  });

  it('has no line for a fast route unless it fails', async () => {
    a.log.length = 0;
    await a.app.inject('/api/fast');
    expect(a.log).toEqual([]);
    const { requestId } = (await a.app.inject('/api/fast?fail')).json();
    expect(a.log).toEqual([expect.objectContaining({ level: 50, requestId })]);
  });
});

describe('the metrics', () => {
  it('count by route pattern and status class, never by raw URL, and fast routes too', async () => {
    await a.app.inject('/api/things/41');
    await a.app.inject('/api/things/zz-raw');
    const before = Number(
      /fast_requests_total\{route="\/api\/fast"\} (\d+)/.exec((await a.app.inject('/metrics')).body)?.[1],
    );
    await a.app.inject('/api/fast');
    const text = (await a.app.inject('/metrics')).body;
    expect(text).toMatch(
      /gezhong_http_request_seconds_count\{method="GET",route="\/api\/things\/:id",status="2xx"\} \d/,
    );
    expect(text).toMatch(
      /gezhong_http_request_seconds_count\{method="GET",route="\/api\/things\/:id",status="4xx"\} \d/,
    );
    expect(text).toContain(`gezhong_http_fast_requests_total{route="/api/fast"} ${before + 1}`);
    expect(text).toContain('process_resident_memory_bytes');
    expect(text).not.toContain('zz-raw');
  });

  it('show what other parts register', async () => {
    let age = 1;
    a.app.metrics.gauge('gezhong_test_age_seconds', 'age', () => age);
    a.app.metrics.counterOf('gezhong_test_total', 'kinds', 'kind', () => [['border', 5]]);
    age = 42;
    const text = (await a.app.inject('/metrics')).body;
    expect(text).toContain('gezhong_test_age_seconds 42');
    expect(text).toContain('gezhong_test_total{kind="border"} 5');
    expect((await a.app.inject('/metrics')).body).toContain('gezhong_test_total{kind="border"} 5');
  });
});

describe('the address of a caller', () => {
  it.each([
    [false, '10.0.0.9'],
    [true, '203.0.113.5'],
  ])('behind a proxy that is trusted (%s) is %s, whatever the caller claims', async (trustProxy, expected) => {
    const app = makeServer({ logLevel: 'silent', trustProxy });
    app.get('/address', async (request) => request.ip);
    const response = await app.inject({
      url: '/address',
      remoteAddress: '10.0.0.9',
      headers: { 'x-forwarded-for': '198.51.100.1, 203.0.113.5' },
    });
    expect(response.body).toBe(expected);
    await app.close();
  });
});
