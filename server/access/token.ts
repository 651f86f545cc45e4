/** Machine tokens: `gz_` and 256 random bits, shown once. GEZHONG_ADMIN_TOKEN is one more, with every right. */
import type { Queryable } from '../database/database.ts';
import type { Caller } from './caller.ts';
import { knownToken } from './known-tokens.ts';
import { hashSecret, newSecret, sameSecret } from './secret.ts';

export const ADMIN_TOKEN_NAME = 'GEZHONG_ADMIN_TOKEN';

const LOOKS_RIGHT = /^gz_[A-Za-z0-9_-]{43}$/;

export function newToken(): { token: string; hash: Uint8Array } {
  const token = newSecret('gz_');
  return { token, hash: hashSecret(token) };
}

/** undefined: unknown, expired or revoked. */
export async function callerOfToken(
  q: Queryable,
  presented: string,
  adminToken: string | undefined,
  now: Date,
): Promise<Caller | undefined> {
  if (adminToken !== undefined && sameSecret(presented, adminToken)) {
    return { kind: 'token', actor: `token:${ADMIN_TOKEN_NAME}`, grants: [{ role: 'admin', area: null }] };
  }
  if (!LOOKS_RIGHT.test(presented)) return undefined;
  const token = await knownToken(q, hashSecret(presented));
  if (token === undefined || token.revokedAt !== null) return undefined;
  if (token.expiresAt !== null && token.expiresAt <= now) return undefined;
  return { kind: 'token', actor: `token:${token.name}`, grants: token.grants };
}
