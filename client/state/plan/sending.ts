/**
 * Autosave: what was done goes to the service as soon as it is on the screen, one request at a time, and is in the journal until
 * it is confirmed. When somebody else was faster the plan is read anew, ours is put on top, and both are told. Without a network
 * it waits.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { PlanOperation } from '../../../server/contract/plan-operations.ts';
import type { OperationRefusal } from '../../../server/contract/plan-refusal.ts';
import { readOperations, sendOperations } from '../../api/plan-edits.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { frameDrawn } from './after-frame.ts';
import { loadHead, noteHead, plan } from './head.ts';
import { writeJournal } from './journal.ts';
import { meeting, noteChange, planSession, queued } from './opened.ts';
import type { Dropped, PlanSession } from './plan-session.ts';
import { readAnew, stateTag } from './reading.ts';

/** Operations in one request. */
const MOST = 200;
const AGAIN_MS = [1000, 2000, 5000, 10_000, 30_000] as const;

export type Saving =
  | { readonly state: 'saved' }
  | { readonly state: 'sending' }
  | { readonly state: 'waiting'; readonly problem: ApiError };

export const saving = signal<Saving>({ state: 'saved' });
/** Done here and not confirmed. */
export const unsent = computed(() => {
  void queued.value;
  void saving.value;
  return planSession.value?.pending.length ?? 0;
});

let running: Promise<void> | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let failures = 0;

/** Sends what is pending; resolves when nothing is left or it has to wait. */
export function flush(): Promise<void> {
  running ??= sendAll().finally(() => {
    running = null;
  });
  return running;
}

async function sendAll(): Promise<void> {
  clearTimeout(timer);
  for (;;) {
    const session = planSession.peek();
    const id = plan.peek()?.id;
    if (session === null || id === undefined || session.pending.length === 0) break;
    saving.value = { state: 'sending' };
    await frameDrawn();
    if (planSession.peek() !== session) continue;
    try {
      await sendSome(session, id);
      failures = 0;
    } catch (error) {
      const problem = asApiError(error);
      saving.value = { state: 'waiting', problem };
      // Not a draft any more, or no right to it any more: trying again would not help.
      if (problem.status >= 400 && problem.status < 500 && problem.status !== 429) return void loadHead();
      const wait = AGAIN_MS[Math.min(failures++, AGAIN_MS.length - 1)]!;
      timer = setTimeout(() => void flush(), wait);
      return;
    }
  }
  saving.value = { state: 'saved' };
}

async function sendSome(session: PlanSession, id: number): Promise<void> {
  await writeJournal(id, session.actor, session.pending);
  try {
    const { done, tag } = await sendOperations(id, session.toSend(MOST), stateTag.peek());
    if (planSession.peek() !== session) return;
    session.confirm(done.operations.map(({ ref }) => ref));
    stateTag.value = tag;
    noteHead({ seq: done.seq, version: done.version, changedAt: done.operations.at(-1)!.at }, tag);
    await writeJournal(id, session.actor, session.pending);
  } catch (error) {
    const { code, params } = asApiError(error);
    if (code !== 'precondition-failed' && code !== 'operation-refused') throw error;
    await meet(session, params as unknown as Met);
  }
}

/** 412 tells what we missed; 409 which of ours the service will not do, and why. */
type Met = Partial<OperationRefusal> & { readonly ref?: string; readonly operations?: readonly PlanOperation[] };

/** Somebody was faster: theirs first, ours on top. What the service refused is not tried again. */
async function meet(session: PlanSession, { ref, operations = [], ...refusal }: Met): Promise<void> {
  const refused = session.pending.find((one) => one.ref === ref);
  const dropped = await readAnew(session.pending.filter((one) => one !== refused));
  const own = refused ? [{ operation: refused.operation, refusal: refusal as OperationRefusal }] : [];
  tell(operations, [...own, ...dropped]);
  const fresh = planSession.peek();
  const id = plan.peek()?.id;
  if (fresh !== null && id !== undefined) await writeJournal(id, fresh.actor, fresh.pending);
}

function tell(missed: readonly PlanOperation[], dropped: readonly Dropped[]): void {
  const actor = planSession.peek()?.actor;
  const theirs = missed.filter((operation) => operation.actor !== actor);
  if (theirs.length === 0 && dropped.length === 0) return;
  const counts = new Map<string, number>();
  for (const one of theirs) counts.set(one.actor, (counts.get(one.actor) ?? 0) + 1);
  const codes = theirs.flatMap(({ operation: { args } }) => ('community' in args ? [args.community] : []));
  meeting.value = {
    others: [...counts].map(([who, operations]) => ({ actor: who, operations })),
    communities: [...new Set(codes)].sort(),
    dropped,
  };
}

/** Operations of the service's own that follow ours, like a proposal that was taken: nothing may be pending. */
export function adopt(operations: readonly PlanOperation[], version: number, tag: string): void {
  const session = planSession.peek();
  if (session === null) return;
  const touched = session.adopt(operations);
  stateTag.value = tag;
  noteHead({ seq: session.plan.seq, version }, tag);
  noteChange(touched);
}

/** Others have changed the plan: what they did is taken over, unless something of ours is on its way, which meets it anyway. */
export async function catchUp(): Promise<void> {
  const session = planSession.peek();
  const id = plan.peek()?.id;
  if (session === null || id === undefined || session.pending.length > 0 || running !== null) return;
  const { operations, seq } = await readOperations(id, session.plan.seq);
  if (planSession.peek() !== session || session.pending.length > 0 || seq <= session.plan.seq) return;
  await readAnew([]);
  tell(operations, []);
}

/** Sends for as long as the workspace is open. */
export function followSending(): () => void {
  const stop = effect(() => {
    void queued.value;
    if (planSession.value !== null) untracked(() => void flush());
  });
  const again = (): void => void flush();
  // what was done in the very last frame
  const leave = (): void => {
    const session = planSession.peek();
    const id = plan.peek()?.id;
    if (session !== null && id !== undefined && session.pending.length > 0) {
      void writeJournal(id, session.actor, session.pending);
    }
  };
  window.addEventListener('online', again);
  window.addEventListener('pagehide', leave);
  return () => {
    stop();
    clearTimeout(timer);
    window.removeEventListener('online', again);
    window.removeEventListener('pagehide', leave);
  };
}
