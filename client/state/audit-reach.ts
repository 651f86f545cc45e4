/** Somebody whose role reaches only a part of the county is led to that part: of the whole the service says nothing to them. */
import { effect, untracked } from '@preact/signals';
import { areaByCode, countyCode, scope } from './areas.ts';
import { REPORT_READERS } from './audit-roles.ts';
import { setParams } from './route.ts';
import { mayIn, session } from './who.ts';

/** The first area of the county that a grant reaches; null when none does. */
export function reachIn(county: string): string | null {
  const grants = session.value?.grants ?? [];
  const found = grants.find(
    ({ role, area }) =>
      (role === 'admin' || REPORT_READERS.includes(role)) && area?.startsWith(county) && areaByCode.value.has(area),
  );
  return found?.area ?? null;
}

/** The answer ends it. */
export const followReach = (): (() => void) =>
  effect(() => {
    const here = scope.value?.code;
    if (here === undefined || countyCode.value === null || mayIn(REPORT_READERS, here)) return;
    const reach = reachIn(countyCode.value);
    if (reach !== null) untracked(() => setParams({ area: reach, grid: null, finding: null }));
  });
