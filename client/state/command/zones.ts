/** Zones in force in the command's area, with what lies inside; drawing one and moving its end. */
import { computed, effect, signal, untracked } from '@preact/signals';
import type { Zone } from '../../../server/contract/emergencies.ts';
import { drawZone, moveZoneEnd, readZones } from '../../api/emergencies.ts';
import { type ApiError, asApiError, isAbort } from '../../api/request.ts';
import { moment } from './clock.ts';
import { commandArea } from './roles.ts';
import { areaNews } from './stream.ts';
import { draftShape, zoneBody, zoneDraft } from './zones-draft.ts';

const read = signal<readonly Zone[] | null>(null);
export const zoneProblem = signal<ApiError | null>(null);
export const zoneBusy = signal(false);
export const chosenZone = signal<number | null>(null);
const again = signal(0);

/** What has ended is gone at once, though the service was asked before. The first to end comes first; null: not known yet. */
export const zones = computed<readonly Zone[] | null>(() => {
  const now = moment.value;
  return (
    read.value
      ?.filter(({ until }) => Date.parse(until) > now)
      .sort((a, b) => Date.parse(a.until) - Date.parse(b.until) || a.id - b.id) ?? null
  );
});

/** Counts inside change without news of the zone. */
const AGAIN_MS = 60_000;

async function ask(area: string, gone: AbortSignal): Promise<void> {
  try {
    const list = await readZones(area, gone);
    if (!gone.aborted) read.value = list;
  } catch (error) {
    if (!isAbort(error) && read.peek() === null) zoneProblem.value = asApiError(error);
  }
}

/** The answer stops it. */
export function followZones(): () => void {
  const news = computed(() => (areaNews.value?.kind === 'zone' ? areaNews.value : null));
  const stop = effect(() => {
    const area = commandArea.value;
    void news.value;
    void again.value;
    if (area === null) return;
    const gone = new AbortController();
    untracked(() => void ask(area, gone.signal));
    const timer = setInterval(() => void ask(area, gone.signal), AGAIN_MS);
    return () => {
      gone.abort();
      clearInterval(timer);
    };
  });
  return () => {
    stop();
    read.value = null;
    zoneProblem.value = null;
    chosenZone.value = null;
  };
}

async function send(what: () => Promise<Zone>): Promise<Zone | null> {
  if (zoneBusy.peek()) return null;
  zoneBusy.value = true;
  zoneProblem.value = null;
  try {
    return await what();
  } catch (error) {
    zoneProblem.value = asApiError(error);
    return null;
  } finally {
    zoneBusy.value = false;
    again.value++;
  }
}

/** What is being drawn becomes a zone; the draft stays when it is refused. */
export async function putZone(): Promise<Zone | null> {
  const [draft, shape] = [zoneDraft.peek(), draftShape.peek()];
  const body = draft === null || shape === null ? null : zoneBody(draft, shape);
  if (body === null) return null;
  const made = await send(() => drawZone(body));
  if (made === null) return null;
  zoneDraft.value = null;
  chosenZone.value = made.id;
  return made;
}

export const moveZone = (id: number, until: string, reason: string): Promise<Zone | null> =>
  send(() => moveZoneEnd(id, { until, reason }));
