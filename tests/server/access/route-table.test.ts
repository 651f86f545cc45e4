import Fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { resolveCaller } from '../../../server/access/authentication.ts';
import { assertMay } from '../../../server/access/caller.ts';
import { registerAccess } from '../../../server/access/plugin.ts';
import type { Role } from '../../../server/contract/access.ts';
import {
  type AccessApp,
  accessApp,
  addAccount,
  addToken,
  ask,
  PASSWORD,
  tokenOfEachRole,
} from '../../support/access-app.ts';
import { eachDatabase } from '../../support/database.ts';
import { foreignAreaDeviations, routeTableDeviations } from '../../support/route-table.ts';

eachDatabase((_name, open) => {
  let a: AccessApp;
  let everywhere: Record<Role, string>;
  let elsewhere: Record<Role, string>;
  beforeAll(async () => {
    a = await accessApp(await open(), {
      more: (app) => {
        app.put('/api/test/:area', { config: { access: ['planner'] } }, async (request) => {
          const { area } = request.params as { area: string };
          assertMay(request.caller, ['planner'], area);
          return { area };
        });
        app.get('/api/test/public', { config: { access: 'public' } }, async (request) => ({
          before: request.caller.actor,
          actor: (await resolveCaller(request)).actor,
        }));
      },
    });
    everywhere = await tokenOfEachRole(a.db, null);
    elsewhere = await tokenOfEachRole(a.db, '310000');
  });

  it('lets in whom a route names and nobody else, on every route', async () => {
    expect(a.app.routeAccess.length).toBeGreaterThan(12);
    expect(await routeTableDeviations(a.app, everywhere)).toEqual([]);
  });

  it('asks for the area besides the role', async () => {
    await addAccount(a.db, 'local', [{ role: 'viewer', area: '110101' }]);
    const grants = [{ role: 'viewer', area: '110101' }];
    const requests = [
      { name: 'own rule', method: 'PUT', url: '/api/test/110101', role: 'planner' },
      { name: 'own rule above', method: 'PUT', url: '/api/test/31', role: 'planner' },
      {
        name: 'make',
        method: 'POST',
        url: '/api/accounts',
        role: 'admin',
        payload: { login: 'xx', name: 'x', password: PASSWORD, grants },
      },
      { name: 'change', method: 'PATCH', url: '/api/accounts/local', role: 'admin', payload: { name: 'mine' } },
      { name: 'disable', method: 'DELETE', url: '/api/accounts/local', role: 'admin' },
      { name: 'token', method: 'POST', url: '/api/tokens', role: 'admin', payload: { name: 'x', grants } },
    ] as const;
    expect(await foreignAreaDeviations(a.app, elsewhere, requests)).toEqual([]);
    const own = await ask(a.app, 'PUT', '/api/test/310000001', { token: elsewhere.planner });
    expect(own.body).toEqual({ area: '310000001' });
  });

  it('finds a route that lets in the wrong people', async () => {
    const names = a.app.routeAccess.find((route) => route.url === '/api/test/:area')!;
    const right = names.access;
    names.access = ['viewer'];
    const found = await routeTableDeviations(a.app, everywhere);
    names.access = right;
    expect(found).toEqual([
      'PUT /api/test/:area refuses viewer: role-missing',
      'PUT /api/test/:area lets planner in: success',
    ]);
  });

  describe('a public route', () => {
    it('knows nobody until it asks, and then who came with a token', async () => {
      const token = await addToken(a.db, 'curious', [{ role: 'viewer', area: null }]);
      expect((await ask(a.app, 'GET', '/api/test/public')).body).toEqual({ before: 'public', actor: 'public' });
      expect((await ask(a.app, 'GET', '/api/test/public', { token })).body).toEqual({
        before: 'public',
        actor: 'token:curious',
      });
    });

    it('takes a session that is over for none, and refuses a token that is none', async () => {
      const over = await ask(a.app, 'GET', '/api/test/public', { cookie: 'A'.repeat(43) });
      expect(over.body.actor).toBe('public');
      const wrong = await ask(a.app, 'GET', '/api/test/public', { token: `gz_${'A'.repeat(43)}` });
      expect(wrong.code).toBe('token-invalid');
    });
  });

  it('does not start with a route that does not say who may ask, or that lets nobody in', async () => {
    const deps = { db: a.db, config: { adminToken: undefined, publicUrl: undefined }, clock: () => new Date() };
    const silent = Fastify();
    registerAccess(silent, deps);
    expect(() => silent.get('/api/forgotten', async () => 'open')).toThrow(
      'GET /api/forgotten does not say who may ask',
    );
    expect(() => silent.get('/api/closed', { config: { access: [] } }, async () => 'open')).toThrow('lets nobody in');
  });
});
