/** Who may see single workers and their trails, as the routes of the service say it. An admin may do everything. */
import { computed } from '@preact/signals';
import type { Role } from '../../../../server/contract/access.ts';
import { mayIn } from '../../who.ts';
import { commandArea } from '../roles.ts';

const WATCHERS: readonly Role[] = ['dispatcher', 'auditor'];

export const mayWatch = computed(() => mayIn(WATCHERS, commandArea.value ?? undefined));
/** `area`: of the worker. */
export const mayTrail = (area: string): boolean => mayIn(WATCHERS, area);
