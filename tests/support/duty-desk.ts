/** The desk of events with two workers of the register who sign in, and a clock that is set to a Thursday of October 2026. */
import { randomUUID } from 'node:crypto';
import type { Worker } from '../../server/contract/workers.ts';
import type { Database } from '../../server/database/database.ts';
import { sql } from '../../server/database/sql.ts';
import type { Answer } from './access-app.ts';
import { COMMUNITY, type Desk, openDesk } from './event-desk.ts';

export interface DutyDesk extends Desk {
  /** Worker of grid 001, and worker of grid 002, with a cookie each. */
  one: Worker;
  two: Worker;
  cookies: { one: string; two: string };
  /** `10-08 08:30` in Asia/Shanghai, of the year of the clock. */
  setClock(text: string): void;
  at(text: string): string;
  signIn(body?: Record<string, unknown>, cookie?: string): Promise<Answer>;
  signOut(id: string, body?: Record<string, unknown>, cookie?: string): Promise<Answer>;
}

/** In the middle of grid 001 and 002. */
export const IN_ONE = { lon: 117.007, lat: 30.007 };
export const IN_TWO = { lon: 117.015, lat: 30.005 };
/** A year to come: posts of now are in force in it. */
const YEAR = 2027;

export async function openDutyDesk(db: Database): Promise<DutyDesk> {
  const desk = await openDesk(db);
  const cookies = {
    one: await desk.person('one', 'worker', COMMUNITY),
    two: await desk.person('two', 'worker', COMMUNITY),
  };
  // the clock is moved by months, and nobody signs in anew for it
  await db.query(sql`update session set seen_at = '2035-01-01', expires_at = '2035-01-01'`);
  const add = async (login: string, grid: string): Promise<Worker> => {
    const body = { code: login, area: COMMUNITY, name: `网格员${login}`, login };
    const { body: worker } = await desk.ask('POST', '/api/workers', body, desk.tokens.admin);
    await desk.ask('POST', `/api/workers/${worker.id}/posts`, { grid: `${COMMUNITY}${grid}`, role: 'worker' });
    return (await desk.ask('GET', `/api/workers/${worker.id}`)).body;
  };
  const one = await add('one', '001');
  const two = await add('two', '002');
  await desk.ask('PUT', `/api/calendar/${YEAR}?area=990101`, {
    days: [{ date: `${YEAR}-10-09`, work: true, name: '调休' }],
  });
  const instant = (text: string): number => Date.parse(`${YEAR}-${text.replace(' ', 'T')}+08:00`);
  return {
    ...desk,
    ...{ one, two, cookies },
    setClock(text) {
      desk.ahead.ms = instant(text.length === 11 ? `${text}:00` : text) - Date.now();
    },
    at: (text) => new Date(instant(text.length === 11 ? `${text}:00` : text)).toISOString(),
    signIn: (body = {}, cookie = cookies.one) =>
      desk.ask('POST', '/api/duty/sign-in', { id: randomUUID(), ...IN_ONE, ...body }, cookie),
    signOut: (id, body = {}, cookie = cookies.one) =>
      desk.ask('POST', '/api/duty/sign-out', { id, ...IN_ONE, ...body }, cookie),
  };
}
