/** Machine tokens, by admins: nobody gives a token more than they have, and an admin of an area handles that area's only. */
import type { Static } from 'typebox';
import type { TokenView } from '../contract/access.ts';
import { Refusal } from '../contract/problem.ts';
import { administers, assertAdministers, commonArea } from './account-rules.ts';
import { audit } from './audit.ts';
import type { Caller, CallerGrant } from './caller.ts';
import type { AccessDeps } from './deps.ts';
import { forgetTokens } from './known-tokens.ts';
import { lockAccounts } from './repository.ts';
import { ADMIN_TOKEN_NAME, newToken } from './token.ts';
import { insertToken, liveTokens, revokeToken, type StoredToken, tokenById } from './token-repository.ts';

export type TokenAnswer = Static<typeof TokenView>;

function answer(token: StoredToken): TokenAnswer {
  const { id, name, grants, expiresAt, createdAt } = token;
  return {
    id,
    name,
    grants: grants as TokenAnswer['grants'],
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}

/** Expired ones too; revoked ones not. */
export async function listTokens(deps: AccessDeps, caller: Caller): Promise<TokenAnswer[]> {
  return (await liveTokens(deps.db)).filter((token) => administers(caller, token.grants)).map(answer);
}

/** The token itself is in this answer and nowhere else. Throws 'area-forbidden', 'value-out-of-bounds', 'duplicate'. */
export async function createToken(
  deps: AccessDeps,
  caller: Caller,
  body: { name: string; grants: CallerGrant[]; expiresAt?: string },
): Promise<TokenAnswer & { token: string }> {
  assertAdministers(caller, body.grants);
  const now = deps.clock();
  const expiresAt = body.expiresAt === undefined ? null : new Date(body.expiresAt);
  if (expiresAt !== null && !(expiresAt > now)) {
    throw new Refusal('value-out-of-bounds', {}, { errors: [{ pointer: '/expiresAt', code: 'past' }] });
  }
  const { token, hash } = newToken();
  const { name, grants } = body;
  const stored = await deps.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const taken = name === ADMIN_TOKEN_NAME || (await liveTokens(tx)).some((other) => other.name === name);
    if (taken) throw new Refusal('duplicate', { name }, { errors: [{ pointer: '/name', code: 'taken' }] });
    const row = await insertToken(tx, { name, hash, grants, createdBy: caller.actor, now, expiresAt });
    await audit(tx, {
      actor: caller.actor,
      action: 'token.create',
      target: String(row.id),
      area: commonArea(grants),
      detail: { name, grants, expiresAt },
      at: now,
    });
    return row;
  });
  return { ...answer(stored), token };
}

/** Throws 'not-found', 'area-forbidden'. */
export async function endToken(deps: AccessDeps, caller: Caller, id: number): Promise<void> {
  await deps.db.transaction(async (tx) => {
    await lockAccounts(tx);
    const token = await tokenById(tx, id);
    if (token === undefined) throw new Refusal('not-found', { id });
    assertAdministers(caller, token.grants);
    await revokeToken(tx, id, deps.clock());
    await audit(tx, {
      actor: caller.actor,
      action: 'token.revoke',
      target: String(id),
      area: commonArea(token.grants),
      detail: { name: token.name },
      at: deps.clock(),
    });
  });
  forgetTokens(deps.db);
}
