import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type PlainApp, plainApp } from './plain-app.ts';

const FIELD = '<!doctype html><link rel="manifest" href="./field.webmanifest">';
const KIOSK = '<!doctype html><title>kiosk</title>';
const HTML = '<!doctype html><link href="./seal.svg"><script type="module" src="./assets/index-abc.js"></script>';

describe('the client', () => {
  let a: PlainApp;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gezhong-client-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), HTML);
    writeFileSync(join(folder, 'field.html'), FIELD);
    writeFileSync(join(folder, 'field-worker.js'), 'self.skipWaiting();');
    writeFileSync(join(folder, 'kiosk.html'), KIOSK);
    writeFileSync(join(folder, 'kiosk-worker.js'), 'self.skipWaiting();');
    writeFileSync(join(folder, 'field.webmanifest'), '{}');
    writeFileSync(join(folder, 'assets/index-abc.js'), `// ${'x'.repeat(5000)}`);
    writeFileSync(join(folder, 'seal.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
    writeFileSync(join(folder, '.secret'), 'hush');
    a = await plainApp({ clientFolder: folder });
  });
  afterAll(async () => {
    await a.app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = (url: string, headers: Record<string, string> = { accept: 'text/html' }) =>
    a.app.inject({ url, headers });

  it('has a document under which nothing runs but its own files', async () => {
    const page = await get('/');
    expect([page.statusCode, page.body]).toEqual([200, HTML]);
    expect(page.headers['cache-control']).toBe('no-cache');
    const policy = Object.fromEntries(
      String(page.headers['content-security-policy'])
        .split(';')
        .map((part) => {
          const [name = '', ...values] = part.trim().split(' ');
          return [name, values.join(' ')];
        }),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'worker-src': "'self'",
      'img-src': "'self' data: blob:",
      'connect-src': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
    });
    expect(String(page.headers['content-security-policy'])).not.toMatch(/unsafe|upgrade-insecure/);
    expect(page.headers).toMatchObject({
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(page.headers['strict-transport-security']).toBeUndefined();
  });

  it('insists on https where browsers reach it so', async () => {
    const b = await plainApp({ clientFolder: folder, https: true });
    expect((await b.app.inject('/')).headers['strict-transport-security']).toBe('max-age=31536000');
    await b.app.close();
  });

  it('is asked for anew, and answered 304 when it is the same', async () => {
    const first = await get('/');
    const again = await get('/', { accept: 'text/html', 'if-none-match': String(first.headers.etag) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect(again.headers['content-security-policy']).toBe(first.headers['content-security-policy']);
  });

  it('has assets that never change, compressed', async () => {
    const asset = await a.app.inject({ url: '/assets/index-abc.js', headers: { 'accept-encoding': 'br' } });
    expect(asset.statusCode).toBe(200);
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
    });
    expect(asset.headers['content-type']).toContain('javascript');
    const icon = await get('/seal.svg', {});
    expect([icon.statusCode, icon.headers['content-type']]).toEqual([200, 'image/svg+xml']);
  });

  it('has a page for the field, and its worker under the same policy, asked for anew', async () => {
    const page = await get('/field');
    expect([page.statusCode, page.body, page.headers['cache-control']]).toEqual([200, FIELD, 'no-cache']);
    const worker = await get('/field-worker.js', { accept: '*/*' });
    expect([worker.statusCode, worker.body, worker.headers['cache-control']]).toEqual([
      200,
      'self.skipWaiting();',
      'no-cache',
    ]);
    expect(worker.headers['content-type']).toContain('javascript');
    expect(worker.headers['content-security-policy']).toBe(page.headers['content-security-policy']);
    expect(String(page.headers['content-security-policy'])).toContain("manifest-src 'self'");
    const manifest = await get('/field.webmanifest', { accept: '*/*' });
    expect([manifest.statusCode, manifest.headers['content-type']]).toEqual([200, 'application/manifest+json']);
    expect((await get('/field/')).headers.location).toBe('/field');
    const kiosk = await get('/kiosk?grid=341921001001001');
    expect([kiosk.statusCode, kiosk.body, kiosk.headers['cache-control']]).toEqual([200, KIOSK, 'no-cache']);
    expect((await get('/kiosk-worker.js', { accept: '*/*' })).headers['cache-control']).toBe('no-cache');
    expect((await get('/kiosk/')).headers.location).toBe('/kiosk');
    expect((await get('/field/other')).body).toContain('src="../assets/index-abc.js"');
  });

  it('answers document paths of its own with the document, links set right for the depth', async () => {
    expect((await get('/plan')).body).toBe(HTML);
    const deep = await get('/plan/12/diff');
    expect(deep.body).toContain('src="../../assets/index-abc.js"');
    expect(deep.body).toContain('href="../../seal.svg"');
  });

  it.each([
    ['/api/nothing', { accept: 'text/html' }],
    ['/api', { accept: 'text/html' }],
    ['/tiles/grids/1/1/1', { accept: 'text/html' }],
    ['/ogc/nothing', { accept: 'text/html' }],
    ['/assets/gone.js', { accept: '*/*' }],
    ['/gone.svg', { accept: '*/*' }],
    ['/plan', { accept: 'application/json' }],
    ['/.secret', { accept: '*/*' }],
    ['/assets/../.secret', { accept: '*/*' }],
    ['/assets/%2e%2e/.secret', { accept: '*/*' }],
    ['/assets/..%2f.secret', { accept: '*/*' }],
    ['/wp-admin.php', { accept: 'text/html' }],
  ])('does not answer %s with a document', async (url, headers) => {
    const response = await get(url, headers as unknown as Record<string, string>);
    expect([response.statusCode, response.json().code]).toEqual([404, 'not-found']);
  });

  it('does not take a write for a document, nor hide the methods of the API', async () => {
    const write = await a.app.inject({ method: 'POST', url: '/plan' });
    expect(write.statusCode).toBe(404);
    const wrong = await a.app.inject({ method: 'DELETE', url: '/api/things' });
    expect([wrong.statusCode, wrong.headers.allow]).toEqual([405, 'GET, HEAD, POST']);
  });

  it('that is not built says so, and the API works', async () => {
    const b = await plainApp({ clientFolder: join(folder, 'not-there') });
    const page = await b.app.inject({ url: '/', headers: { accept: 'text/html' } });
    expect([page.statusCode, page.json()]).toEqual([
      503,
      expect.objectContaining({ code: 'not-ready', params: expect.objectContaining({ missing: 'client' }) }),
    ]);
    expect((await b.app.inject('/api/echo')).statusCode).toBe(200);
    await b.app.close();
  });
});
