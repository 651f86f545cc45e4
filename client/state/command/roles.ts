/** Who may do what with events, as the routes of the service say it. An admin may do everything, and is not named. */
import { computed } from '@preact/signals';
import type { Role, SessionView } from '../../../server/contract/access.ts';
import { areaByCode, countyCode, scope } from '../areas.ts';
import { mayIn, session } from '../who.ts';

export const EVENT_READERS: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'auditor'];
export const REPORTERS: readonly Role[] = ['worker', 'dispatcher'];

/** The first area of the county that a grant reaches; null when none does. */
export function reachIn(grants: SessionView['grants'], county: string): string | null {
  const found = grants.find(
    ({ role, area }) => (role === 'admin' || EVENT_READERS.includes(role)) && area?.startsWith(county),
  );
  return found?.area ?? null;
}

/** Whose events are shown: of the area on the screen, or of the part of the county that a role reaches; null: of none. */
export const commandArea = computed<string | null>(() => {
  const here = scope.value?.code;
  if (here === undefined || countyCode.value === null) return null;
  return mayIn(EVENT_READERS, here) ? here : reachIn(session.value?.grants ?? [], countyCode.value);
});

export const commandAreaName = computed(() => areaByCode.value.get(commandArea.value ?? '')?.name ?? '');

export const mayReport = computed(() => mayIn(REPORTERS, commandArea.value ?? undefined));
