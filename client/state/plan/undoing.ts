/**
 * Undo and redo, always, back to the first step: what this browser knows of is done here at once; what lies before the part of
 * the log it has read is read first; a move to other cells is undone by the service, since it brings other cells along.
 */

import { sendOperations } from '../../api/plan-edits.ts';
import { asApiError } from '../../api/request.ts';
import { announce } from '../announce.ts';
import { plan } from './head.ts';
import { mayEdit, note, older, planSession, refusal } from './opened.ts';
import type { PlanSession } from './plan-session.ts';
import { readAnew, stateTag } from './reading.ts';
import { flush } from './sending.ts';

type Kind = 'undo' | 'redo';

export const undo = (): void => void back('undo');
export const redo = (): void => void back('redo');

async function back(kind: Kind): Promise<void> {
  const session = planSession.peek();
  if (session === null || !mayEdit.peek()) return;
  if (nextOf(session, kind) === null && older.peek()) {
    await readAnew(session.pending, undefined, Infinity);
    return back(kind);
  }
  const next = nextOf(session, kind);
  if (next?.operation.kind === 'rebase') await backOnService(session, kind, next.seq);
  else note(session.back(kind));
}

function nextOf(session: PlanSession, kind: Kind) {
  const seq = kind === 'undo' ? session.undoable : session.redoable;
  return seq === null ? null : (session.log.entry(seq) ?? null);
}

async function backOnService(session: PlanSession, kind: Kind, of: number): Promise<void> {
  await flush();
  const id = plan.peek()?.id;
  if (id === undefined || session.pending.length > 0) return;
  try {
    await sendOperations(id, [{ ref: crypto.randomUUID(), operation: { kind, args: { of } } }], stateTag.peek());
  } catch (error) {
    const { code, params } = asApiError(error);
    if (code === 'operation-refused') refusal.value = params as unknown as NonNullable<typeof refusal.value>;
    else announce(code);
    return;
  }
  await readAnew([]);
}
