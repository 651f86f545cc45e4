/** What may be chosen as a side: the editions of the plan's county and the plans this account may see. */
import { signal } from '@preact/signals';
import type { Edition } from '../../../server/contract/grids.ts';
import type { PlanHead } from '../../../server/contract/plans.ts';
import { listEditions } from '../../api/atlas.ts';
import { listPlans } from '../../api/plans.ts';
import { isAbort } from '../../api/request.ts';

export interface Choices {
  /** The newest first. */
  readonly editions: readonly Edition[];
  readonly plans: readonly PlanHead[];
  /** Some of it could not be read. */
  readonly failed: boolean;
}

export const choices = signal<Choices>({ editions: [], plans: [], failed: false });

/** Of the county; where that is none of their business, of the plan's own area. */
async function plansAround(area: string, abort: AbortSignal): Promise<readonly PlanHead[]> {
  try {
    return await listPlans(area.slice(0, 6), abort);
  } catch (error) {
    if (isAbort(error)) throw error;
    return listPlans(area, abort);
  }
}

export async function loadChoices(area: string, abort: AbortSignal): Promise<void> {
  const [editions, plans] = await Promise.allSettled([listEditions(area.slice(0, 6), abort), plansAround(area, abort)]);
  if (abort.aborted) return;
  choices.value = {
    editions: editions.status === 'fulfilled' ? editions.value.toSorted((a, b) => b.number - a.number) : [],
    plans: plans.status === 'fulfilled' ? plans.value : [],
    failed: editions.status === 'rejected' || plans.status === 'rejected',
  };
}
