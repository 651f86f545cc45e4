/** What of today the service has not counted yet, to be added to what the service has counted. */
import { computed } from '@preact/signals';
import { unheard } from './outbox.ts';

export const unsentToday = computed(() => {
  const entries = unheard.value.filter(({ task }) => task.kind === 'visit');
  const visits = entries.flatMap(({ task }) => (task.kind === 'visit' ? [task.body] : []));
  return {
    visits: entries.filter(({ standing }) => standing !== 'sent').length,
    households: visits.reduce((sum, { kind, households }) => sum + (kind === 'visit' ? households : 0), 0),
    spotChecks: visits.filter(({ kind }) => kind === 'spot-check').length,
  };
});
