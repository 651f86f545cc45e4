/**
 * Opens the plan of the address: cells of every community, a few at a time, then its state and the end of its log, then what
 * this browser had done and could not send. Layers are kept while the same plan is read again.
 */
import { effect, signal, untracked } from '@preact/signals';
import type { PlanOperation } from '../../../server/contract/plan-operations.ts';
import type { Plan } from '../../../server/contract/plans.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import type { CellLayer } from '../../../server/partition/cells/cell-layer.ts';
import { decodeLayer } from '../../../server/partition/plan/layer-codec.ts';
import { readCells, readMadeCells, readOperations, readPlanState } from '../../api/plan-edits.ts';
import { asApiError, isAbort } from '../../api/request.ts';
import { areaByCode } from '../areas.ts';
import { type Bounds, flyTo, isBounds, viewport } from '../viewport.ts';
import { session as account } from '../who.ts';
import { headState, noteHead, plan } from './head.ts';
import { readJournal } from './journal.ts';
import { meeting, noteChange, older, openState, planSession, queued, refusal } from './opened.ts';
import { type Dropped, type Pending, PlanSession } from './plan-session.ts';
import { sourcesOpen } from './sources.ts';

/** Builds of cells on the service run side by side; more only queue there. */
const AT_ONCE = 4;
/** Operations of the log that are read when a plan is opened; the rest when somebody undoes that far. */
const HISTORY = 500;

/** Ground plans by place, of communities whose borders somebody has taken hold of; null: it has none. */
export const groundPlans = new Map<string, MultiPolygon>();

const layers = new Map<string, CellLayer>();
let layersOf = 0;

/** The tag that the next change must name. */
export const stateTag = signal('');

/** Reads the plan and puts `pending` on top of it; the answer is what of that could not be kept. */
export async function readAnew(
  pending: readonly Pending[],
  signal?: AbortSignal,
  history: number = HISTORY,
): Promise<readonly Dropped[]> {
  const now = plan.peek();
  if (now === null) return [];
  const codes = now.communities.flatMap(({ code, drawn }) => (drawn ? [code] : []));
  await loadMade(now, signal);
  await loadLayers(now.id, codes, signal);
  const { state, tag } = await readPlanState(now.id, codes, signal);
  const { seq } = state.snapshot;
  const operations = await readLog(now.id, Math.max(0, seq - history), seq, signal);
  const stale = state.snapshot.communities.filter(({ community, layer }) => layers.get(community)?.hash !== layer);
  if (stale.length > 0) {
    for (const { community } of stale) layers.delete(community);
    await loadLayers(now.id, codes, signal);
  }
  const fresh = new PlanSession({
    snapshot: state.snapshot,
    layers,
    standard: state.standard,
    earlier: operations,
    actor: account.peek()?.login ?? '',
    footprints: (place) => groundPlans.get(place) ?? null,
  });
  const dropped = fresh.redoPending(pending);
  stateTag.value = tag;
  noteHead({ seq, version: state.version }, tag);
  older.value = history < Infinity && fresh.undoable === null && state.undo !== null;
  planSession.value = fresh;
  refusal.value = null;
  noteChange(null);
  if (fresh.pending.length > 0) queued.value += 1;
  return dropped;
}

/** Operations after one up to another, page by page. */
async function readLog(id: number, after: number, last: number, signal?: AbortSignal): Promise<PlanOperation[]> {
  const log: PlanOperation[] = [];
  for (let from = after; from < last; ) {
    const { operations } = await readOperations(id, from, signal);
    log.push(...operations.filter(({ seq }) => seq <= last));
    const end = operations.at(-1)?.seq;
    if (end === undefined) break;
    from = end;
  }
  return log;
}

/** A county has hundreds of communities: those that are built come in one answer, and only the others one by one. */
async function loadMade({ id, communities }: Plan, signal?: AbortSignal): Promise<void> {
  if (layersOf !== id) layers.clear();
  layersOf = id;
  const made = communities.filter(({ code, layer }) => layer !== null && !layers.has(code));
  if (made.length < 2) return;
  for (const bytes of await readMadeCells(id, signal)) {
    const layer = decodeLayer(bytes);
    layers.set(layer.community, layer);
  }
}

async function loadLayers(id: number, codes: readonly string[], signal?: AbortSignal): Promise<void> {
  if (layersOf !== id) layers.clear();
  layersOf = id;
  const missing = codes.filter((code) => !layers.has(code));
  let next = 0;
  const tell = (): void => {
    if (planSession.peek() === null) openState.value = { state: 'loading', done: layers.size, of: codes.length };
  };
  tell();
  const one = async (): Promise<void> => {
    for (let code = missing[next++]; code !== undefined; code = missing[next++]) {
      layers.set(code, decodeLayer(await readCells(id, code, signal)));
      tell();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

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

/** Tries again after it failed. */
export function reopen(): void {
  const id = plan.peek()?.id;
  if (id !== undefined) void open(id, new AbortController().signal);
}

/** Follows the plan of the address for as long as the workspace is open. */
export function followPlan(): () => void {
  const stop = effect(() => {
    const head = headState.value.head;
    // opening makes the cells, and departments' layers must be there before them
    const id = head?.plan.form === 'cells' && !sourcesOpen.value ? head.plan.id : null;
    if (id === untracked(() => openedId)) return;
    openedId = id;
    running?.abort();
    untracked(close);
    if (id === null) return;
    running = new AbortController();
    void open(id, running.signal);
  });
  return () => {
    stop();
    running?.abort();
    openedId = null;
    close();
  };
}

let openedId: number | null = null;
let running: AbortController | null = null;
