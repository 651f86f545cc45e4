/**
 * A made-up county loaded into a service of its own folder as its administrator would: the five files, accounts, the units that
 * handle events, and as if it had been there for months; then events, workers on duty and plans of it.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { raiseRevision } from '../../server/areas/revision-repository.ts';
import type { WorkerList } from '../../server/contract/workers.ts';
import { openEmbedded } from '../../server/database/embedded.ts';
import { beginAt } from '../../server/exchange/demo-repository.ts';
import { mulberry32 } from '../support/random.ts';
import { type MadeCounty, WORKER_LOGIN } from './made-county.ts';
import type { ServiceCaller } from './service-caller.ts';

/** Holds every role over the county. */
export const OFFICE_LOGIN = 'bench-office';
export const PASSWORD = 'bench-password-of-this-run';

const LAYERS = [
  ['areas', 'areas.geojson'],
  ['grids', 'grids.geojson'],
  ['places', 'places.ndjson'],
  ['base', 'base.geojson'],
  ['workers', 'workers.csv'],
] as const;
const ROLES = ['viewer', 'worker', 'dispatcher', 'planner', 'reviewer', 'auditor', 'admin'] as const;
const UNITS = ['综合行政执法队', '环卫所', '物业管理办公室', '派出所', '市政设施管理处', '司法所'];
const CATEGORIES = ['0101', '0102', '0103', '0201', '0301', '0401', '0501', '0601'];
const CHANNELS = ['worker', 'worker', 'hotline', 'resident', 'system'];
const TEXTS = [
  '垃圾桶满溢，垃圾散落在地',
  '路面积水，影响通行',
  '楼道堆放杂物',
  '井盖松动有异响',
  '占道经营',
  '路灯不亮',
];
const MONTHS_MS = 200 * 86_400_000;
const HOUR_MS = 3_600_000;

/** Seconds of each file. */
export async function loadFiles(service: ServiceCaller, county: MadeCounty): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  for (const [layer, name] of LAYERS) {
    if (layer === 'workers') await makeAccounts(service, county.code);
    const where = layer === 'areas' ? {} : { county: county.code };
    seconds[layer] = await service.import(layer, name, county.files[layer], { ...where, datum: 'wgs84' });
  }
  return seconds;
}

async function makeAccounts(service: ServiceCaller, county: string): Promise<void> {
  const grants = (roles: readonly string[]) => roles.map((role) => ({ role, area: county }));
  for (const [login, roles] of [
    [OFFICE_LOGIN, ROLES],
    [WORKER_LOGIN, ['worker']],
  ] as const)
    await service.ask('/api/accounts', { login, name: login, password: PASSWORD, grants: grants(roles) });
  for (const [i, name] of UNITS.entries())
    await service.ask(
      `/api/event-units/${county}-u${i}`,
      { code: `${county}-u${i}`, name, area: county, level: 'county', members: [] },
      'PUT',
    );
}

/** While no service runs on the folder: what happened before the county was loaded has somebody who answers for it. */
export async function beginLongAgo(folder: string, county: string): Promise<void> {
  const db = await openEmbedded({ folder: join(folder, 'database') });
  try {
    await db.transaction(async (tx) => {
      await beginAt(tx, county, new Date(Date.now() - MONTHS_MS));
      await raiseRevision(tx, county);
    });
  } finally {
    await db.close();
  }
}

/** Some that are open, of the last two days, and those of the sixty days before, which are closed. */
export async function loadEvents(
  service: ServiceCaller,
  county: MadeCounty,
  { open, closed }: { open: number; closed: number },
): Promise<void> {
  const random = mulberry32(77);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  const now = Date.now();
  const lines = Array.from({ length: open + closed }, (_, i) => {
    const isOpen = i < open;
    const ago = isOpen ? (0.1 + 47 * random()) * HOUR_MS : (48 + 1440 * random()) * HOUR_MS;
    const at = (minutes: number): string => new Date(now - ago + minutes * 60_000).toISOString();
    const unit = `${county.code}-u${Math.floor(random() * UNITS.length)}`;
    const channel = pick(CHANNELS);
    const checked =
      channel === 'hotline' || channel === 'resident' ? [{ step: 'check', at: at(0.5), why: '属实' }] : [];
    const filed = [...checked, { step: 'file', at: at(1) }, { step: 'route', at: at(1.5) }];
    const dispatched = [...filed, { step: 'dispatch', at: at(3), unit }, { step: 'handle', at: at(4) }];
    const ended = [
      ...dispatched,
      { step: 'feedback', at: at(60), why: '已处置完毕' },
      { step: 'verify', at: at(90), why: '现场核查属实' },
      { step: 'close', at: at(100) },
    ];
    const steps = isOpen ? [[], filed, dispatched][Math.floor(random() * 3)] : ended;
    const { at: spot } = pick(county.grids);
    const position = spot.map((degree) => Math.round((degree + (random() - 0.5) / 1000) * 1e7) / 1e7);
    return JSON.stringify({
      type: 'Feature',
      properties: {
        ...{ id: randomUUID(), category: pick(CATEGORIES), channel, text: pick(TEXTS) },
        ...{ occurredAt: at(0), reportedAt: at(0), steps },
      },
      geometry: { type: 'Point', coordinates: position },
    });
  });
  await service.import('events', 'events.ndjson', lines.join('\n'), { county: county.code, datum: 'wgs84' });
}

/** Signs so many in, each where its grid is; the answer tells where they are, as often as it is called. */
export async function beginDuty(
  service: ServiceCaller,
  county: MadeCounty,
  count: number,
): Promise<() => Promise<void>> {
  const { workers } = await service.ask<WorkerList>(`/api/workers?area=${county.code}&limit=2000`);
  const spots = new Map(county.grids.map(({ code, at }) => [code, at]));
  const walkers = workers
    .flatMap(({ id, posts }) => {
      const at = spots.get(posts[0]?.grid ?? '');
      return at === undefined ? [] : [{ id, at }];
    })
    .slice(0, count);
  if (walkers.length < count) throw new Error(`${walkers.length} workers with a grid`);
  for (const { id, at } of walkers)
    await service.ask('/api/duty/sign-in', { id: randomUUID(), worker: id, lon: at[0], lat: at[1], accuracyM: 8 });
  let step = 0;
  return async () => {
    step++;
    const fixes = walkers.map(({ id, at: [lon, lat] }, i) => ({
      ...{ worker: id, t: Date.now(), accuracy: 8 },
      lon: Math.round((lon + 0.0003 * Math.sin(step / 9 + i)) * 1e7) / 1e7,
      lat: Math.round((lat + 0.0003 * Math.cos(step / 9 + i)) * 1e7) / 1e7,
    }));
    await service.ask('/api/positions', { fixes });
  };
}
