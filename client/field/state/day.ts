/** What of today waits to be sent, to be added to what the service has counted. */
import { computed } from '@preact/signals';
import { open } from './outbox.ts';

export const unsentToday = computed(() => {
  const visits = open.value.flatMap(({ task }) => (task.kind === 'visit' ? [task.body] : []));
  return {
    visits: visits.length,
    households: visits.reduce((sum, { kind, households }) => sum + (kind === 'visit' ? households : 0), 0),
    spotChecks: visits.filter(({ kind }) => kind === 'spot-check').length,
  };
});
