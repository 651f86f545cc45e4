/**
 * Emergency modes in force over what is on the screen, for everyone who is signed in: by the news of the command's stream
 * while it is open, else asked for once a minute and when the page comes back to the front.
 */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Role } from '../../../server/contract/access.ts';
import type { Emergency } from '../../../server/contract/emergencies.ts';
import { readEmergencies } from '../../api/emergencies.ts';
import { countyCode, scope } from '../areas.ts';
import { mayIn, session } from '../who.ts';
import { areaNews, line } from './stream.ts';

/** As the service's ANY_ROLE. */
const ANY_ROLE: readonly Role[] = ['viewer', 'worker', 'dispatcher', 'planner', 'reviewer', 'auditor', 'admin'];

/** The area on the screen, or the part of its county that a role reaches; null: none. */
export const watchedArea = computed<string | null>(() => {
  const [here, county] = [scope.value?.code, countyCode.value];
  if (here === undefined || county === null) return null;
  if (mayIn(ANY_ROLE, here)) return here;
  return session.value?.grants.find(({ area }) => area?.startsWith(county))?.area ?? null;
});

const read = signal<{ readonly area: string; readonly list: readonly Emergency[] } | null>(null);

/** The widest area first, of equal ones the earliest. */
export const byWidth = (list: readonly Emergency[]): Emergency[] =>
  [...list].sort((a, b) => a.area.length - b.area.length || (a.from < b.from ? -1 : 1));

/** null: not known yet. */
export const inForce = computed<readonly Emergency[] | null>(() => {
  const known = read.value;
  return known === null || known.area !== watchedArea.value ? null : known.list;
});

/** The nearest at or above the area decides what is in force there. */
export function decisive(list: readonly Emergency[], area: string | null): Emergency | null {
  const above = list.filter((one) => area?.startsWith(one.area));
  return above.reduce<Emergency | null>((best, one) => (one.area.length > (best?.area.length ?? 0) ? one : best), null);
}

const POLL_MS = 60_000;

/** What is not answered leaves what was known: a warning must not vanish because a line is bad. */
async function ask(area: string, signal: AbortSignal): Promise<void> {
  const list = await readEmergencies(area, false, signal).catch(() => null);
  if (list !== null && !signal.aborted) read.value = { area, list: byWidth(list) };
}

/** Reads again now: somebody on this page has just switched. */
export const askedAgain = signal(0);

/** The answer stops it. */
export function followEmergencies(): () => void {
  const onFront = () => {
    if (document.visibilityState === 'visible') askedAgain.value++;
  };
  document.addEventListener('visibilitychange', onFront);
  const emergencyNews = computed(() => (areaNews.value?.kind === 'emergency' ? areaNews.value : null));
  const isHeard = computed(() => line.value === 'open');
  const stop = effect(() => {
    const area = watchedArea.value;
    void emergencyNews.value;
    void askedAgain.value;
    const heard = isHeard.value;
    if (area === null) return;
    const gone = new AbortController();
    untracked(() => void ask(area, gone.signal));
    const timer = heard ? undefined : setInterval(() => void ask(area, gone.signal), POLL_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  });
  return () => {
    document.removeEventListener('visibilitychange', onFront);
    stop();
    read.value = null;
  };
}
