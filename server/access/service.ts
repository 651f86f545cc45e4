/** Signing in and out, and the first admin. */
import type { SessionView } from '../contract/access.ts';
import { Refusal } from '../contract/problem.ts';
import { assertPassword, assertUsableLogin } from './account-rules.ts';
import { attemptSucceeded, beginAttempt } from './attempts.ts';
import { audit } from './audit.ts';
import type { CallerGrant } from './caller.ts';
import type { AccessRouteDeps } from './deps.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { type Account, accountByLogin, insertAccount } from './repository.ts';
import { endSession, findSession, startSession } from './session.ts';
import { isSetupLink, useSetupLink } from './setup-link.ts';

export interface SignedIn {
  /** For the cookie. */
  sessionId: string;
  view: SessionView;
}

interface From {
  address: string;
  /** The session id the browser came with. */
  presented: string | undefined;
}

/** Throws 'too-many-requests' with the wait, 'login-failed'. An unknown login takes as long as a wrong password. */
export async function signIn(
  deps: AccessRouteDeps,
  body: { login: string; password: string },
  from: From,
): Promise<SignedIn> {
  const { db, clock } = deps;
  const attempt = { login: body.login, address: from.address };
  const waitS = await beginAttempt(db, attempt, clock());
  if (waitS !== null) throw new Refusal('too-many-requests', { retryAfterS: waitS });
  const account = await accountByLogin(db, body.login);
  const right = await verifyPassword(body.password, account?.passwordHash, deps.config.passwordCost);
  if (!right || account === undefined || account.disabled) {
    await db.transaction((tx) =>
      audit(tx, {
        actor: 'public',
        action: 'session.refuse',
        target: body.login,
        detail: { address: from.address },
        at: clock(),
      }),
    );
    throw new Refusal('login-failed');
  }
  const sessionId = await db.transaction(async (tx) => {
    await attemptSucceeded(tx, attempt, clock());
    const id = await startSession(tx, account.id, clock(), from.presented);
    await audit(tx, {
      actor: account.login,
      action: 'session.start',
      target: account.login,
      detail: { address: from.address },
      at: clock(),
    });
    return id;
  });
  return { sessionId, view: viewOf(deps, account) };
}

export async function signOut(deps: AccessRouteDeps, sessionId: string): Promise<void> {
  const { db, clock } = deps;
  const session = await findSession(db, sessionId, clock());
  await db.transaction(async (tx) => {
    const ended = await endSession(tx, sessionId);
    if (!ended || session === undefined) return;
    await audit(tx, { actor: session.login, action: 'session.end', target: session.login, at: clock() });
  });
}

/** Who is signed in with this id; nobody when it is over. */
export async function currentSession(deps: AccessRouteDeps, sessionId: string | undefined): Promise<SessionView> {
  const session = sessionId === undefined ? undefined : await findSession(deps.db, sessionId, deps.clock());
  return viewOf(deps, session);
}

/** Throws 'setup-link-invalid', 'password-weak', 'duplicate'. */
export async function setUp(
  deps: AccessRouteDeps,
  body: { link: string; login: string; name: string; password: string },
  from: From,
): Promise<SignedIn> {
  const { db, clock } = deps;
  if (!(await isSetupLink(db, body.link, clock()))) throw new Refusal('setup-link-invalid');
  assertPassword(body.password, body.login);
  const passwordHash = await hashPassword(body.password, deps.config.passwordCost);
  const grants: CallerGrant[] = [{ role: 'admin', area: null }];
  const sessionId = await db.transaction(async (tx) => {
    const now = clock();
    if (!(await useSetupLink(tx, body.link, now))) throw new Refusal('setup-link-invalid');
    await assertUsableLogin(tx, body.login);
    const id = await insertAccount(tx, { login: body.login, name: body.name, passwordHash, grants, demo: false });
    const session = await startSession(tx, id, now, from.presented);
    await audit(tx, {
      actor: body.login,
      action: 'account.setup',
      target: body.login,
      detail: { address: from.address },
      at: now,
    });
    return session;
  });
  return { sessionId, view: viewOf(deps, { login: body.login, name: body.name, grants }) };
}

function viewOf(deps: AccessRouteDeps, who: Pick<Account, 'login' | 'name' | 'grants'> | undefined): SessionView {
  const demo = deps.demo();
  if (who === undefined) return { login: null, name: null, grants: [], demo };
  return { login: who.login, name: who.name, grants: who.grants as SessionView['grants'], demo };
}
