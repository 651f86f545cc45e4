/** What a new plan may be of, and what it starts with. */
import { computed } from '@preact/signals';
import type { Area } from '../../../server/contract/areas.ts';
import type { BandSetting } from '../../../server/contract/grids.ts';
import type { PlanStandard } from '../../../server/contract/plans.ts';
import { request } from '../../api/request.ts';
import { areaByCode, areas, childrenOf, counties } from '../areas.ts';
import { session } from '../who.ts';
import { PLANNERS, reachOf } from './roles.ts';

/** Households of a grid, as often asked for. */
export const PRESETS: readonly PlanStandard[] = [
  { min: 150, max: 400 },
  { min: 200, max: 400 },
  { min: 250, max: 350 },
];

/** The widest areas the person may plan. */
export const plannable = computed(() =>
  reachOf(
    session.value?.grants ?? [],
    PLANNERS,
    counties.value.map(({ code }) => code),
  ),
);
export const mayPlanOf = (code: string): boolean => plannable.value.some((root) => code.startsWith(root));
/** An area that is chosen on the way to one that may be planned. */
const leadsThere = (code: string): boolean => plannable.value.some((root) => root.startsWith(code));

export interface AreaStep {
  readonly level: Area['level'];
  readonly value: string;
  /** Whether the area above may be planned as a whole. */
  readonly mayStop: boolean;
  readonly choices: readonly Area[];
}

/** From county to community: what was chosen at each level, and what could be. `code`: the area chosen so far. */
export function areaSteps(code: string): AreaStep[] {
  const open = (all: readonly Area[]) => all.filter((area) => mayPlanOf(area.code) || leadsThere(area.code));
  const steps: AreaStep[] = [];
  const level = (name: Area['level'], length: number, all: readonly Area[]) => {
    const value = code.length >= length ? code.slice(0, length) : '';
    const choices = open(all);
    if (choices.length > 0) steps.push({ level: name, value, mayStop: mayPlanOf(code.slice(0, length - 3)), choices });
    return value;
  };
  const county = level('county', 6, counties.value);
  const town = county === '' ? '' : level('town', 9, childrenOf(county));
  if (town !== '') level('community', 12, childrenOf(town));
  return steps;
}

/** The area on the screen when it may be planned, else the first that may. */
export function firstArea(onScreen: string | null): string {
  if (onScreen !== null && mayPlanOf(onScreen)) return onScreen;
  return (
    plannable.value.find((root) => areaByCode.value.has(root)) ??
    areas.value?.find(({ code }) => mayPlanOf(code))?.code ??
    ''
  );
}

/** The band that applies to basic grids of an area: its own, or that of the nearest area above, or the default. */
export function bandOf(bands: readonly BandSetting[], area: string): PlanStandard | null {
  const fitting = bands.filter(({ areaCode, kind }) => kind === 'basic' && area.startsWith(areaCode));
  const [nearest] = fitting.sort((a, b) => b.areaCode.length - a.areaCode.length);
  return nearest?.households ?? null;
}

export const readBands = (signal?: AbortSignal): Promise<readonly BandSetting[]> =>
  request<{ bands: BandSetting[] }>('/api/bands', { signal }).then(({ bands }) => bands);
