/** A grid of the demo county with a worker of the register who signs in as demo-worker, and a task in their hands. */
import { randomUUID } from 'node:crypto';
import { DEMO_COUNTY } from '../../client/state/who.ts';
import type { DutyMe } from '../../server/contract/duty.ts';
import type { EventReported, EventRow } from '../../server/contract/events.ts';
import type { GridCollection, GridFeature } from '../../server/contract/grids.ts';

interface Asked {
  readonly method?: string;
  readonly json?: unknown;
  readonly ifMatch?: string;
}
/** Asks as one account; `tag`: the entity tag of the last answer. */
export interface Caller {
  ask<T>(path: string, options?: Asked): Promise<T>;
  tag(): string;
}

/** As one of the demo users. Throws what the service refuses. */
export async function signedIn(url: string, login: string): Promise<Caller> {
  let [cookie, tag] = ['', ''];
  async function ask<T>(path: string, { method = 'GET', json, ifMatch }: Asked = {}): Promise<T> {
    const headers = new Headers({ origin: url, cookie });
    if (json !== undefined) headers.set('content-type', 'application/json');
    if (ifMatch !== undefined) headers.set('if-match', ifMatch);
    const body = json === undefined ? null : JSON.stringify(json);
    const response = await fetch(`${url}${path}`, { method, headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie;
    tag = response.headers.get('etag') ?? '';
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
  await ask('/api/session', { method: 'POST', json: { login, password: login.replace('demo-', 'gezhong-') } });
  return { ask, tag: () => tag };
}

export interface FieldDesk {
  readonly grid: GridFeature;
  readonly area: string;
  readonly worker: Caller;
  /** An event of the grid that is dispatched to demo-worker. */
  readonly task: string;
}

export async function fieldDesk(url: string): Promise<FieldDesk> {
  const [admin, worker] = [await signedIn(url, 'demo-admin'), await signedIn(url, 'demo-worker')];
  const { worker: known } = await worker.ask<DutyMe>('/api/duty/me');
  const grids = await admin.ask<GridCollection>(`/api/grids?area=${DEMO_COUNTY}&limit=2000`);
  const post = known?.posts[0]?.grid;
  const grid = grids.features.find(({ id, properties }) =>
    post === undefined ? properties.kind === 'basic' && properties.buildings > 5 : id === post,
  )!;
  const area = known?.area ?? grid.id.slice(0, 12);
  if (post === undefined) {
    const from = new Date(Date.now() - 3_600_000).toISOString();
    const json = { code: 'field-1', area, name: '陈晓岚', login: 'demo-worker' };
    const made = known ?? (await admin.ask<{ id: number }>('/api/workers', { method: 'POST', json }));
    for (const role of ['worker', 'leader'])
      await admin.ask(`/api/workers/${made.id}/posts`, { method: 'POST', json: { grid: grid.id, role, from } });
  }
  return { grid, area, worker, task: await dispatched(await signedIn(url, 'demo-dispatcher'), grid, area) };
}

async function dispatched({ ask, tag }: Caller, grid: GridFeature, area: string): Promise<string> {
  const id = randomUUID();
  const [lon, lat] = grid.properties.label.coordinates;
  const json = { id, category: '0103', text: '路口积水，行人绕行', channel: 'worker', lon, lat, area };
  await ask<EventReported>('/api/events', { method: 'POST', json });
  const step = (body: object) => {
    return ask<EventRow>(`/api/events/${id}/steps`, {
      method: 'POST',
      ifMatch: tag(),
      json: { id: randomUUID(), ...body },
    });
  };
  await step({ step: 'file' });
  await step({ step: 'dispatch', handler: { kind: 'worker', code: 'demo-worker' } });
  return id;
}
