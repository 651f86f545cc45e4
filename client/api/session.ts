/** Who is signed in. The session itself is an HttpOnly cookie this code never sees. */
import type { SessionView } from '../../server/contract/access.ts';
import { request } from './request.ts';

export const readSession = () => request<SessionView>('/api/session');

export const signIn = (login: string, password: string) =>
  request<SessionView>('/api/session', { method: 'POST', json: { login, password } });

export const signOut = () => request<unknown>('/api/session', { method: 'DELETE' });

/** Spends the one-time link of the first start; the new account is the first admin, and signed in. */
export const setUp = (body: { link: string; login: string; name: string; password: string }) =>
  request<SessionView>('/api/setup', { method: 'POST', json: body });
