/**
 * Workers on duty in the command's area: asked for as a list, with names and grids, and moved on by the socket in between. Shown
 * for as long as somebody looks.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { PositionList, WorkerPosition } from '../../../../server/contract/positions.ts';
import { readPositions } from '../../../api/command-people.ts';
import { type ApiError, asApiError, isAbort } from '../../../api/request.ts';
import { ahead } from '../clock.ts';
import { commandArea } from '../roles.ts';
import type { CellRow } from './cell-frame.ts';
import { lineOpen, openLine } from './position-line.ts';

const listed = signal<PositionList | null>(null);
export const positionProblem = signal<ApiError | null>(null);
/** When the list last came, in milliseconds of this machine. */
export const listedAt = signal<number | null>(null);

interface Heard extends CellRow {
  /** Milliseconds of the service. */
  readonly at: number;
}
const heard = signal<ReadonlyMap<number, Heard>>(new Map());

export const chosenWorker = signal<number | null>(null);
export const pointedWorker = signal<number | null>(null);

const ALONE_MS = 5_000;
const BESIDE_MS = 15_000;

/** The newer of the list's and the socket's. Pure. */
export function withHeard(position: WorkerPosition, row: Heard | undefined): WorkerPosition {
  if (row === undefined || row.at <= Date.parse(position.at) + 500) return position;
  const { lon, lat, accuracyM, coarse, fresh, place, at } = row;
  return { ...position, lon, lat, accuracyM, coarse, fresh, place, at: new Date(at).toISOString() };
}

/** By name; null: not known yet. */
export const positions = computed<readonly WorkerPosition[] | null>(
  () => listed.value?.positions.map((one) => withHeard(one, heard.value.get(one.worker))) ?? null,
);
export const chosenPosition = computed(
  () => positions.value?.find(({ worker }) => worker === chosenWorker.value) ?? null,
);

async function ask(area: string, gone: AbortSignal): Promise<void> {
  try {
    const list = await readPositions(area, gone);
    if (gone.aborted) return;
    listed.value = list;
    listedAt.value = Date.now();
    positionProblem.value = null;
  } catch (error) {
    if (!isAbort(error)) positionProblem.value = asApiError(error);
  }
}

export function hear(rows: readonly CellRow[], now = Date.now() + ahead.peek()): void {
  const next = new Map(heard.peek());
  for (const row of rows) next.set(row.worker, { ...row, at: now - row.ageS * 1000 });
  heard.value = next;
}

function follow(): () => void {
  const stopAsking = effect(() => {
    const area = commandArea.value;
    if (area === null) return;
    const gone = new AbortController();
    untracked(() => void ask(area, gone.signal));
    const timer = setInterval(() => void ask(area, gone.signal), lineOpen.value ? BESIDE_MS : ALONE_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  });
  const stopLine = openLine(hear);
  return () => {
    stopAsking();
    stopLine();
    listed.value = null;
    listedAt.value = null;
    heard.value = new Map();
    positionProblem.value = null;
    chosenWorker.value = null;
    pointedWorker.value = null;
  };
}

let watchers = 0;
let stopFollowing: (() => void) | null = null;

/** Several parts of the screen may look at once: asked for once. The answer ends the look. */
export function watchPositions(): () => void {
  if (watchers++ === 0) stopFollowing = follow();
  return () => {
    if (--watchers > 0) return;
    stopFollowing?.();
    stopFollowing = null;
  };
}
