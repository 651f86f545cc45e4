/** One of everything that a county holds, made through the API as people and programs make it, and what is there under each name. */
import { randomUUID } from 'node:crypto';
import type { Known } from './fuzz/schema-values.ts';

export interface Told {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies freely
  readonly body: any;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** As an admin over the county. */
export type Ask = (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: unknown) => Promise<Told>;

export interface Place {
  readonly county: string;
  readonly community: string;
  readonly grid: string;
  /** In the grid. */
  readonly lon: number;
  readonly lat: number;
}

/** In every text that is made here, so that a test finds it where it should not be. */
export const MARK = '只在本县';

/** By the names that parameters have: `id` of the path after the part before it. */
export async function makeThings(ask: Ask, place: Place, mark = MARK): Promise<Known> {
  const { county, community, grid, lon, lat } = place;
  const made = async (url: string, payload: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Told> => {
    const answer = await ask(method, url, payload);
    if (answer.status >= 300) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer;
  };
  const [day, hour] = [86_400_000, 3_600_000];
  const dayIn = (days: number): string => new Date(Date.now() + days * day).toISOString().slice(0, 10);
  const until = new Date(Date.now() + day).toISOString();
  const short = randomUUID().slice(0, 8);
  const square = (half: number) => ({
    type: 'Polygon',
    coordinates: [
      [
        [lon - half, lat - half],
        [lon + half, lat - half],
        [lon + half, lat + half],
        [lon - half, lat + half],
        [lon - half, lat - half],
      ],
    ],
  });
  const event = randomUUID();
  await made('/api/events', { id: event, category: '0103', text: `${mark}积水`, channel: 'hotline', lon, lat });
  const worker = await made('/api/workers', { code: `k-${short}`, area: community, name: `${mark}网格员` });
  const workerId = worker.body.id as number;
  const post = await made(`/api/workers/${workerId}/posts`, { grid, role: 'cadre' });
  const tracker = await made('/api/trackers', { worker: workerId, name: `${mark}手机` });
  const leave = { worker: workerId, from: dayIn(1), to: dayIn(2), kind: 'leave', reason: `${mark}请假` };
  const dutyException = await made('/api/duty/exceptions', leave);
  const plan = await made('/api/plans', { area: community, title: `${mark}方案` });
  const zone = { kind: 'cordon', name: `${mark}警戒区`, reason: `${mark}燃气抢修`, geometry: square(0.0005), until };
  const zoneId = (await made('/api/zones', zone)).body.id as number;
  const rules = { way: 'urgent', positionIntervalS: 60, layers: [], roster: [] };
  const emergency = await made('/api/emergencies', { area: community, reason: `${mark}防汛`, rules });
  const lake = { area: community, kind: 'water', name: `${mark}湖`, reason: `${mark}水面`, geometry: square(0.0002) };
  const exclusion = await made('/api/coverage/exclusions', lake);
  const check = await made('/api/coverage/checks', { area: community });
  const unit = { code: `u-${short}`, name: `${mark}科室`, area: county, level: 'county', members: [] };
  await made(`/api/event-units/${unit.code}`, unit, 'PUT');
  const login = `person-${short}`;
  const grants = [{ role: 'viewer', area: county }];
  await made('/api/accounts', { login, name: `${mark}人员`, password: `long ${randomUUID()}`, grants });
  const token = await made('/api/tokens', { name: `${mark}令牌 ${short}`, grants });
  const tags = [`/api/events/${event}`, `/api/plans/${plan.body.id}`].map((url) => ask('GET', url));
  const from = new Date(Date.now() - hour).toISOString();
  const findings = (await ask('GET', `/api/coverage?area=${county}`)).body.findings as { id: string }[];
  const accepted = { area: county, finding: findings[0]?.id, reason: `${mark}的例外`, until };
  const exception = await made('/api/coverage/exceptions', accepted);
  return {
    area: [community, county],
    areaCode: [community, county],
    county: [county],
    community: [community],
    communities: [community],
    parent: [county],
    parentCode: [community],
    grid: [grid],
    'grids/{code}': [grid],
    'areas/{code}': [county, community],
    'notice/{area}': [community],
    'accounts/{login}': [login],
    'event-units/{code}': [unit.code],
    'categories/{code}': ['0103'],
    'event-dictionaries/{id}': ['sample'],
    'events/{id}': [event],
    'workers/{id}': [workerId],
    'posts/{id}': [post.body.id],
    'trackers/{id}': [tracker.body.id],
    'plans/{id}': [plan.body.id],
    'zones/{id}': [zoneId],
    'emergencies/{id}': [emergency.body.id],
    'exclusions/{id}': [exclusion.body.id],
    'duty/exceptions/{id}': [dutyException.body.id],
    'coverage/exceptions/{id}': [exception.body.id],
    'checks/{id}': [check.body.id],
    'tokens/{id}': [token.body.id],
    'findings/{id}': findings.map(({ id }) => id),
    finding: findings.map(({ id }) => id),
    findings: findings.map(({ id }) => id),
    worker: [workerId],
    plan: [plan.body.id],
    login: [login],
    category: ['0103', '01'],
    code: ['0103'],
    password: ['a long password of nobody'],
    t: [Date.now()],
    dictionary: ['sample'],
    geometry: [square(0.0002)],
    lon: [lon],
    lat: [lat],
    bbox: [[lon - 0.01, lat - 0.01, lon + 0.01, lat + 0.01].join(',')],
    from: [from, '2026-11-01', `plan-${plan.body.id}`],
    to: [new Date().toISOString(), '2026-12-31', `plan-${plan.body.id}`],
    until: [until],
    asOf: ['2026-11-29', new Date().toISOString()],
    at: [new Date().toISOString()],
    'if-match': (await Promise.all(tags)).map(({ headers }) => String(headers.etag)),
    z: ['14', '12'],
    x: ['13515'],
    y: ['6752'],
    layers: ['grids', 'areas', 'buildings', 'areas,grids'],
    edition: [1, '1'],
    year: [2026],
  };
}
