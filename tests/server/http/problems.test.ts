import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlainApp, plainApp } from './plain-app.ts';

let a: PlainApp;
beforeAll(async () => {
  a = await plainApp();
});
afterAll(() => a.app.close());

describe('a refusal', () => {
  it.each([
    ['GET', '/api/fail/refusal', 404, 'grid-unknown'],
    ['GET', '/api/fail/ours', 500, 'internal'],
    ['GET', '/api/fail/text', 500, 'internal'],
    ['GET', '/api/fail/nothing', 500, 'internal'],
    ['GET', '/api/fail/database', 503, 'database-unavailable'],
    ['GET', '/api/fail/teapot', 400, 'request-invalid'],
    ['GET', '/api/nothing/here', 404, 'not-found'],
    ['GET', '/api/%E0%A4%A', 400, 'request-invalid'],
    ['GET', `/api/things/${'9'.repeat(300)}`, 400, 'request-invalid'],
    ['GET', '/api/things/Infinity', 400, 'request-invalid'],
    ['GET', '/api/things/1e400', 400, 'request-invalid'],
    ['GET', '/api/echo?limit=-Infinity', 400, 'request-invalid'],
    ['PUT', '/api/things/1', 401, 'login-required'],
  ] as const)(
    'of %s %s is a problem with its code, and nothing of what was inside',
    async (method, url, status, code) => {
      const response = await a.app.inject({ method, url });
      expect([response.statusCode, response.headers['content-type']]).toEqual([
        status,
        'application/problem+json; charset=utf-8',
      ]);
      const body = response.json();
      expect(body).toMatchObject({
        type: `urn:gezhong:problem:${code}`,
        code,
        status,
        title: code.replaceAll('-', ' '),
      });
      expect(body.requestId).toMatch(/^[0-9a-f]{8}-\w+$/);
      expect(response.body).not.toMatch(/secret|passwd|password|10\.0\.0\.1|thrown|stack/);
      expect(response.headers['cache-control']).toBe('no-store');
    },
  );

  it('carries where it happened', async () => {
    const body = (await a.app.inject('/api/fail/refusal')).json();
    expect(body).toMatchObject({ params: { code: 'x' }, geometry: { type: 'Point', coordinates: [116, 40] } });
  });

  it('says when to come again', async () => {
    expect((await a.app.inject('/api/fail/busy')).headers['retry-after']).toBe('7');
    expect((await a.app.inject('/api/fail/database')).headers['retry-after']).toBe('2');
  });

  it('of ours is in the log with the id the caller was told', async () => {
    const { requestId } = (await a.app.inject('/api/fail/ours')).json();
    const line = a.log.find((one) => one.requestId === requestId && one.level === 50);
    expect(line).toMatchObject({ err: { message: 'secret detail /etc/passwd' } });
  });
});

describe('a method a path does not have', () => {
  it.each([
    ['DELETE', '/api/things', 'GET, HEAD, POST'],
    ['PATCH', '/api/things/3?x=1', 'GET, HEAD, PUT'],
    ['POST', '/api/fast', 'GET, HEAD'],
    ['OPTIONS', '/api/things', 'GET, HEAD, POST'],
  ] as const)('%s %s is 405 and told what it has', async (method, url, allow) => {
    const response = await a.app.inject({ method, url });
    expect([response.statusCode, response.json().code, response.headers.allow]).toEqual([
      405,
      'method-not-allowed',
      allow,
    ]);
  });
});

describe('a body', () => {
  const post = (payload: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
    a.app.inject({ method: 'POST', url: '/api/things', payload: payload as string, headers });

  it.each([
    ['{"count":1', 400, 'body-invalid'],
    ['', 400, 'body-invalid'],
    ['{"count":1,"__proto__":{"x":1}}', 400, 'body-invalid'],
    [`{"count":1,"x":"${'x'.repeat(1024 * 1024)}"}`, 413, 'body-too-large'],
  ])('%.40j is refused', async (payload, status, code) => {
    const response = await post(payload);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  it('of a kind nobody reads is refused', async () => {
    const response = await post('<count>1</count>', { 'content-type': 'application/xml' });
    expect([response.statusCode, response.json().code]).toEqual([415, 'media-type-unsupported']);
  });

  it.each([
    [{ count: '1' }, '/count', 'type'],
    [{ count: true }, '/count', 'type'],
    [{ count: null }, '/count', 'type'],
    [{}, '/count', 'missing'],
    [{ count: 1, more: 2 }, '/more', 'unknown-field'],
    [{ count: 1, 'a/b~c': 2 }, '/a~1b~0c', 'unknown-field'],
    [{ count: 1, list: { on: true } }, '/list', 'type'],
    [{ count: 1, list: [{ on: true }, { on: 'true' }] }, '/list/1/on', 'type'],
    [[], '', 'type'],
  ])('is taken as it is, not bent into shape: %j', async (payload, pointer, code) => {
    const response = await post(JSON.stringify(payload));
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'body-invalid', errors: [{ pointer, code }] });
  });

  it.each([
    ['{"name":"a\\u0000"}', '/name'],
    ['{"name":"\\udfff"}', '/name'],
    ['{"name":"\\ud83d and \\ude00"}', '/name'],
    ['{"name":"a","list":[1,{"a/b":["\\ud800"]}]}', '/list/1/a~1b/0'],
    ['{"name":"a","list":[{"\\u0000":1}]}', '/list/0'],
  ])('with text that nothing can keep is refused, whatever its schema says: %s', async (payload, pointer) => {
    const headers = { 'content-type': 'application/json' };
    const response = await a.app.inject({ method: 'POST', url: '/api/texts', payload, headers });
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'body-invalid', errors: [{ pointer, code: 'pattern' }] });
    const whole = '{"name":"\\ud83d\\ude00 \\u0001","list":[1,[],null,{"格":"\\n"}]}';
    const kept = await a.app.inject({ method: 'POST', url: '/api/texts', payload: whole, headers });
    expect(kept.json()).toEqual(JSON.parse(whole));
  });

  it.each([
    [undefined, {}, 400, 'body-invalid'],
    ['', { 'content-type': 'application/json' }, 400, 'body-invalid'],
    ['null', { 'content-type': 'application/json' }, 400, 'body-invalid'],
    ['{"count":"1"}', { 'content-type': 'application/json' }, 400, 'body-invalid'],
    ['count', { 'content-type': 'text/plain' }, 415, 'media-type-unsupported'],
    ['count=1', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'media-type-unsupported'],
    ['{"count":1}', { 'content-type': 'application/json' }, 200, undefined],
  ])('with a schema by media type: %j %j is %s', async (payload, headers, status, code) => {
    const request = { method: 'POST', url: '/api/typed', headers: headers as Record<string, string> } as const;
    const response = await a.app.inject(payload === undefined ? request : { ...request, payload });
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  it('that is right passes unchanged', async () => {
    const payload = { count: 1, list: [{ on: false }] };
    expect((await post(JSON.stringify(payload))).json()).toEqual(payload);
  });
});

describe('a query', () => {
  it('is text, so numbers and booleans are read from it', async () => {
    expect((await a.app.inject('/api/echo?limit=3&deep=true&kind=b')).json()).toEqual({
      limit: 3,
      deep: true,
      kind: 'b',
    });
    expect((await a.app.inject('/api/things/12')).json()).toEqual({ id: 12 });
  });

  it.each([
    ['limit=x', 'limit', 'type'],
    ['limit=0', 'limit', 'minimum'],
    ['limit=1&limit=2', 'limit', 'type'],
    ['deep=maybe', 'deep', 'type'],
    ['kind=c', 'kind', 'not-allowed'],
    ['limt=3', 'limt', 'unknown-field'],
  ])('%s is refused by name', async (query, pointer, code) => {
    const response = await a.app.inject(`/api/echo?${query}`);
    expect(response.statusCode).toBe(400);
    expect(response.json()).toMatchObject({ code: 'request-invalid', errors: [{ pointer, code }] });
  });

  it('with text that nothing can keep is refused by name', async () => {
    const response = await a.app.inject('/api/texts?name=a%00');
    expect(response.json()).toMatchObject({ code: 'request-invalid', errors: [{ pointer: 'name', code: 'pattern' }] });
  });

  it('tells which words are allowed', async () => {
    expect((await a.app.inject('/api/echo?kind=c')).json().errors).toEqual([
      { pointer: 'kind', code: 'not-allowed', params: { allowed: ['a', 'b'] } },
    ]);
  });

  it('names the part of the path that is wrong', async () => {
    expect((await a.app.inject('/api/things/x')).json()).toMatchObject({
      code: 'request-invalid',
      errors: [{ pointer: 'id', code: 'type' }],
    });
  });
});

it('answers what is no HTTP with a problem and hangs up', async () => {
  await a.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = a.app.server.address() as { port: number };
  const text = await new Promise<string>((resolve, reject) => {
    let heard = '';
    const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
    socket.on('data', (chunk) => (heard += chunk));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toContain('application/problem+json');
  expect(text).toContain('X-Content-Type-Options: nosniff');
  expect(text).toContain('"code":"request-invalid"');
});
