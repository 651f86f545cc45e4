import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Role } from '../../../server/contract/access.ts';
import { tokenOfEachRole } from '../../support/access-app.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { eachDatabase } from '../../support/database.ts';
import { foreignAreaDeviations, routeTableDeviations } from '../../support/route-table.ts';

eachDatabase((_name, open) => {
  let service: TestApp;
  let tokens: Record<Role, string>;
  beforeAll(async () => {
    const db = await open();
    service = await openApp(db);
    tokens = await tokenOfEachRole(db, null);
  });
  afterAll(() => service.close());

  it('lets in whom each route names and nobody else', async () => {
    expect(service.app.routeAccess.map((route) => `${route.method} ${route.url}`)).toContain('GET /api/locate');
    const device = 'the key of the device is its login; positions/trails.test.ts asks it';
    const leaveOut = {
      'GET /api/live': 'a stream has no end; coverage/automatic.test.ts asks it',
      'GET /api/positions/osmand': device,
      'POST /api/positions/osmand': device,
    };
    expect(await routeTableDeviations(service.app, tokens, { leaveOut })).toEqual([]);
  });

  it('asks for the area besides the role', async () => {
    const elsewhere = await tokenOfEachRole(service.db, '310000');
    const grants = [{ role: 'viewer', area: '110101' }];
    const band = { areaCode: '110101', kind: 'basic', households: null, shops: null };
    expect(
      await foreignAreaDeviations(service.app, elsewhere, [
        { name: 'a token', method: 'POST', url: '/api/tokens', role: 'admin', payload: { name: 'x', grants } },
        { name: 'coverage', method: 'GET', url: '/api/coverage?area=110101', role: 'auditor' },
        { name: 'a band', method: 'PUT', url: '/api/bands', role: 'planner', payload: band },
      ]),
    ).toEqual([]);
  });

  it('is read by scripts of other origins below /ogc and /tiles where it is public, and nowhere else', async () => {
    const refused: string[] = [];
    for (const { method, url, access } of service.app.routeAccess) {
      if (method !== 'GET' || url === '/api/live' || url === '/api/live/socket') continue;
      const path = url.replace(/:\w+|\*/g, '999999');
      const headers = { origin: 'https://map.example' };
      const open = access === 'public' && /^\/(ogc|tiles)(\/|$)/.test(url);
      const asked = [
        await service.app.inject({ url: path, headers }),
        await service.app.inject({
          ...{ method: 'OPTIONS', url: path },
          headers: { ...headers, 'access-control-request-method': 'GET' },
        }),
      ];
      for (const answer of asked)
        if (answer.headers['access-control-allow-origin'] !== (open ? '*' : undefined)) refused.push(url);
    }
    expect(refused).toEqual([]);
  });

  it('is public where anybody may look, and nowhere else', () => {
    // OPTIONS answers for the route beside it; http/cross-origin.test.ts asks them
    const open = service.app.routeAccess.filter(
      ({ access, method }) => access === 'public' && method !== 'HEAD' && method !== 'OPTIONS',
    );
    expect(open.map(({ method, url }) => `${method} ${url}`).sort()).toEqual([
      'DELETE /api/session',
      'GET /',
      'GET /*',
      'GET /api/areas',
      'GET /api/areas/:code',
      'GET /api/bands',
      'GET /api/base',
      'GET /api/base-map',
      'GET /api/editions',
      'GET /api/exports',
      'GET /api/grids',
      'GET /api/grids/:code',
      'GET /api/health',
      'GET /api/kiosk',
      'GET /api/kiosk/notice/:area',
      'GET /api/kiosk/photos/:name',
      // says who it is in its first message
      'GET /api/live/socket',
      'GET /api/locate',
      'GET /api/places',
      'GET /api/places/:code',
      'GET /api/positions/osmand',
      'GET /api/ready',
      'GET /api/session',
      'GET /assets/*',
      'GET /field',
      'GET /field-worker.js',
      // goes to the one without the stroke
      'GET /field/',
      'GET /kiosk',
      'GET /kiosk-worker.js',
      'GET /kiosk/',
      'GET /metrics',
      'GET /ogc',
      'GET /ogc/',
      'GET /ogc/api',
      'GET /ogc/collections',
      'GET /ogc/collections/:collection',
      'GET /ogc/collections/:collection/items',
      'GET /ogc/collections/:collection/items/:feature',
      'GET /ogc/collections/:collection/schema',
      'GET /ogc/collections/areas',
      'GET /ogc/collections/areas/items',
      'GET /ogc/collections/areas/items/:feature',
      'GET /ogc/collections/areas/schema',
      // to who may read them; for others they are not there
      'GET /ogc/collections/events',
      'GET /ogc/collections/events/items',
      'GET /ogc/collections/events/items/:feature',
      'GET /ogc/collections/events/schema',
      'GET /ogc/collections/grids',
      'GET /ogc/collections/grids/items',
      'GET /ogc/collections/grids/items/:feature',
      'GET /ogc/collections/grids/schema',
      'GET /ogc/collections/places',
      'GET /ogc/collections/places/items',
      'GET /ogc/collections/places/items/:feature',
      'GET /ogc/collections/places/schema',
      'GET /ogc/conformance',
      'GET /tiles/:layers',
      'GET /tiles/:layers/:edition/:z/:x/:y.mvt',
      'GET /tiles/:layers/:z/:x/:y.mvt',
      'GET /tiles/style.json',
      'POST /api/locate',
      'POST /api/positions/osmand',
      'POST /api/session',
      'POST /api/setup',
    ]);
  });
});
