/** The small county with people who report, dispatch and handle, and short words to ask with. A clock that is moved by hand. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../server/contract/access.ts';
import type { EventCard, EventRow, StepBody } from '../../server/contract/events.ts';
import type { Database } from '../../server/database/database.ts';
import { type Answer, addAccount, addToken, ask, signedIn, tokenOfEachRole } from './access-app.ts';
import { asAdmin, openApp, type TestApp } from './app.ts';
import { multipartOf } from './multipart.ts';
import { AREAS, COUNTY, gridsFile, PLACES } from './small-county.ts';

export const COMMUNITY = `${COUNTY}001001`;

export interface Desk {
  service: TestApp;
  /** Milliseconds to add to the real time. */
  ahead: { ms: number };
  /** Tokens over the county. */
  tokens: Record<Role, string>;
  report(body?: Record<string, unknown>, token?: string): Promise<Answer>;
  /** Reports and expects it to be taken. */
  reported(body?: Record<string, unknown>, token?: string): Promise<EventRow>;
  card(id: string, token?: string): Promise<EventCard & { tag: string }>;
  /** On the version as it is. */
  step(id: string, step: StepBody['step'], more?: Record<string, unknown>, token?: string): Promise<Answer>;
  photo(id: string, file: Uint8Array, token?: string, photoId?: string): Promise<Answer>;
  ask(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    url: string,
    payload?: unknown,
    token?: string,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  /** A session of an account with these roles over the area. */
  person(login: string, role: Role, area?: string): Promise<string>;
  close(): Promise<void>;
}

/** In the middle of grid 001, of no micro grid. */
export const POINT = { lon: 117.007, lat: 30.007 };

export function newEvent(more: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: randomUUID(), category: '0103', text: '路口积水', channel: 'worker', ...POINT, ...more };
}

export async function openDesk(db: Database, settings: Record<string, string> = {}): Promise<Desk> {
  const ahead = { ms: 0 };
  const service = await openApp(db, settings, { clock: () => new Date(Date.now() + ahead.ms) });
  await service.importText('areas', 'areas.geojson', AREAS, { county: COUNTY });
  await service.importText('grids', 'grids.geojson', gridsFile(), { county: COUNTY });
  await service.importText('places', 'places.csv', PLACES, { county: COUNTY, datum: 'wgs84' });
  const tokens = await tokenOfEachRole(db, COUNTY);
  const { app } = service;
  const as = (token: string) => (token.startsWith('gz_') ? { token } : { cookie: token });
  const desk: Desk = {
    ...{ service, ahead, tokens },
    report: (body, token = tokens.worker) => ask(app, 'POST', '/api/events', { ...as(token), payload: newEvent(body) }),
    async reported(body, token) {
      const answer = await desk.report(body, token);
      if (answer.status !== 201) throw new Error(`not reported: ${answer.status} ${JSON.stringify(answer.body)}`);
      return answer.body.event as EventRow;
    },
    async card(id, token = tokens.dispatcher) {
      const answer = await ask(app, 'GET', `/api/events/${id}`, as(token));
      if (answer.status !== 200) throw new Error(`no card: ${answer.status} ${JSON.stringify(answer.body)}`);
      return { ...answer.body, tag: String(answer.headers.etag) };
    },
    async step(id, step, more = {}, token = tokens.dispatcher) {
      const { tag } = await desk.card(id);
      const payload = { id: randomUUID(), step, ...more };
      return ask(app, 'POST', `/api/events/${id}/steps`, { ...as(token), payload, headers: { 'if-match': tag } });
    },
    photo(id, file, token = tokens.worker, photoId) {
      const parts = [{ name: 'file', content: file, fileName: 'photo.jpg' }];
      const { payload, headers } = multipartOf(
        photoId === undefined ? parts : [{ name: 'id', content: photoId }, ...parts],
      );
      return ask(app, 'POST', `/api/events/${id}/photos`, { ...as(token), payload, headers });
    },
    ask: (method, url, payload, token = tokens.admin, headers = {}) =>
      ask(app, method, url, { ...as(token), ...(payload === undefined ? {} : { payload }), headers }),
    async person(login, role, area = COUNTY) {
      await addAccount(db, login, [{ role, area }]);
      return signedIn(app, login);
    },
    close: () => service.close(),
  };
  return desk;
}

export async function tokenOver(db: Database, role: Role, area: string): Promise<string> {
  return addToken(db, `${role} of ${area} ${randomUUID().slice(0, 8)}`, [{ role, area }]);
}

export { asAdmin };
