/**
 * Two sides compared: which ones, what the service found, and which pair of grids and which building are looked at. The
 * address keeps sides and pair, so that a link brings back the screen.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { MovedBuilding, PlanComparison } from '../../../server/contract/plan-compare.ts';
import { comparePlans } from '../../api/plan-compare.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { boundsOf } from '../bounds-of.ts';
import { parameter, setParams } from '../route.ts';
import { flyTo, viewport } from '../viewport.ts';
import { changedGrids } from './compare-grids.ts';
import {
  type BuildingOrder,
  isSamePair,
  listedBuildings,
  movedPairs,
  type PairName,
  pairText,
  readPair,
  stepFrom,
} from './compare-moves.ts';
import { type Sides, sideParams, sidesOf } from './compare-sides.ts';
import { plan, planId, planView } from './head.ts';

export const COMPARE_TABS = ['metrics', 'moves', 'buildings', 'grids'] as const;
export type CompareTab = (typeof COMPARE_TABS)[number];

const askedFrom = parameter('from');
const askedTo = parameter('to');
const askedPair = parameter('pair');
const askedTab = parameter('tab');

export const sides = computed<Sides | null>(() =>
  plan.value === null ? null : sidesOf(plan.value, askedFrom.value, askedTo.value),
);
export const compareTab = computed<CompareTab>(() => COMPARE_TABS.find((one) => one === askedTab.value) ?? 'metrics');

export interface ComparisonState {
  readonly found: PlanComparison | null;
  readonly loading: boolean;
  readonly problem: ApiError | null;
}
const NOTHING: ComparisonState = { found: null, loading: false, problem: null };

export const comparison = signal<ComparisonState>(NOTHING);
export const compared = computed(() => comparison.value.found);

export const isSame = computed(
  () => compared.value !== null && compared.value.grids.length === 0 && compared.value.moved.buildings === 0,
);
export const pairs = computed(() => movedPairs(compared.value?.matrix ?? []));
export const changes = computed(() => (compared.value === null ? [] : changedGrids(compared.value)));

/** The pair of the address, when it is one of those found. */
export const chosenPair = computed<PairName | null>(() => {
  const asked = readPair(askedPair.value);
  return asked !== null && pairs.value.some((pair) => isSamePair(pair, asked)) ? asked : null;
});

export const buildingOrder = signal<BuildingOrder>({ sortBy: 'households', descending: true });
export const buildings = computed(() =>
  listedBuildings(compared.value?.buildings ?? [], chosenPair.value, buildingOrder.value),
);
export const chosenPlace = signal<string | null>(null);
export const chosenBuilding = computed(() => compared.value?.buildings.find(isPlace(chosenPlace.value)) ?? null);
/** Under the pointer, on the map or in the list. */
export const pointedPlace = signal<string | null>(null);
export const pointedBuilding = computed(() => compared.value?.buildings.find(isPlace(pointedPlace.value)) ?? null);
export const chosenGrid = signal<string | null>(null);

/** Which borders and colours the map shows. */
export type ShownSides = 'old' | 'new' | 'both';
export const SHOWN_SIDES: readonly ShownSides[] = ['old', 'both', 'new'];
export const shownSides = signal<ShownSides>('both');

const BUILDING_ZOOM = 17.5;

function isPlace(code: string | null): (one: MovedBuilding) => boolean {
  return ({ place }) => place === code;
}

export function chooseSides(next: Sides): void {
  const { value: own } = plan;
  if (own === null) return;
  letGo();
  setParams({ ...sideParams(own, next), pair: null });
}

export const chooseTab = (tab: CompareTab): void => setParams({ tab: tab === 'metrics' ? null : tab });

export function chooseBuilding(building: MovedBuilding | null): void {
  chosenPlace.value = building?.place ?? null;
  if (building === null) return;
  chosenGrid.value = null;
  const [lon = 0, lat = 0] = building.at;
  flyTo({ lon, lat, zoom: BUILDING_ZOOM });
}

/** The list then holds the buildings of this pair only. */
export function choosePair(pair: PairName | null): void {
  chosenGrid.value = null;
  setParams({ pair: pair === null ? null : pairText(pair) });
  if (chosenBuilding.peek() !== null && pair !== null && !isSamePair(chosenBuilding.peek()!, pair))
    chosenPlace.value = null;
  if (pair === null) return;
  const own = (compared.peek()?.buildings ?? []).filter((one) => isSamePair(one, pair));
  const bounds = boundsOf({ coordinates: own.map(({ at }) => at) });
  if (bounds) flyTo({ bounds, maxZoom: BUILDING_ZOOM });
}

export function chooseGrid(code: string | null): void {
  chosenGrid.value = code;
  if (code === null) return;
  chosenPlace.value = null;
  setParams({ pair: null });
  const shapes = compared.peek()?.grids.find((grid) => grid.code === code)?.shapes ?? [];
  const bounds = boundsOf({ coordinates: shapes.map((shape) => shape?.coordinates ?? []) });
  if (bounds) flyTo({ bounds, maxZoom: 17 });
}

/** To the next (+1) or previous (−1) of what the tab lists. */
export function stepChange(by: 1 | -1): void {
  if (compareTab.peek() === 'grids') {
    const list = changes.peek();
    const next =
      list[
        stepFrom(
          list.findIndex(({ code }) => code === chosenGrid.peek()),
          list.length,
          by,
        )
      ];
    if (next) chooseGrid(next.code);
    return;
  }
  if (compareTab.peek() === 'moves') {
    const [list, now] = [pairs.peek(), chosenPair.peek()];
    const next = list[stepFrom(now === null ? -1 : list.findIndex((pair) => isSamePair(pair, now)), list.length, by)];
    if (next) choosePair(next);
    return;
  }
  const list = buildings.peek();
  const next = list[stepFrom(list.findIndex(isPlace(chosenPlace.peek())), list.length, by)];
  if (next) chooseBuilding(next);
}

/** The narrowest choice first. False: nothing was chosen. */
export function letGoOne(): boolean {
  if (chosenPlace.peek() !== null) chosenPlace.value = null;
  else if (chosenGrid.peek() !== null) chosenGrid.value = null;
  else if (chosenPair.peek() !== null) choosePair(null);
  else return false;
  return true;
}

export const hasChoice = (): boolean =>
  chosenPlace.peek() !== null || chosenGrid.peek() !== null || chosenPair.peek() !== null;

let shownFor: string | null = null;

/** Flies to what changes when another comparison is there, if none of it is in sight. `always`: even if some is. */
export function showChanges(always: boolean): void {
  const found = compared.peek();
  if (found === null) return;
  const name = `${found.from.side} ${found.to.side}`;
  if (shownFor === name) return;
  shownFor = name;
  if (chosenPair.peek() !== null) {
    choosePair(chosenPair.peek());
    return;
  }
  const lines = [found.borders.old, found.borders.new].map((border) => border?.coordinates ?? []);
  const bounds = boundsOf({ coordinates: [...lines, found.buildings.map(({ at }) => at)] });
  const sight = viewport.peek()?.bounds;
  if (bounds === null) return;
  const isSeen =
    sight !== undefined && bounds[0] < sight[2] && bounds[2] > sight[0] && bounds[1] < sight[3] && bounds[3] > sight[1];
  if (always || !isSeen) flyTo({ bounds, maxZoom: 17 });
}

function letGo(): void {
  chosenPlace.value = null;
  chosenGrid.value = null;
  pointedPlace.value = null;
}

async function load({ from, to }: Sides, signal: AbortSignal): Promise<void> {
  const before = comparison.peek().found;
  const isAgain = before?.from.side === from && before.to.side === to;
  if (!isAgain) letGo();
  comparison.value = { found: isAgain ? before : null, loading: true, problem: null };
  try {
    const found = await comparePlans(from, to, signal);
    if (!signal.aborted) comparison.value = { found, loading: false, problem: null };
  } catch (error) {
    if (!isAbort(error)) comparison.value = { found: null, loading: false, problem: asApiError(error) };
  }
}

const attempt = signal(0);
export const compareAgain = (): void => {
  attempt.value += 1;
};

/** Follows the sides, and every change of the plan, for as long as the view is open. */
export function followComparison(): () => void {
  const wanted = computed(() =>
    JSON.stringify([sides.value?.from, sides.value?.to, plan.value?.version, attempt.value]),
  );
  const stop = effect(() => {
    void wanted.value;
    const now = sides.peek();
    if (now === null) return undefined;
    const controller = new AbortController();
    untracked(() => void load(now, controller.signal));
    return () => controller.abort();
  });
  return () => {
    stop();
    letGo();
    comparison.value = NOTHING;
    shownFor = null;
    shownSides.value = 'both';
    // a typed address of another comparison is left as it is
    if (planId.peek() === null || planView.peek() !== 'compare')
      setParams({ from: null, to: null, pair: null, tab: null });
  };
}
