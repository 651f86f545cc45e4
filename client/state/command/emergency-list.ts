/** The emergency modes of the command's area, running and past, and switching them. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Emergency, NewEmergency } from '../../../server/contract/emergencies.ts';
import { endEmergency, readEmergencies, startEmergency } from '../../api/emergencies.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { mayIn } from '../who.ts';
import { askedAgain } from './emergency-watch.ts';
import { commandArea } from './roles.ts';
import { areaNews } from './stream.ts';

/** null: not known yet. The last begun first. */
export const allEmergencies = signal<readonly Emergency[] | null>(null);
export const emergencyProblem = signal<ApiError | null>(null);
export const switching = signal(false);

export const runningEmergencies = computed(() => (allEmergencies.value ?? []).filter(({ to }) => to === null));
export const pastEmergencies = computed(() => (allEmergencies.value ?? []).filter(({ to }) => to !== null));

export const maySwitch = (area: string | null): boolean => mayIn(['dispatcher'], area ?? undefined);

async function read(area: string, gone: AbortSignal): Promise<void> {
  try {
    const list = await readEmergencies(area, true, gone);
    if (gone.aborted) return;
    allEmergencies.value = [...list].sort((a, b) => (a.from > b.from ? -1 : 1));
    if (emergencyProblem.peek()?.status === 0) emergencyProblem.value = null;
  } catch (error) {
    if (!isAbort(error)) emergencyProblem.value = asApiError(error);
  }
}

/** The answer stops it. */
export function followEmergencyList(): () => void {
  const news = computed(() => (areaNews.value?.kind === 'emergency' ? areaNews.value : null));
  const stop = effect(() => {
    const area = commandArea.value;
    void news.value;
    void askedAgain.value;
    if (area === null) return;
    const gone = new AbortController();
    untracked(() => void read(area, gone.signal));
    return () => gone.abort();
  });
  return () => {
    stop();
    allEmergencies.value = null;
    emergencyProblem.value = null;
  };
}

async function send(what: () => Promise<Emergency>): Promise<Emergency | null> {
  if (switching.peek()) return null;
  switching.value = true;
  emergencyProblem.value = null;
  try {
    return await what();
  } catch (error) {
    emergencyProblem.value = asApiError(error);
    return null;
  } finally {
    switching.value = false;
    askedAgain.value++;
  }
}

export const switchOn = (body: NewEmergency): Promise<Emergency | null> => send(() => startEmergency(body));
export const switchOff = (id: number, reason: string): Promise<Emergency | null> =>
  send(() => endEmergency(id, reason));
