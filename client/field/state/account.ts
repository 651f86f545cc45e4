/** Signing in to the account and out of it. Out: everything this page kept is wiped, except what was not sent. */
import { signal } from '@preact/signals';
import type { SessionView } from '../../../server/contract/access.ts';
import { asApiError } from '../../api/request.ts';
import * as session from '../../api/session.ts';
import { clear, put, readOne, remove } from '../store/database.ts';
import { forgetKept } from '../store/kept.ts';
import { keepWho, keptWho, login, who } from './me.ts';
import { outbox } from './outbox.ts';
import { forgetParts, restoreParts } from './part.ts';
import { flushFixes, position, waitingFixes } from './position.ts';
import { reached, refresh } from './refresh.ts';

/** Whether the service offers its demo users. */
export const isDemo = signal(false);

const END = 'end-session';

/** Signed out without network: the session ends with the next word to the service, before anything else. */
const endLater = (): Promise<void> => put('kept', END, true).catch(() => {});

async function endIfAsked(): Promise<void> {
  if ((await readOne<boolean>('kept', END).catch(() => undefined)) !== true) return;
  await session.signOut();
  await remove('kept', [END]);
}

async function enter(view: SessionView): Promise<void> {
  if (view.login === null) return;
  await keepWho(view);
  await restoreParts(view.login);
  who.value = view;
  outbox.needsSignIn.value = false;
  void refresh(true);
  void outbox.run();
}

/** Without network whoever was signed in last stays so; the service decides when it is reached. */
export async function start(): Promise<void> {
  await outbox.load().catch(() => {});
  const known = await keptWho();
  if (known !== null) {
    await restoreParts(known.login ?? '');
    who.value = known;
  }
  try {
    await endIfAsked();
    const view = await session.readSession();
    reached.value = true;
    isDemo.value = view.demo;
    if (view.login !== null && (known === null || known.login === view.login)) await enter(view);
    else if (known !== null && view.login !== known.login) outbox.needsSignIn.value = true;
    else who.value = null;
  } catch (error) {
    reached.value = asApiError(error).code !== 'service-unreachable';
    if (known === null) who.value = null;
  }
}

/** Rejects with ApiError. */
export async function signIn(name: string, password: string): Promise<void> {
  await endIfAsked();
  const view = await session.signIn(name, password);
  const before = login.peek();
  if (before !== null && before !== view.login) await wipe();
  await enter(view);
}

async function wipe(): Promise<void> {
  forgetParts();
  position.value = null;
  waitingFixes.value = 0;
  await forgetKept();
  await clear('fixes').catch(() => {});
  await outbox.forgetSent();
}

/** What is on its way is given the chance to arrive; where there is no network, positions that wait are lost, as was said. */
export async function signOut(): Promise<void> {
  await flushFixes();
  await wipe();
  who.value = null;
  outbox.needsSignIn.value = false;
  await session.signOut().catch(endLater);
  const view = await session.readSession().catch(() => null);
  if (view !== null) isDemo.value = view.demo;
}
