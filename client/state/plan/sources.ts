/**
 * Departments' own layers in the plan of the address 多网合一: which were taken in, where they disagree, who decides first, and
 * the one operation that makes a plan of them. Layers come before the cells, so that their borders cut them.
 */
import { computed, signal } from '@preact/signals';
import type { Datum } from '../../../server/contract/geometry.ts';
import type { PlanSource, SourceReport } from '../../../server/contract/plan-sources.ts';
import { addSource, applySources, listSources, readSourceReport, undoOperation } from '../../api/plan-sources.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { parameter, route } from '../route.ts';
import { flyTo } from '../viewport.ts';
import { headState, loadHead, noteHead, plan, planId } from './head.ts';
import type { SourceFeature } from './source-file.ts';

/** `#/plan/12/sources`: the layers take the place of a view. */
export const sourcesOpen = computed(() => planId.value !== null && route.value.path[2] === 'sources');
export const sourcesPath = (id: number): string => `plan/${id}/sources`;

export type DifferencePlace = SourceReport['pairs'][number]['places'][number];

export const sources = signal<readonly PlanSource[] | null>(null);
/** The names in the order of who decides. */
export const sourceOrder = signal<readonly string[]>([]);
export const sourceReport = signal<SourceReport | null>(null);
export const sourceProblem = signal<ApiError | null>(null);
export const sourceBusy = signal<'adding' | 'comparing' | 'merging' | null>(null);
/** The operation that merged them; it can be taken back here. */
export const mergedSeq = signal<number | null>(null);
/** Shapes of the layers taken in from this screen: the service keeps them, and does not give them out. */
export const sourceShapes = signal<ReadonlyMap<string, readonly SourceFeature[]>>(new Map());

/** The pair of layers whose differences are listed, by its place in the report. */
export const shownPair = signal(0);
const askedPlace = parameter('place');
/** The place chosen, by its number in the list. */
export const chosenPlace = computed(() => (askedPlace.value === null ? null : Number(askedPlace.value)));
export const places = computed<readonly DifferencePlace[]>(
  () => sourceReport.value?.pairs[shownPair.value]?.places ?? [],
);

/** Cells are made: the layers are what they are. */
export const cellsMade = computed(() => plan.value?.communities.some(({ layer }) => layer !== null) ?? false);

export function flyToPlace({ at: [lon = 0, lat = 0] }: DifferencePlace): void {
  flyTo({ lon, lat, zoom: 16.5 });
}

function noteSources(all: readonly PlanSource[]): void {
  sources.value = all;
  const known = sourceOrder.peek().filter((name) => all.some((one) => one.name === name));
  sourceOrder.value = [...known, ...all.map(({ name }) => name).filter((name) => !known.includes(name))];
}

export async function loadSources(id: number, abort: AbortSignal): Promise<void> {
  try {
    noteSources(await listSources(id, abort));
    // comparing makes the cells, so it is not done by itself before they are there
    if (cellsMade.peek() && (sources.peek()?.length ?? 0) > 0) await compareSources(abort);
  } catch (error) {
    if (!isAbort(error)) sourceProblem.value = asApiError(error);
  }
}

export function leaveSources(): void {
  sources.value = null;
  sourceOrder.value = [];
  sourceReport.value = null;
  sourceProblem.value = null;
  sourceBusy.value = null;
  mergedSeq.value = null;
  shownPair.value = 0;
  sourceShapes.value = new Map();
}

/** Runs a deed with the tag of the plan; what the service refuses stands in `sourceProblem`. */
async function deed(name: 'adding' | 'merging', run: (id: number, tag: string) => Promise<void>): Promise<boolean> {
  const { head } = headState.peek();
  if (head === null) return false;
  sourceBusy.value = name;
  sourceProblem.value = null;
  try {
    await run(head.plan.id, head.tag);
    return true;
  } catch (error) {
    sourceProblem.value = asApiError(error);
    await loadHead();
    return false;
  } finally {
    sourceBusy.value = null;
  }
}

export const takeIn = (name: string, datum: Datum, features: readonly SourceFeature[]): Promise<boolean> =>
  deed('adding', async (id, tag) => {
    const grids = { type: 'FeatureCollection' as const, features: [...features] };
    const { answer, tag: next } = await addSource(id, { name, datum, grids }, tag);
    noteHead({ version: (plan.peek()?.version ?? 0) + 1 }, next);
    noteSources(answer.sources);
    // shapes of another datum would lie beside the ground they are about
    if (datum === 'wgs84') sourceShapes.value = new Map(sourceShapes.peek()).set(name, features);
  });

export async function compareSources(abort?: AbortSignal): Promise<void> {
  const id = planId.peek();
  if (id === null) return;
  sourceBusy.value = 'comparing';
  sourceProblem.value = null;
  try {
    sourceReport.value = await readSourceReport(id, abort);
    shownPair.value = 0;
    await loadHead();
  } catch (error) {
    if (!isAbort(error)) sourceProblem.value = asApiError(error);
  } finally {
    sourceBusy.value = null;
  }
}

const newRef = (): string => `sources-${crypto.randomUUID()}`;

export const mergeSources = (): Promise<boolean> =>
  deed('merging', async (id, tag) => {
    const { answer, tag: next } = await applySources(id, { ref: newRef(), order: [...sourceOrder.peek()] }, tag);
    mergedSeq.value = answer.seq;
    noteHead({ version: answer.version, seq: answer.seq }, next);
  });

export const undoMerge = (): Promise<boolean> =>
  deed('merging', async (id, tag) => {
    const of = mergedSeq.peek();
    if (of === null) return;
    const { answer, tag: next } = await undoOperation(id, newRef(), of, tag);
    mergedSeq.value = null;
    noteHead({ version: answer.version, seq: answer.seq }, next);
  });

/** Moves a layer one place up (−1) or down (+1) among those that decide. */
export function moved(order: readonly string[], name: string, by: 1 | -1): readonly string[] {
  const from = order.indexOf(name);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = [...order];
  next[from] = order[to]!;
  next[to] = name;
  return next;
}
