/**
 * Loading in order: session and areas first, then for the county on the screen its editions, grids and base.
 * A change of county or of the moment asked about drops what is still under way.
 */
import { effect, untracked } from '@preact/signals';
import type { GridFeature } from '../../server/contract/grids.ts';
import { type BaseFeature, basePages, gridPages, listAreas, listEditions } from '../api/atlas.ts';
import { isAbort } from '../api/request.ts';
import { areas, countyCode } from './areas.ts';
import { base } from './base.ts';
import { asOf, editions } from './editions.ts';
import { grids } from './grids.ts';
import { loadProblem, noteProblem, service } from './service.ts';
import { isTiled } from './tiling.ts';
import { loadSession } from './who.ts';

export async function start(): Promise<void> {
  try {
    const [, all] = await Promise.all([loadSession(), listAreas(asOf.value)]);
    loadProblem.value = null;
    areas.value = all;
    service.value = 'ready';
  } catch (error) {
    service.value = 'away';
    noteProblem(error);
  }
}

/** After an import or when the service is back: everything again. */
export async function reload(): Promise<void> {
  await start();
  if (countyCode.value !== null) await loadCounty(countyCode.value, asOf.value, new AbortController().signal);
}

/** After news that the map has taken by itself: the tables once more, without a word. */
export async function reloadLists(): Promise<void> {
  const county = countyCode.peek();
  if (county === null) return;
  const { signal } = new AbortController();
  await Promise.all([loadGrids(county, asOf.peek(), signal), loadEditions(county, signal)]).catch(noteProblem);
}

async function loadGrids(county: string, moment: string | null, signal: AbortSignal): Promise<void> {
  const features: GridFeature[] = [];
  const boxes = isTiled.peek();
  try {
    for await (const page of gridPages(county, moment, boxes ? 'box' : 'exact', signal)) features.push(...page);
    if (countyCode.peek() !== county || asOf.peek() !== moment || isTiled.peek() !== boxes) return;
    grids.value = { state: features.length === 0 ? 'none' : 'ready', features, boxes };
  } catch (error) {
    if (isAbort(error)) return;
    const code = error instanceof Error ? error.message : '';
    if (code === 'no-edition' || code === 'edition-unknown') {
      grids.value = { state: 'none', features: [] };
      return;
    }
    grids.value = { state: 'failed', features: [] };
    throw error;
  }
}

async function loadEditions(county: string, signal: AbortSignal): Promise<void> {
  editions.value = await listEditions(county, signal);
}

async function loadBase(county: string, signal: AbortSignal): Promise<void> {
  const features: BaseFeature[] = [];
  for await (const page of basePages(county, signal)) features.push(...page);
  base.value = features;
}

async function loadCounty(county: string, moment: string | null, signal: AbortSignal): Promise<void> {
  const parts = [loadGrids(county, moment, signal), loadBase(county, signal), loadEditions(county, signal)];
  await Promise.all(parts.map((part) => part.catch(noteProblem)));
}

/** Follows county and moment for as long as the page lives. */
export function followCounty(): () => void {
  let running: AbortController | null = null;
  return effect(() => {
    const county = countyCode.value;
    const moment = asOf.value;
    void isTiled.value;
    running?.abort();
    if (county === null) return;
    const controller = new AbortController();
    running = controller;
    untracked(() => {
      grids.value = { state: 'loading', features: [] };
      base.value = [];
      editions.value = editions.value.filter((edition) => edition.countyCode === county);
      void loadCounty(county, moment, controller.signal);
    });
  });
}
