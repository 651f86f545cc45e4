/** Steps, photos and reports on their way into the outbox, in the order in which they must arrive. */
import type { EventRow, NewEvent, StepBody } from '../../../server/contract/events.ts';
import { lightPhoto } from '../photo.ts';
import type { Making } from '../queue/changes.ts';
import { open, outbox, waitingFor } from './outbox.ts';
import { cards, kindName } from './parts.ts';

/** Photos of an event, each an entry of its own: a poor network sends one after the other. */
async function photosOf(event: string, label: string, files: readonly Blob[], holdMs: number): Promise<Making[]> {
  const made: Making[] = [];
  for (const file of files) {
    const photo = crypto.randomUUID();
    made.push({
      id: photo,
      subject: event,
      label,
      holdMs,
      task: { kind: 'photo', event, photo, file: await lightPhoto(file) },
    });
  }
  return made;
}

/** A step on the story that is on the screen; after own steps that wait, on the story they will make. */
export async function takeStep(
  row: Pick<EventRow, 'id' | 'category' | 'version'>,
  step: Omit<StepBody, 'id'>,
  files: readonly Blob[] = [],
): Promise<void> {
  const id = crypto.randomUUID();
  const label = kindName(row.category);
  const known = cards.value?.[row.id];
  const waits = waitingFor(row.id).some(({ task }) => task.kind === 'step' || task.kind === 'report');
  const seen = waits || known === undefined ? null : { tag: known.tag, version: known.card.event.version };
  const photos = await photosOf(row.id, label, files, 0);
  await outbox.add([
    ...photos,
    { id, subject: row.id, label, task: { kind: 'step', event: row.id, seen, body: { id, ...step } } },
  ]);
}

export async function addPhotos(row: Pick<EventRow, 'id' | 'category'>, files: readonly Blob[]): Promise<void> {
  await outbox.add(await photosOf(row.id, kindName(row.category), files, 0));
}

/** The same word into the story of each. */
export async function noteAll(rows: readonly EventRow[], why: string): Promise<void> {
  for (const row of rows) await takeStep(row, { step: 'note', why });
}

/** The id of the event, to take it back by. */
export async function report(event: Omit<NewEvent, 'id'>, files: readonly Blob[], holdMs: number): Promise<string> {
  const id = crypto.randomUUID();
  const label = kindName(event.category);
  const photos = await photosOf(id, label, files, holdMs);
  await outbox.add([{ id, subject: id, label, holdMs, task: { kind: 'report', body: { id, ...event } } }, ...photos]);
  return id;
}

/** Reports that wait, which no list of the service has. */
export const unsentReports = () => open.value.flatMap((entry) => (entry.task.kind === 'report' ? [entry] : []));
