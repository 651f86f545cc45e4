/** What a page of another site can do with a signed-in browser: nothing; and what our own pages let run: nothing but our files. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSomething } from '../../../server/access/origin.ts';
import { addAccount, signedIn } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';

type Method = NonNullable<InjectOptions['method']>;

/** Change nothing in the name of who is signed in: what a foreign page may send as well as anybody. */
const HARMLESS: Record<string, string> = {
  'POST /api/locate': 'asks about points',
  'POST /api/positions/osmand': 'the key of a device is its login',
  'POST /api/session': 'signs in; foreign pages are refused, programs without a browser are not',
  'POST /api/setup': 'has a link of its own; foreign pages are refused, programs without a browser are not',
};

const FOREIGN: Record<string, Record<string, string>> = {
  'another site': { origin: 'https://evil.example' },
  'a frame without an origin': { origin: 'null' },
  'another site, as the browser says': { 'sec-fetch-site': 'cross-site' },
  'a sister of our domain': { 'sec-fetch-site': 'same-site', origin: 'https://other.example.cn' },
  nowhere: {},
};

const POLICY_OF_DATA = "default-src 'none'; frame-ancestors 'none'";
/** The library of the API's documentation writes style attributes. */
const STYLES_INLINE = /^\/api\/docs(\/|$)/;
const PAGE = '<!doctype html><title>x</title><script type="module" src="./assets/x.js"></script>';

// nothing here differs from one database to the other
eachDatabase((name, open) => {
  describe.skipIf(name !== 'embedded')('a foreign page', () => {
    let service: TestApp;
    let cookie: string;
    beforeAll(async () => {
      service = await openApp(await open());
      await addAccount(service.db, 'root', [{ role: 'admin', area: null }]);
      cookie = await signedIn(service.app, 'root');
      const client = join(service.config.dataFolder, 'client');
      mkdirSync(join(client, 'assets'), { recursive: true });
      for (const file of ['index.html', 'field.html', 'kiosk.html']) writeFileSync(join(client, file), PAGE);
      for (const file of ['field-worker.js', 'kiosk-worker.js', 'assets/x.js']) writeFileSync(join(client, file), '//');
    });
    afterAll(() => service.close());

    const changing = () => service.app.routeAccess.filter(({ method }) => changesSomething(method));
    const send = (method: string, url: string, headers: Record<string, string>) =>
      service.app.inject({
        method: method as Method,
        url: url.replace(/:\w+|\*/g, '999999'),
        headers: { cookie: `gezhong=${cookie}`, host: 'map.example.cn', ...headers },
      });

    it.each(Object.entries(FOREIGN))('changes nothing with the cookie, on any route: %s', async (_from, headers) => {
      const wrong: string[] = [];
      for (const { method, url } of changing()) {
        const route = `${method} ${url}`;
        if (HARMLESS[route] !== undefined) continue;
        const answer = await send(method, url, headers);
        const { code } = answer.json() as { code?: string };
        if (answer.statusCode !== 403 || code !== 'origin-forbidden')
          wrong.push(`${route}: ${answer.statusCode} ${code}`);
      }
      expect(wrong).toEqual([]);
      expect(changing().length).toBeGreaterThan(50);
    });

    it('signs nobody in and makes no first admin', async () => {
      for (const url of ['/api/session', '/api/setup']) {
        const payload = { login: 'root', name: 'x', link: 'x', password: 'x' };
        if (url === '/api/session') Reflect.deleteProperty(payload, 'name');
        if (url === '/api/session') Reflect.deleteProperty(payload, 'link');
        const headers = { origin: 'https://evil.example', host: 'map.example.cn' };
        const answer = await service.app.inject({ method: 'POST', url, headers, payload });
        expect([url, answer.statusCode, answer.json().code]).toEqual([url, 403, 'origin-forbidden']);
      }
    });

    it('is told from our own, whose every request passes that door', async () => {
      const names = changing().map(({ method, url }) => `${method} ${url}`);
      expect(Object.keys(HARMLESS).filter((route) => !names.includes(route))).toEqual([]);
      for (const { method, url } of changing()) {
        // it would end the session of those that follow
        if (method === 'DELETE' && url === '/api/session') continue;
        const answer = await send(method, url, { origin: 'https://map.example.cn' });
        expect(answer.body, `${method} ${url}`).not.toContain('origin-forbidden');
      }
    });

    it('finds no document and no data of ours without a policy, on any path', async () => {
      const paths = service.app.routeAccess
        .filter(({ method, url }) => method === 'GET' && url !== '/api/live')
        .map(({ url }) => url.replace(/:\w+|\*/g, '1'));
      const documents: string[] = [];
      for (const url of [...paths, '/plan/1/diff', '/api/docs', '/api/docs/', '/assets/x.js', '/nothing.txt']) {
        const headers = { accept: 'text/html', cookie: `gezhong=${cookie}` };
        const answer = await service.app.inject({ url, headers });
        const policy = String(answer.headers['content-security-policy']);
        const type = String(answer.headers['content-type']);
        if (answer.statusCode === 301 || answer.statusCode === 302) continue;
        expect([url, answer.headers['x-content-type-options']]).toEqual([url, 'nosniff']);
        if (!/html|svg|xml/.test(type)) {
          const isStrict = policy === POLICY_OF_DATA || policy.includes("script-src 'self'");
          if (answer.body !== '') expect([url, type, isStrict]).toEqual([url, type, true]);
          continue;
        }
        documents.push(url);
        const rules = new Map(
          policy.split(';').map((rule) => {
            const [directive = '', ...sources] = rule.trim().split(/\s+/);
            return [directive, sources.join(' ')] as const;
          }),
        );
        expect([url, rules.get('default-src')]).toEqual([url, "'none'"]);
        expect([url, rules.get('script-src')]).toEqual([url, "'self'"]);
        const styles = STYLES_INLINE.test(url) ? "'self' 'unsafe-inline'" : "'self'";
        expect([url, rules.get('style-src')]).toEqual([url, styles]);
        for (const directive of ['frame-ancestors', 'base-uri'])
          expect([url, rules.get(directive)]).toEqual([url, "'none'"]);
        expect([url, rules.get('form-action'), rules.get('connect-src')]).toEqual([url, "'self'", "'self'"]);
        expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toMatch(/unsafe|https?:|\*/);
        expect(answer.body).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|javascript:|<style(?![^>]*nonce)/i);
      }
      expect(documents).toEqual(expect.arrayContaining(['/', '/field', '/kiosk', '/plan/1/diff', '/api/docs/']));
    });
  });
});
