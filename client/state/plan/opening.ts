/**
 * Opens the plan of the address where a view works on its cells, puts on top what this browser had done and could not send, and
 * closes it again.
 */
import { effect, signal, untracked } from '@preact/signals';
import { asApiError, isAbort } from '../../api/request.ts';
import { areaByCode } from '../areas.ts';
import { type Bounds, flyTo, isBounds, viewport } from '../viewport.ts';
import { session as account } from '../who.ts';
import { headState, plan, planId, worksOnCells } from './head.ts';
import { readJournal } from './journal.ts';
import { meeting, openState, planSession, refusal } from './opened.ts';
import { askEarly, readAnew } from './reading.ts';
import { sourcesOpen } from './sources.ts';

function close(): void {
  planSession.value = null;
  openState.value = { state: 'none' };
  meeting.value = null;
  refusal.value = null;
}

async function open(id: number, signal: AbortSignal): Promise<void> {
  try {
    const pending = await readJournal(id, account.peek()?.login ?? '');
    const dropped = await readAnew(pending, signal);
    if (dropped.length > 0) meeting.value = { others: [], communities: [], dropped };
    openState.value = { state: 'ready' };
    lookAtPlan();
  } catch (error) {
    if (!isAbort(error)) openState.value = { state: 'failed', problem: asApiError(error) };
  }
}

/** The first look at a plan is the whole of it; a link with a camera of its own near by keeps that. */
function lookAtPlan(): void {
  const box = areaByCode.peek().get(plan.peek()?.area ?? '')?.bbox;
  const view = viewport.peek();
  if (!isBounds(box) || (view !== null && isWithin(box, view.bounds))) return;
  flyTo({ bounds: box });
}

/** Whether a look is at a part of the plan: its middle is in it, and it is no wider than all of it. */
function isWithin([west, south, east, north]: Bounds, view: Bounds): boolean {
  const [x, y] = [(view[0] + view[2]) / 2, (view[1] + view[3]) / 2];
  return x > west && x < east && y > south && y < north && view[2] - view[0] <= east - west;
}

/** Again: after it failed, or when the service has moved it to other cells. Nothing where nothing of it is open. */
export function reopen(): void {
  const id = plan.peek()?.id;
  if (id !== undefined && id === openedId) void open(id, new AbortController().signal);
}

/** A plan of which this browser had done something that the service does not know: it is opened to be sent. */
const unsent = signal<number | null>(null);

/** Follows the plan of the address for as long as the workspace is open. */
export function followPlan(): () => void {
  const stopEarly = effect(() => {
    const id = worksOnCells.value ? planId.value : null;
    if (id === null) return;
    const controller = new AbortController();
    askEarly(id, controller.signal);
    return () => controller.abort();
  });
  const stopUnsent = effect(() => {
    const id = worksOnCells.value ? null : planId.value;
    const actor = account.value?.login ?? '';
    if (id === null) return;
    readJournal(id, actor).then((pending) => {
      if (pending.length > 0) unsent.value = id;
    });
  });
  const stop = effect(() => {
    const head = headState.value.head;
    // opening makes the cells, and departments' layers must be there before them
    const id = head?.plan.form === 'cells' && !sourcesOpen.value ? head.plan.id : null;
    const isWanted = worksOnCells.value || unsent.value === id;
    const opened = openedId;
    if (id === opened || (id !== null && !isWanted && opened === null)) return;
    openedId = isWanted ? id : null;
    running?.abort();
    untracked(close);
    if (openedId === null) return;
    running = new AbortController();
    void open(openedId, running.signal);
  });
  return () => {
    stopEarly();
    stopUnsent();
    stop();
    running?.abort();
    openedId = null;
    unsent.value = null;
    close();
  };
}

let openedId: number | null = null;
let running: AbortController | null = null;
