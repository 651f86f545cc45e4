/** What the plan of the address makes of the map: borders old and new, the shapes of its grids, and where they lie. */
import { computed, signal } from '@preact/signals';
import type { PlanComparison } from '../../../server/contract/plan-compare.ts';
import type { Plan, PlanGrids } from '../../../server/contract/plans.ts';
import { readComparison, readPlanGrids } from '../../api/plan-map.ts';
import { isAbort } from '../../api/request.ts';
import { areaByCode } from '../areas.ts';
import { boundsOf } from '../bounds-of.ts';
import { gridByCode } from '../grids.ts';
import { flyTo, isBounds } from '../viewport.ts';

export type PlanGrid = PlanGrids['features'][number];

export const comparison = signal<PlanComparison | null>(null);
export const planGrids = signal<readonly PlanGrid[]>([]);
/** The grid pointed at in a list, by code. */
export const pointedGrid = signal<string | null>(null);

export const codeOf = ({ properties }: PlanGrid): string => String(properties.code);
export const planGridByCode = computed(() => new Map(planGrids.value.map((grid) => [codeOf(grid), grid])));

/** Of a plan, before and after: published plans are compared with what was in force before them. */
export function readChange({ id, area, baseEdition }: Plan, abort?: AbortSignal): Promise<PlanComparison> {
  return readComparison(`edition-${baseEdition}`, `plan-${id}`, area, abort);
}

/** The map is an extra here: what cannot be had is left out. */
export async function loadPlanMap(plan: Plan, abort: AbortSignal): Promise<void> {
  try {
    const change = await readChange(plan, abort);
    comparison.value = change;
    // of a plan that changes nothing the grids in force are those of the plan, and a county of them is megabytes
    planGrids.value = change.grids.length === 0 ? [] : await readPlanGrids(plan.id, abort);
  } catch (error) {
    if (!isAbort(error)) leavePlanMap();
  }
}

export function leavePlanMap(): void {
  comparison.value = null;
  planGrids.value = [];
  pointedGrid.value = null;
}

export function nameOfGrid(code: string): string {
  const planned = planGridByCode.value.get(code)?.properties.name;
  const ended = comparison.value?.grids.find((grid) => grid.code === code)?.name;
  return (typeof planned === 'string' ? planned : null) ?? gridByCode.value.get(code)?.properties.name ?? ended ?? code;
}

/** To a grid as it would be, else as it is; else to the area that its code begins with. */
export function flyToGrid(code: string): void {
  const shape = planGridByCode.peek().get(code)?.geometry ?? gridByCode.peek().get(code)?.geometry;
  const bounds = shape ? boundsOf(shape) : null;
  pointedGrid.value = code;
  if (bounds) flyTo({ bounds, maxZoom: 17 });
  else flyToArea(code.slice(0, 12));
}

export function flyToArea(code: string): void {
  const box = areaByCode.peek().get(code)?.bbox;
  if (isBounds(box)) flyTo({ bounds: box, maxZoom: 16 });
}
