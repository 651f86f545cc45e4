/** Sends the report, then what belongs to it: the grid that was chosen beside a border, and the photos. */
import { signal } from '@preact/signals';
import type { SimilarEvent } from '../../../server/contract/events.ts';
import { addPhoto, readEvent, reportEvent, takeStep } from '../../api/events.ts';
import { type ApiError, asApiError } from '../../api/request.ts';
import { noteRow } from './board.ts';
import { bodyOf, type Draft, draft, dropDraft } from './draft.ts';
import { commandArea } from './roles.ts';

export const reporting = signal(false);
export const reportProblem = signal<ApiError | null>(null);

export interface Sent {
  readonly id: string;
  readonly serial: number;
  readonly similar: readonly SimilarEvent[];
  /** The event is there, but something that belongs to it is not. */
  readonly left: ApiError | null;
}

async function complete(now: Draft, located: string | null): Promise<void> {
  if (now.grid !== null && now.grid !== located) {
    const { tag } = await readEvent(now.id);
    await takeStep(now.id, { id: crypto.randomUUID(), step: 'locate', grid: now.grid }, tag);
  }
  for (const file of now.photos) await addPhoto(now.id, crypto.randomUUID(), file, file.name);
}

/** null: it was refused, and the draft is still there. */
export async function sendReport(): Promise<Sent | null> {
  const now = draft.peek();
  const area = commandArea.peek();
  if (now === null || area === null || reporting.peek()) return null;
  reporting.value = true;
  reportProblem.value = null;
  try {
    const { event, similar } = await reportEvent(bodyOf(now, area));
    noteRow(event, true);
    const left = await complete(now, event.grid).then(() => null, asApiError);
    dropDraft();
    return { id: event.id, serial: event.serial, similar, left };
  } catch (error) {
    reportProblem.value = asApiError(error);
    return null;
  } finally {
    reporting.value = false;
  }
}
