/**
 * Who speaks for the simulated people: two machine tokens over the demo county, made by its demo administrator and revoked at the end.
 * They reach that county and no other, and end by themselves when nobody revokes them.
 */

import type { Static } from 'typebox';
import type { TokenCreated } from '../contract/access.ts';
import { DEMO_USERS } from '../contract/demo.ts';
import type { Api } from './api.ts';

export interface Credentials {
  /** Speaks for workers, and handles what is dispatched. */
  readonly field: string;
  /** Files, dispatches, verifies, closes. */
  readonly office: string;
  revoke(): Promise<void>;
}

const KEPT_MS = 26 * 3_600_000;

/** Throws when this is not a service with the demo county and its published password. */
export async function demoCredentials(api: Api, county: string, now: Date): Promise<Credentials> {
  const { body } = await api.must<{ demo: boolean }>('/api/session');
  if (!body.demo) throw new Error('this service does not hold the demo county');
  const { login, password } = DEMO_USERS.find(({ role }) => role === 'admin')!;
  const { cookie } = await api.must('/api/session', { method: 'POST', body: { login, password } });
  if (cookie === undefined) throw new Error('no session was opened');
  const expiresAt = new Date(now.getTime() + KEPT_MS).toISOString();
  const mark = Math.random().toString(36).slice(2, 8);
  const make = async (name: string, roles: readonly string[]): Promise<Static<typeof TokenCreated>> => {
    const grants = roles.map((role) => ({ role, area: county }));
    const asked = { method: 'POST', cookie, body: { name: `${name} ${mark}`, grants, expiresAt } };
    return (await api.must<Static<typeof TokenCreated>>('/api/tokens', asked)).body;
  };
  const field = await make('演示·模拟网格员', ['worker', 'dispatcher']);
  const office = await make('演示·模拟指挥员', ['dispatcher']);
  return {
    field: field.token,
    office: office.token,
    async revoke() {
      for (const { id } of [field, office]) await api.ask(`/api/tokens/${id}`, { method: 'DELETE', cookie });
      await api.ask('/api/session', { method: 'DELETE', cookie });
    },
  };
}
