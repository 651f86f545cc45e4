/**
 * Reads a plan: cells of every community, a few at a time, then its state and the end of its log. Layers are kept while the same
 * plan is read again.
 */
import { signal } from '@preact/signals';
import type { PlanOperation } from '../../../server/contract/plan-operations.ts';
import type { Plan } from '../../../server/contract/plans.ts';
import type { MultiPolygon } from '../../../server/geometry/polygon.ts';
import type { CellLayer } from '../../../server/partition/cells/cell-layer.ts';
import { decodeLayer } from '../../../server/partition/plan/layer-codec.ts';
import { unpackLayers } from '../../../server/partition/plan/layer-pack.ts';
import { readCells, readMadeCells, readOperations, readPlanState } from '../../api/plan-edits.ts';
import { session as account } from '../who.ts';
import { noteHead, plan } from './head.ts';
import { noteChange, older, openState, planSession, queued, refusal } from './opened.ts';
import { type Dropped, type Pending, PlanSession } from './plan-session.ts';

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
  const askState = () => readPlanState(now.id, codes, signal);
  const cells = async () => {
    await loadMade(now, signal);
    await loadLayers(now.id, codes, signal);
  };
  // while the answer with the cells is taken apart; where cells are still to be built, they come first
  const isMade = now.communities.every(({ drawn, layer }) => !drawn || layer !== null);
  const [early] = await Promise.all([isMade ? askState() : null, cells()]);
  const { state, tag } = early ?? (await askState());
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
  const asked = early?.id === id ? early.cells : readMadeCells(id, signal);
  early = null;
  for (const bytes of unpackLayers(await asked)) {
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

/** Cells asked for by the address alone, while the plan itself is still on its way. */
let early: { readonly id: number; readonly cells: Promise<Uint8Array> } | null = null;

/** Nothing is asked where the cells of this plan are there already. */
export function askEarly(id: number, signal: AbortSignal): void {
  if (id === layersOf) return;
  const cells = readMadeCells(id, signal);
  // whoever takes them hears of a failure; so does the plan, which is asked for beside them
  cells.catch(() => {});
  early = { id, cells };
}
