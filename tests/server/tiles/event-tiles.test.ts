/** Tiles of events: behind a login, each caller's own areas, in no shared cache. */
import Fastify from 'fastify';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerProblems } from '../../../server/http/problems.ts';
import type { EventPoint } from '../../../server/tiles/event-points.ts';
import { eventTileRoutes } from '../../../server/tiles/event-routes.ts';
import { TileCounters } from '../../../server/tiles/tile-counters.ts';
import { featuresOf } from '../../support/decoded-tile.ts';

const TILE = '/tiles/events/8/211/105.mvt';
const event: EventPoint = {
  serial: 5,
  category: '0101',
  state: 'dispatched',
  grade: 'ordinary',
  overdue: true,
  reportedAt: 1_790_000_000_000,
  x: 1_170_050_000,
  y: 300_050_000,
};

describe('tiles of events', () => {
  const app = Fastify();
  const asked: { areas: readonly string[] | null; openOnly: boolean }[] = [];
  const ask = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });

  beforeAll(async () => {
    registerProblems(app);
    app.decorateRequest('caller', {
      getter: () => ({ kind: 'session', actor: 'x', grants: [{ role: 'dispatcher', area: '990101' }] }) as never,
    });
    await eventTileRoutes(app, {
      events: {
        pointsIn([west, south, east, north], { areas, openOnly }) {
          asked.push({ areas, openOnly });
          const isIn = event.x >= west && event.x <= east && event.y >= south && event.y <= north;
          return isIn ? { newest: [event], count: 1 } : { newest: [], count: 0 };
        },
      },
      tiles: { bounds: async () => null, counters: new TileCounters() },
      version: () => '1',
      edition: () => 1,
      publicUrl: 'https://grid.example',
    });
    await app.ready();
    return () => app.close();
  });

  it('hold the events of the caller, open ones unless all are asked for', async () => {
    const answer = await ask(TILE);
    expect(answer.statusCode).toBe(200);
    expect(featuresOf(answer.rawPayload, 'events')).toMatchObject([
      { id: 5, properties: { category: '0101', state: 'dispatched', overdue: true } },
    ]);
    await ask(`${TILE}?open=false`);
    expect(asked).toEqual([
      { areas: ['990101'], openOnly: true },
      { areas: ['990101'], openOnly: false },
    ]);
  });

  it('are private, asked for again each time, and other for other callers', async () => {
    const { headers } = await ask(TILE);
    expect(headers['cache-control']).toBe('private, no-cache');
    expect(headers.vary).toBe('accept-encoding, cookie, authorization');
    expect((await ask(TILE, { 'if-none-match': String(headers.etag) })).statusCode).toBe(304);
  });

  it('are empty and private where nothing is', async () => {
    const answer = await ask('/tiles/events/8/1/1.mvt');
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([204, 'private, no-cache']);
  });

  it('refuse what is no tile and no field', async () => {
    expect((await ask('/tiles/events/2/1/1.mvt')).json()).toMatchObject({ code: 'tile-outside' });
    expect((await ask(`${TILE}?properties=handler`)).json()).toMatchObject({ code: 'request-invalid' });
  });

  it('say what they hold', async () => {
    expect((await ask('/tiles/events')).json()).toMatchObject({
      tiles: ['https://grid.example/tiles/events/{z}/{x}/{y}.mvt'],
      pinned: [],
    });
  });
});
