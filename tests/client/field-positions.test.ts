// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BATCH, MOST_FIXES } from '../../client/field/queue/fixes.ts';
import { contains, gridAt, metresBetween, placeOf } from '../../client/field/state/ground.ts';
import { who } from '../../client/field/state/me.ts';
import { outbox } from '../../client/field/state/outbox.ts';
import * as parts from '../../client/field/state/parts.ts';
import { flushFixes, followPosition, isTaken, waitingFixes } from '../../client/field/state/position.ts';
import { now } from '../../client/field/state/shift.ts';
import type { GridFeature } from '../../server/contract/grids.ts';
import type { Fix } from '../../server/contract/positions.ts';
import { stores } from '../support/field-database.ts';

vi.mock('../../client/field/store/database.ts', () => import('../support/field-database.ts'));

const T0 = Date.now();
const SHIFT = '00000000-0000-4000-8000-0000000000aa';
const dutyNow = (change: object) => {
  parts.duty.now.value = {
    at: T0,
    value: {
      worker: { id: 1, area: '341921001001', posts: [] },
      settings: { positionIntervalS: 30, outAt: null },
      emergencyIntervalS: null,
      shift: { id: SHIFT, inAt: new Date(T0 - 60_000).toISOString(), outAt: null },
      due: null,
      notice: { version: 2, seen: null },
      ...change,
    } as never,
  };
};
const SEEN = { notice: { version: 2, seen: '2026-11-01T00:00:00Z' } };

/** The phone, which tells positions when it is told to. */
let watching: ((position: GeolocationPosition) => void) | null;
let sent: Fix[][];
let reachable: boolean;
let stop: () => void = () => {};
const tell = async (t: number) => {
  const coords = { longitude: 117.03, latitude: 30.05, accuracy: 9, speed: null, heading: null };
  watching?.({ coords, timestamp: t } as GeolocationPosition);
  await vi.waitFor(() => expect(stores.fixes.size).toBeGreaterThanOrEqual(0));
  await flushFixes();
};

beforeEach(() => {
  for (const store of Object.values(stores)) store.clear();
  watching = null;
  sent = [];
  reachable = true;
  now.value = T0;
  who.value = { login: 'chen', name: '陈晓岚', grants: [], demo: false };
  const geolocation = {
    watchPosition: (found: (position: GeolocationPosition) => void) => {
      watching = found;
      return 1;
    },
    clearWatch: () => {
      watching = null;
    },
  };
  vi.stubGlobal('navigator', { onLine: true, geolocation });
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    if (!reachable || !url.startsWith('/api/positions')) throw new TypeError('no network');
    const { fixes } = JSON.parse(String(body)) as { fixes: Fix[] };
    sent.push(fixes);
    return new Response(JSON.stringify({ results: fixes.map(() => 'accepted') }), { status: 200 });
  });
});
afterEach(async () => {
  stop();
  for (const { id } of outbox.entries.value) await outbox.drop(id);
  vi.unstubAllGlobals();
});

describe('positions', () => {
  it('are watched on duty only, and only when the notice in force was read', () => {
    dutyNow({ shift: null, ...SEEN });
    stop = followPosition();
    expect([isTaken.value, watching]).toEqual([false, null]);
    dutyNow({});
    expect([isTaken.value, watching]).toEqual([false, null]);
    dutyNow(SEEN);
    expect(isTaken.value).toBe(true);
    expect(watching).not.toBeNull();
    dutyNow({ shift: null, ...SEEN });
    expect([isTaken.value, watching]).toEqual([false, null]);
  });

  it('are taken once an interval, more often in emergency mode, and sent', async () => {
    dutyNow(SEEN);
    stop = followPosition();
    for (const after of [0, 10_000, 20_000, 30_000]) await tell(T0 + after);
    expect(sent.flat().map(({ t }) => t - T0)).toEqual([0, 30_000]);
    expect([stores.fixes.size, waitingFixes.value]).toEqual([0, 0]);
    dutyNow({ ...SEEN, emergencyIntervalS: 10 });
    for (const after of [40_000, 50_000]) await tell(T0 + after);
    expect(sent.flat().map(({ t }) => t - T0)).toEqual([0, 30_000, 40_000, 50_000]);
  });

  it('wait without network and go in batches when it is back', async () => {
    dutyNow(SEEN);
    stop = followPosition();
    reachable = false;
    for (let count = 0; count < 3; count += 1) await tell(T0 + count * 30_000);
    expect([sent.length, stores.fixes.size, waitingFixes.value]).toEqual([0, 3, 3]);
    for (let count = 0; count < BATCH; count += 1)
      stores.fixes.set(`chen\n${T0 - count - 1}`, {
        t: T0 - count - 1,
        lon: 1,
        lat: 1,
        accuracyM: 1,
        speed: null,
        course: null,
        login: 'chen',
      });
    reachable = true;
    await flushFixes();
    expect(sent.map(({ length }) => length)).toEqual([BATCH, 3]);
    expect(stores.fixes.size).toBe(0);
  });

  it('of another account stay where they are', async () => {
    stores.fixes.set(`li\n${T0}`, { t: T0, lon: 1, lat: 1, accuracyM: 1, speed: null, course: null, login: 'li' });
    await flushFixes();
    expect([sent.length, stores.fixes.size]).toEqual([0, 1]);
  });

  it('are not sent before the sign-in has arrived, which the service would throw away', async () => {
    dutyNow({ shift: null, ...SEEN });
    stop = followPosition();
    reachable = false;
    await outbox.add([{ id: SHIFT, subject: 'duty:chen', label: '', task: { kind: 'sign-in', body: { id: SHIFT } } }]);
    reachable = true;
    await tell(Date.now());
    expect([sent.length, stores.fixes.size]).toEqual([0, 1]);
  });

  it('are never more than the limit, also while there is no network', async () => {
    vi.stubGlobal('navigator', { onLine: false });
    for (let count = 0; count < MOST_FIXES + 50; count += 1)
      stores.fixes.set(`chen\n${T0 - count}`, {
        t: T0 - count,
        lon: 1,
        lat: 1,
        accuracyM: 1,
        speed: null,
        course: null,
        login: 'chen',
      });
    await flushFixes();
    expect(stores.fixes.size).toBeLessThanOrEqual(MOST_FIXES);
    expect(stores.fixes.has(`chen\n${T0}`)).toBe(true);
  });
});

describe('the place', () => {
  const square = (id: string, west: number, kind = 'basic', hole = false): GridFeature =>
    ({
      id,
      properties: { kind },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [west, 0],
              [west + 1, 0],
              [west + 1, 1],
              [west, 1],
              [west, 0],
            ],
            ...(hole
              ? [
                  [
                    [west + 0.4, 0.4],
                    [west + 0.6, 0.4],
                    [west + 0.6, 0.6],
                    [west + 0.4, 0.6],
                    [west + 0.4, 0.4],
                  ],
                ]
              : []),
          ],
        ],
      },
    }) as unknown as GridFeature;
  const grids = [square('a', 0, 'basic', true), square('b', 1), square('m', 1, 'micro')];
  const at = (lon: number, lat: number, accuracyM = 10) => ({ lon, lat, accuracyM });

  it.each([
    ['own-grid', at(0.2, 0.2)],
    ['outside', at(0.5, 0.5)],
    ['other-grid', at(1.5, 0.5)],
    ['outside', at(3, 3)],
    ['unknown', at(0.2, 0.2, 500)],
    ['unknown', null],
  ] as const)('is %s at %j', (place, fix) => {
    expect(placeOf(grids, ['a'], fix)).toBe(place);
  });

  it('is unknown where no grid is known, and the own one of two that lie on each other', () => {
    expect(placeOf([], ['a'], at(0.2, 0.2))).toBe('unknown');
    expect(gridAt(grids, ['m'], 1.5, 0.5)?.id).toBe('m');
    expect(gridAt(grids, [], 1.5, 0.5)?.id).toBe('b');
    expect(contains(grids[0]!.geometry, 0.5, 0.5)).toBe(false);
  });

  it('is measured in metres', () => {
    expect(metresBetween(117, 30, 117, 30.001)).toBeCloseTo(111.3, 0);
    expect(metresBetween(117, 30, 117.001, 30)).toBeCloseTo(96.4, 0);
  });
});
